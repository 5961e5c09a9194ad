import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README runs and gives the text that it shows', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/common-metrics'", "'../src/index.ts'"))
  try {
    const { contentType, text } = (await import(file.href)) as { contentType: string; text: string }
    expect(text).toBe(shown)
    expect(contentType).toContain('text/plain')
  } finally {
    rmSync(file)
  }
})
