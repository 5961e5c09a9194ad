import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { STORAGE_ERROR_CODES, storageError } from '../src/index.ts'

it('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replaceAll("'@robustmq/storage-adapter'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual(['at offset 0', 'STORAGE_DISK_FULL, retry later'])
    for (const line of seen) expect(readme).toContain(`// ${line}\n`)
  } finally {
    rmSync(file)
  }
})

it('a condition that may pass says so, a wrong request does not', () => {
  const later = STORAGE_ERROR_CODES.filter((code) => storageError(code, '').retry === 'later')
  expect(later).toEqual(['STORAGE_DISK_FULL', 'STORAGE_QUEUE_FULL', 'STORAGE_CAP_REACHED', 'STORAGE_CLOSED', 'STORAGE_UNREACHABLE'])
  expect(storageError('STORAGE_OFFSET_OUT_OF_RANGE', '').retry).toBe('never')
})
