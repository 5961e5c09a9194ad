import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the example of the README runs and shows what it says', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/wal'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual(['shard 42, offset 0: hello'])
    expect(example).toContain(`// seen: ${seen[0]}`)
  } finally {
    rmSync(file)
  }
})

test('the frame table of the README is the one of the code', () => {
  const source = readFileSync(new URL('../src/frame.ts', import.meta.url), 'utf8')
  const documented = [...readme.matchAll(/^\| (\d+) \| (\d+|n) \| /gm)].map((row) => `${row[1]} ${row[2]}`)
  const coded = [...source.matchAll(/^ \* +(\d+) +(\d+|n) {4}/gm)].map((row) => `${row[1]} ${row[2]}`)
  expect(documented).toEqual(coded)
  expect(documented.length).toBe(16)
})
