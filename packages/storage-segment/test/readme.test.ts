import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the example of the README runs and shows what it says', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/storage-segment'", "'../src/index.ts'"))
  try {
    const { directory, result } = (await import(file.href)) as { directory: string; result: { chunks: Buffer[]; nextOffset: number } }
    rmSync(directory, { recursive: true })
    expect(Buffer.concat(result.chunks).includes('hello')).toBe(true)
    expect(result.nextOffset).toBe(1)
  } finally {
    rmSync(file)
  }
})
