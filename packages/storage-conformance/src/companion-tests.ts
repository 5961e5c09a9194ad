import assert from 'node:assert/strict'
import type { Companion, Shard, StorageDriver } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, Outcomes, readAll } from './outcomes.ts'
import { buildUniformBatch } from './test-batch.ts'

type Define = (name: string, run: (harness: StorageHarness) => Promise<void>) => void

const spec = (shard: number, group: number): Parameters<StorageDriver['createShard']>[0] => ({ tenant: 1, shard, group, durability: 'always' })

/** Promises about `AppendOptions.companions`: one write, or none. That a crash keeps them together is tested with the crashes. */
export function defineCompanionTests(define: Define, largeBatchBytes: number): void {
  const test: Define = (name, run) => define(name, async (harness) => {
    if (harness.driver.capabilities.companions) await run(harness)
  })

  test('companions are appended together with the batch, to their own shards', async ({ driver, settle, reopen }) => {
    let shard = await driver.createShard(spec(1, 1))
    let state = await driver.createShard(spec(2, 1))
    const expected: [Buffer[], Buffer[]] = [[], []]
    for (let i = 0; i < 5; i++) {
      const batch = buildUniformBatch(1, 10)
      const companions: Companion[] = [{ shard: state, batch: buildUniformBatch(2, 4) }, { shard: state, batch: buildUniformBatch(1, 30) }]
      const outcome = await appendOne(shard, batch, { companions })
      assert.deepEqual([outcome.error, outcome.baseOffset, outcome.nextOffset], [null, i, i + 1])
      assert.equal(state.committedOffset, (i + 1) * 3)
      expected[0].push(Buffer.from(batch))
      for (const companion of companions) expected[1].push(Buffer.from(companion.batch))
    }
    const check = async (): Promise<void> => {
      assert.ok((await readAll(shard, 0, 200)).equals(Buffer.concat(expected[0])))
      assert.ok((await readAll(state, 0, 200)).equals(Buffer.concat(expected[1])))
      assert.equal(shard.nextOffset, 5)
      assert.equal(state.nextOffset, 15)
    }
    await check()
    for (const settled of [false, true]) {
      if (settled) await settle?.()
      await check()
      const again = await reopen?.()
      if (again === undefined) continue
      shard = again.shard(1) as Shard
      state = again.shard(2) as Shard
      await check()
    }
  })

  test('when the batch is told as committed, its companions are, and their listeners are told', async ({ driver }) => {
    const shard = await driver.createShard(spec(1, 1))
    const state = await driver.createShard(spec(2, 1))
    const told = new Promise<number>((resolve) => state.watch({ shardCommitted: (_shard, offset) => resolve(offset) }))
    await new Promise<void>((resolve, reject) => {
      shard.append(buildUniformBatch(1, 1), {
        token: 0, companions: [{ shard: state, batch: buildUniformBatch(3, 4) }],
        completion: {
          appendCommitted: () => {
            if (state.committedOffset === 3) resolve()
            else reject(new Error(`the companion is at ${state.committedOffset}`))
          },
          appendFailed: (_token, error) => reject(error),
        },
      })
      assert.equal(state.nextOffset, 3, 'offsets are given at once')
      assert.equal(state.committedOffset, 0)
    })
    assert.equal(await told, 3)
  })

  test('a batch and its companions are refused together, and later appends go on', async ({ driver }) => {
    const shard = await driver.createShard(spec(1, 1))
    const state = await driver.createShard(spec(2, 1))
    const gone = await driver.createShard(spec(3, 1))
    const elsewhere = await driver.createShard(spec(4, 2))
    await driver.deleteShard(3)
    const good = (): Companion => ({ shard: state, batch: buildUniformBatch(2, 4) })
    const malformed = buildUniformBatch(1, 10)
    malformed[16] = 1
    const cases: [string, readonly Companion[], { expectedOffset?: number }][] = [
      ['STORAGE_CONDITION_FAILED', [good()], { expectedOffset: 7 }],
      ['STORAGE_SHARD_UNKNOWN', [good(), { shard: gone, batch: buildUniformBatch(1, 1) }], {}],
      ['STORAGE_BATCH_INVALID', [good(), { shard: state, batch: malformed }], {}],
      ['STORAGE_UNSUPPORTED', [good(), { shard: elsewhere, batch: buildUniformBatch(1, 1) }], {}],
      ['STORAGE_UNSUPPORTED', Array.from({ length: 17 }, good), {}],
    ]
    if (driver.capabilities.batchBytesMax <= 64 * 1024 * 1024) {
      cases.push(['STORAGE_BATCH_TOO_LARGE', [good(), { shard: state, batch: Buffer.alloc(driver.capabilities.batchBytesMax + 1) }], {}])
    }
    for (const [code, companions, options] of cases) {
      const outcome = await appendOne(shard, buildUniformBatch(1, 1), { ...options, companions })
      assert.equal(outcome.error?.code, code)
      assert.deepEqual([shard.nextOffset, state.nextOffset, elsewhere.nextOffset], [0, 0, 0], code)
    }
    const outcome = await appendOne(shard, buildUniformBatch(1, 1), { companions: Array.from({ length: 16 }, good) })
    assert.equal(outcome.error, null)
    assert.deepEqual([shard.committedOffset, state.committedOffset], [1, 32])
  })

  test('appends with and without companions keep their order, each told once', async ({ driver }) => {
    const a = await driver.createShard(spec(1, 1))
    const b = await driver.createShard(spec(2, 1))
    const outcomes = new Outcomes()
    for (let i = 0; i < 60; i++) {
      const [main, other] = i % 2 === 0 ? [a, b] : [b, a]
      const companions = i % 3 === 0 ? [] : [{ shard: other, batch: buildUniformBatch(1, i) }]
      main.append(buildUniformBatch(1, i), { completion: i % 5 === 0 ? null : outcomes, token: i, companions, ...(i % 7 === 6 ? { expectedOffset: 1e6 } : {}) })
    }
    await appendOne(a, buildUniformBatch(1, 1))
    const tokens = outcomes.list.map((outcome) => outcome.token)
    assert.deepEqual(tokens, Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 5 !== 0))
    for (const outcome of outcomes.list) assert.equal(outcome.error?.code ?? null, outcome.token % 7 === 6 ? 'STORAGE_CONDITION_FAILED' : null)
    assert.equal(a.committedOffset, a.nextOffset)
    assert.equal(b.committedOffset, b.nextOffset)
  })

  test('large companions are kept whole', async ({ driver, settle }) => {
    const shard = await driver.createShard(spec(1, 1))
    const state = await driver.createShard(spec(2, 1))
    const bytes = Math.min(largeBatchBytes, driver.capabilities.batchBytesMax) / 4
    const companion = buildUniformBatch(1, bytes)
    const outcome = await appendOne(shard, buildUniformBatch(1, bytes), { companions: [{ shard: state, batch: companion }] })
    assert.equal(outcome.error, null)
    await settle?.()
    assert.ok((await readAll(state, 0, 1024)).equals(companion))
    assert.equal((await readAll(shard, 0, 1024)).length, companion.length)
  })
}
