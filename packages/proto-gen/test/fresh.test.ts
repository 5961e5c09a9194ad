import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')

test('the committed code is what proto/ generates', () => {
  const target = mkdtempSync(join(tmpdir(), 'robustmq-proto-'))
  try {
    execFileSync(process.execPath, [join(folder, 'generate.mjs'), target])
    const committed = join(folder, 'src/generated')
    expect(readdirSync(committed).sort()).toEqual(readdirSync(target).sort())
    for (const file of readdirSync(target)) {
      expect(readFileSync(join(committed, file), 'utf8') === readFileSync(join(target, file), 'utf8'), `${file} is stale: node packages/proto-gen/generate.mjs`).toBe(true)
    }
  } finally {
    rmSync(target, { recursive: true })
  }
})
