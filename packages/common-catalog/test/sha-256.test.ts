import { createHash } from 'node:crypto'
import { createSeededRandom } from '@robustmq/common-runtime'
import { expect, test } from 'vitest'
import { sha256Hex } from '../src/sha-256.ts'

test('digests are those of another implementation, at every length around the blocks', () => {
  const random = createSeededRandom(5)
  for (const length of [...Array(200).keys(), 1_000, 65_535]) {
    const bytes = random.bytes(length)
    expect(sha256Hex(bytes), String(length)).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})
