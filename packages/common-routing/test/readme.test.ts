import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { systemClock } from '@robustmq/common-runtime'
import { createVolatileMeta } from '@robustmq/meta-service'
import { expect, it } from 'vitest'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/common-routing'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual(['live: 2 on sensors.room1', 'stored: true up to 2', 'offset 0: 20', 'offset 1: 21'])
    for (const line of seen) expect(readme).toContain(`// ${line}\n`)
  } finally {
    rmSync(file)
  }
})

it('the volatile metadata that the example embeds starts empty', () => {
  expect(createVolatileMeta(systemClock).appliedIndex).toBe(0)
})
