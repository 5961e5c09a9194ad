import type { AppendCompletion } from '@robustmq/storage-adapter'
import { buildBatch, createFaultyFileSystem } from '@robustmq/storage-conformance'
import { FRAME_GROUP } from '@robustmq/wal'
import { expect, test } from 'vitest'
import { openOn } from './segment-harness.ts'

test('a refused append and the accepted one behind it are told apart, also when the log commits before the turn ends', async () => {
  const { driver, wal } = await openOn(createFaultyFileSystem({ seed: 1 }))
  const shard = await driver.createShard({ tenant: 0, shard: 1, group: 1, durability: 'never' })
  const told: string[] = []
  const until: (() => void)[] = []
  const tell = (line: string): void => {
    told.push(line)
    for (const look of until) look()
  }
  const completion = (name: string): AppendCompletion => ({
    appendCommitted: (_token, base, next) => tell(`${name} ${base}..${next}`),
    appendFailed: (_token, error) => tell(`${name} ${error.code}`),
  })
  const toldOf = (count: number): Promise<void> => new Promise((resolve) => {
    const look = (): void => {
      if (told.length >= count) resolve()
    }
    until.push(look)
    look()
  })
  // Somebody else's frame: the log's turn comes before that of the refusals.
  wal.append({ kind: FRAME_GROUP, group: 1, term: 0, index: 0, tenant: 0, shard: 0, baseOffset: 0 }, Buffer.alloc(8), null, false, null, 0)
  const malformed = Buffer.from(buildBatch([Buffer.from('no')], [1]))
  malformed.writeInt32BE(0, 57)
  shard.append(malformed, { completion: completion('refused'), token: 0 })
  shard.append(buildBatch([Buffer.from('a')], [1]), { completion: completion('first'), token: 0 })
  await toldOf(2)
  shard.append(buildBatch([Buffer.from('b')], [1]), { completion: completion('second'), token: 0 })
  await toldOf(3)
  expect(told).toEqual(['refused STORAGE_BATCH_INVALID', 'first 0..1', 'second 1..2'])
  expect([shard.committedOffset, shard.nextOffset]).toEqual([2, 2])
  await driver.close()
  await wal.close()
})
