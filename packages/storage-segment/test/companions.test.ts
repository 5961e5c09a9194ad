import { createSeededRandom } from '@robustmq/common-runtime'
import type { Random } from '@robustmq/common-runtime'
import type { Shard } from '@robustmq/storage-adapter'
import { buildRandomBatch, createFaultyFileSystem, readAll } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { openOn, settle } from './segment-harness.ts'

const full = process.env['ROBUSTMQ_TEST_FULL'] !== undefined
const SETS = 60
const COLD = { tailCacheBytes: 0, hotShardBytes: 16 * 1024 }

interface SetOfBatches {
  /** Batches by shard, in order, with the offset that each begins at. */
  readonly parts: readonly { readonly shard: number; readonly bytes: Buffer; readonly baseOffset: number }[]
  acknowledged: boolean
}

/** Appends sets over four shards, some without companions, until done or dead. */
async function writeSets(disk: FaultyFileSystem, random: Random, sets: SetOfBatches[]): Promise<void> {
  const storage = await openOn(disk, COLD, { onFatal: () => undefined })
  const { driver } = storage
  const shards: Shard[] = []
  for (const id of [1, 2, 3, 4]) shards.push(await driver.createShard({ tenant: 1, shard: id, group: 1, durability: id === 4 ? 'never' : 'always' }))
  for (let i = 0; i < SETS; i++) {
    const main = shards[random.below(3)] as Shard
    const companions = Array.from({ length: random.below(4) }, () => ({
      shard: shards[random.below(4)] as Shard, batch: buildRandomBatch(random, 3, 900, 1000),
    }))
    const batch = buildRandomBatch(random, 3, 900, 1000)
    const before = shards.map((shard) => shard.nextOffset)
    const set: { -readonly [K in keyof SetOfBatches]: SetOfBatches[K] } = { parts: [], acknowledged: false }
    const told = new Promise<void>((resolve, reject) => {
      main.append(batch, {
        token: 0, companions,
        completion: {
          appendCommitted: () => {
            set.acknowledged = true
            resolve()
          },
          appendFailed: (_token, error) => reject(error),
        },
      })
    })
    if (main.nextOffset > (before[shards.indexOf(main)] as number)) {
      set.parts = [{ shard: main, batch }, ...companions].map((part) => ({
        shard: part.shard.spec.shard, bytes: Buffer.from(part.batch), baseOffset: Number(part.batch.readBigInt64BE(0)),
      }))
      sets.push(set)
    }
    if (i % 3 === 0) await told
    else told.catch(() => undefined)
    if (i === SETS / 2) await settle(storage)
  }
  await driver.close()
}

async function check(disk: FaultyFileSystem, sets: readonly SetOfBatches[], where: string): Promise<void> {
  const { driver } = await openOn(disk, COLD)
  const stored = new Map<number, Buffer>()
  for (const id of [1, 2, 3, 4]) {
    const shard = driver.shard(id)
    if (shard !== null) stored.set(id, await readAll(shard, 0, 100_000))
  }
  let lost = false
  const at = new Map<number, number>()
  for (const [i, set] of sets.entries()) {
    let there = 0
    for (const { shard, bytes, baseOffset } of set.parts) {
      if (baseOffset >= (driver.shard(shard)?.nextOffset ?? 0)) continue
      const from = at.get(shard) ?? 0
      expect(stored.get(shard)?.subarray(from, from + bytes.length).equals(bytes), `set ${i}, shard ${shard}, ${where}`).toBe(true)
      at.set(shard, from + bytes.length)
      there++
    }
    expect([0, set.parts.length], `set ${i} is torn, ${where}`).toContain(there)
    if (there === 0) lost = true
    else expect(lost, `set ${i} is there, one before it is not, ${where}`).toBe(false)
    if (set.acknowledged) expect(there, `set ${i} was acknowledged, ${where}`).toBe(set.parts.length)
  }
  await driver.close()
}

test('after a crash anywhere, a batch and its companions are all there, or none', { timeout: full ? 600_000 : 60_000 }, async () => {
  for (const seed of full ? [1, 2, 3, 4] : [1]) {
    const whole = createFaultyFileSystem({ seed })
    const all: SetOfBatches[] = []
    await writeSets(whole, createSeededRandom(seed), all)
    expect(all.every((set) => set.acknowledged)).toBe(true)
    await check(whole.crash('nothing'), all, `seed ${seed}, no crash`)
    const step = full ? 1 : Math.ceil(whole.operations / 60)
    for (let point = 1; point < whole.operations; point += step) {
      const disk = createFaultyFileSystem({ seed })
      const sets: SetOfBatches[] = []
      const death = new Promise<void>((resolve) => disk.crashBefore(point, resolve))
      await Promise.race([writeSets(disk, createSeededRandom(seed), sets).catch((error: unknown) => {
        if (!disk.dead) throw error
      }), death])
      await check(disk.crash('chance'), sets, `seed ${seed}, crash before operation ${point} of ${whole.operations}`)
    }
  }
})
