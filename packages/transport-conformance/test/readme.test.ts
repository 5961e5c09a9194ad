import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the example of the README registers the cases', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replaceAll("'@robustmq/transport-conformance'", "'../src/index.ts'"))
  try {
    const { cases } = (await import(file.href)) as { cases: readonly { readonly name: string; readonly body: () => Promise<void> }[] }
    expect(cases.length).toBeGreaterThan(15)
    expect(new Set(cases.map((entry) => entry.name)).size).toBe(cases.length)
    expect(cases[0]?.name).toBe('carrier-pigeon: what is sent comes back whole and in order, up to megabytes')
    // A transport that cannot listen fails, with the seed in the message.
    await expect(cases[0]?.body()).rejects.toThrow('seed 7')
  } finally {
    rmSync(file)
  }
})
