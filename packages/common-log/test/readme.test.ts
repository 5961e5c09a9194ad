import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/common-log'", "'../src/index.ts'"))
  try {
    const { line, seen } = (await import(file.href)) as { line: Record<string, unknown>; seen: string[] }
    expect(line).toMatchObject({ level: 'warn', node: 1, listener: 'tcp', remoteAddress: '192.0.2.7', message: 'connection refused' })
    expect(line['time']).toMatch(/^\d{4}-.*Z$/)
    expect(seen).toEqual(['0 0', '1 0', '50 48'])
  } finally {
    rmSync(file)
  }
})
