import { createTurns } from '@robustmq/common-runtime'
import { appendOne, buildUniformBatch, createTestShard, Outcomes } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { createMemoryStorage } from '../src/index.ts'

const turns = createTurns((error) => {
  throw error
})
const SIZE = buildUniformBatch(1, 1000).length

test('more bytes than allowed are refused until some are trimmed or deleted', async () => {
  const driver = createMemoryStorage({ storedBytesMax: 3 * SIZE }, { turns })
  const shard = await createTestShard(driver, 1)
  for (let i = 0; i < 3; i++) expect((await appendOne(shard, buildUniformBatch(1, 1000))).error).toBe(null)
  expect((await appendOne(shard, buildUniformBatch(1, 1000))).error?.code).toBe('STORAGE_CAP_REACHED')
  await shard.trimFront(1)
  expect((await appendOne(shard, buildUniformBatch(1, 1000))).baseOffset).toBe(3)
  await driver.deleteShard(1)
  expect(driver.stats().storedBytes).toBe(0)
})

test('the turn is bounded: congestion is said first, refusal follows, relief comes with the commit', async () => {
  const driver = createMemoryStorage({ pendingBytesMax: 4 * SIZE }, { turns })
  const shard = await createTestShard(driver, 1)
  let relieved = 0
  driver.onRelief({ storageRelieved: () => void relieved++ })
  const outcomes = new Outcomes()
  const congested: boolean[] = []
  for (let i = 0; i < 6; i++) {
    shard.append(buildUniformBatch(1, 1000), { completion: outcomes, token: i })
    congested.push(driver.congested)
  }
  expect(congested).toEqual([false, false, true, true, true, true])
  await outcomes.reach(6)
  expect(outcomes.list.map((o) => o.error?.code ?? null)).toEqual([null, null, null, null, 'STORAGE_QUEUE_FULL', 'STORAGE_QUEUE_FULL'])
  expect(outcomes.list.map((o) => o.token)).toEqual([0, 1, 2, 3, 4, 5])
  expect(relieved).toBe(1)
  expect(driver.congested).toBe(false)
})

test('many small trims keep the bookkeeping small and right', async () => {
  const driver = createMemoryStorage({}, { turns })
  const shard = await createTestShard(driver, 1)
  for (let i = 0; i < 1000; i++) {
    shard.append(buildUniformBatch(2, 10), { completion: null, token: 0 })
    if (i % 10 !== 9) continue
    await appendOne(shard, buildUniformBatch(2, 10))
    await shard.trimFront(shard.committedOffset - 3)
    expect((await shard.fetch(shard.logStartOffset, { bytesMax: 1 << 20 })).nextOffset).toBe(shard.committedOffset)
  }
  expect(shard.storedBytes).toBe(2 * buildUniformBatch(2, 10).length)
})
