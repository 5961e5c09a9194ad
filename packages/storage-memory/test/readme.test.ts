import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the example of the README runs and shows what it says', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/storage-memory'", "'../src/index.ts'"))
  try {
    const { committed, result } = (await import(file.href)) as { committed: object; result: { chunks: Buffer[]; nextOffset: number } }
    expect(committed).toEqual({ token: 7, baseOffset: 0, nextOffset: 1 })
    expect(Buffer.concat(result.chunks).includes('hello')).toBe(true)
    expect(result.nextOffset).toBe(1)
  } finally {
    rmSync(file)
  }
})
