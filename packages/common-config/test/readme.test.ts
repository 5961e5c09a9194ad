import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/common-config'", "'../src/index.ts'"))
  try {
    const { config, message } = (await import(file.href)) as { config: unknown; message: string }
    expect(config).toEqual({ node: { id: 4, mode: 'safe' } })
    expect(message.split('\n')).toHaveLength(3)
    for (const line of message.split('\n')) expect(readme).toContain(`// ${line}\n`)
  } finally {
    rmSync(file)
  }
})
