import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { API_SCHEMAS } from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it('the example of the README runs and shows what it says', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/codec-kafka'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual(['shop to orders: a record batch', '1 segment for writev'])
  } finally {
    rmSync(file)
  }
})

it('the table of APIs is the one of the code', () => {
  const rows = [...readme.matchAll(/^\| (\w+) \| (\d+) \| (\d+)-(\d+) \| (\d+|never)/gm)].map((row) => row.slice(1).join(' '))
  expect(rows).toEqual(API_SCHEMAS.map((api) => [api.name, api.apiKey, api.versionMin, api.versionMax, api.flexibleSince === Infinity ? 'never' : api.flexibleSince].join(' ')))
})
