import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replaceAll("'@robustmq/common-delivery'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual(['0 hello, delivery 1', '0 hello, delivery 2', 'settled to 1'])
    for (const line of seen) expect(readme).toContain(`// ${line}`)
  } finally {
    rmSync(file)
  }
})
