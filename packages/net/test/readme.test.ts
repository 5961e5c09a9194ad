import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/net'", "'../src/index.ts'"))
  try {
    const { answers } = (await import(file.href)) as { answers: readonly string[] }
    expect(answers).toEqual(['!!!', '!!'])
  } finally {
    rmSync(file)
  }
})
