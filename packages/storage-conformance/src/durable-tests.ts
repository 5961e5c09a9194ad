import assert from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { Shard } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, codeOf, Outcomes, readAll } from './outcomes.ts'
import { createTestShard } from './shard-specs.ts'
import { buildRandomBatch, buildUniformBatch } from './test-batch.ts'

type Define = (name: string, run: (harness: StorageHarness) => Promise<void>) => void

/** Promises of a durable driver across an orderly close. Crashes have their own suite. */
export function defineDurableTests(test: Define): void {
  test('what was committed is read back, byte for byte, after reopening', async (harness) => {
    const { driver } = harness
    if (!driver.capabilities.durable) return
    assert.ok(harness.reopen !== undefined, 'a durable driver must be able to open its data again')
    const random = createSeededRandom(77)
    const expected = new Map<number, Buffer[]>()
    let current = driver
    for (let round = 0; round < 3; round++) {
      const outcomes = new Outcomes()
      for (let i = 0; i < 60; i++) {
        const id = 1 + random.below(5)
        const shard = current.shard(id) ?? (await createTestShard(current, id))
        const batch = buildRandomBatch(random, 5, 2000, 1000 * round + i)
        shard.append(batch, { completion: outcomes, token: i })
        expected.set(id, [...(expected.get(id) ?? []), Buffer.from(batch)])
      }
      // Copies are made before the base offset is final only if the driver patched late: it must not.
      await outcomes.reach(60)
      assert.ok(outcomes.list.every((outcome) => outcome.error === null))
      if (round === 1) await harness.settle?.()
      current = await harness.reopen()
      for (const [id, batches] of expected) {
        const shard = current.shard(id) as Shard
        assert.ok((await readAll(shard, 0, 5000)).equals(Buffer.concat(batches)), `round ${round}, shard ${id}`)
        assert.equal(shard.committedOffset, shard.nextOffset)
      }
    }
    assert.equal([...current.shards()].length, expected.size)
  })

  test('trims and deletions stay after reopening', async (harness) => {
    const { driver } = harness
    if (!driver.capabilities.durable || harness.reopen === undefined) return
    for (const settled of [false, true]) {
      const current = settled ? await harness.reopen() : driver
      const first = settled ? 10 : 1
      const [a, b, c] = [await createTestShard(current, first), await createTestShard(current, first + 1), await createTestShard(current, first + 2)]
      for (let i = 0; i < 10; i++) for (const shard of [a, b, c]) await appendOne(shard, buildUniformBatch(2, 100))
      if (settled) await harness.settle?.()
      if (driver.capabilities.trimFront) {
        await a.trimFront(6)
        await c.trimFront(20)
      }
      await current.deleteShard(first + 1)
      if (settled) await harness.settle?.()
      const again = await harness.reopen()
      assert.equal(again.shard(first + 1), null)
      const kept = again.shard(first) as Shard
      assert.equal(kept.nextOffset, 20)
      if (!driver.capabilities.trimFront) continue
      assert.equal(kept.logStartOffset, 6)
      assert.equal(await codeOf(() => kept.fetch(5, { bytesMax: 1 })), 'STORAGE_OFFSET_OUT_OF_RANGE')
      assert.equal((await readAll(kept, 6, 1 << 20)).length, 7 * buildUniformBatch(2, 100).length)
      const emptied = again.shard(first + 2) as Shard
      assert.equal(emptied.logStartOffset, 20)
      assert.equal((await appendOne(emptied, buildUniformBatch(1, 1))).baseOffset, 20, 'offsets are never given twice')
    }
  })
}
