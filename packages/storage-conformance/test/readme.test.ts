import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the example of the README runs and shows what it says', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/storage-conformance'", "'../src/index.ts'"))
  try {
    const { names } = (await import(file.href)) as { names: string[] }
    expect(names.length).toBeGreaterThan(20)
    expect(names).toContain('readers see only what is committed')
  } finally {
    rmSync(file)
  }
})
