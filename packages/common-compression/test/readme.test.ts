import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/common-compression'", "'../src/index.ts'"))
  try {
    const { plain, refused } = (await import(file.href)) as { plain: string; refused: Buffer | null }
    expect(plain).toBe('hello hello hello hello hello')
    expect(refused).toBeNull()
  } finally {
    rmSync(file)
  }
})
