import assert from 'node:assert/strict'
import type { FileSystem, Random } from '@robustmq/common-runtime'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { Shard, StorageDriver } from '@robustmq/storage-adapter'
import { createFaultyFileSystem } from './faulty-file-system.ts'
import type { CrashKeeps } from './disk-inode.ts'
import type { FaultyFileSystem } from './faulty-file-system.ts'
import type { TestRunner } from './harness.ts'
import { appendOne, readAll } from './outcomes.ts'
import { shardSpec } from './shard-specs.ts'
import { buildRandomBatch } from './test-batch.ts'

/** A storage opened on a filesystem that may die at any moment. */
export interface CrashHarness {
  readonly driver: StorageDriver
  /** As in `StorageHarness`. */
  settle?(): Promise<void>
}

export interface CrashConformanceOptions extends TestRunner {
  /** Opens, or recovers, the storage on this filesystem. A failure of background work must not end the test process. */
  open(fileSystem: FileSystem): Promise<CrashHarness>
  /** One workload per seed. Default [1, 2]. */
  readonly seeds?: readonly number[]
  /** Places to crash at per seed, spread over the workload; Infinity for every filesystem operation. Default 40. */
  readonly crashPoints?: number
  /** Steps of the workload. Default 60. */
  readonly steps?: number
}

/** What a shard should be, from the outside. */
interface Expected {
  created: boolean
  /** Asked for; acknowledged. */
  deleting: boolean
  deleted: boolean
  trimmedTo: number
  trimmingTo: number
  /** In the order of the appends, with their offsets. */
  readonly batches: { readonly bytes: Buffer; readonly baseOffset: number; readonly nextOffset: number }[]
  acknowledged: number
}

type Model = Map<number, Expected>

/** Defines tests that end the storage at places all over a workload and look at what is left: everything that was acknowledged, in order, byte for byte. */
export function storageCrashConformance(options: CrashConformanceOptions): void {
  const { describe, test } = options
  describe('crashes', () => {
    for (const seed of options.seeds ?? [1, 2]) {
      test(`nothing acknowledged is lost, wherever power is cut (seed ${seed})`, async () => {
        const operations = (await run(options, seed, Number.POSITIVE_INFINITY, false)).disk.operations
        assert.ok(operations > 50, `${operations} operations are too few to mean something`)
        for (const point of spread(operations, options.crashPoints ?? 40)) {
          const crashed = await run(options, seed, point, false)
          await recoverTwice(options, crashed.disk.crash('chance'), crashed.model, `seed ${seed}, crash before operation ${point} of ${operations}`)
        }
      })
    }

    test('nothing acknowledged is lost when only what was synced is left', async () => {
      const operations = (await run(options, 5, Number.POSITIVE_INFINITY, false)).disk.operations
      for (const point of spread(operations, 8)) {
        const crashed = await run(options, 5, point, false)
        await recoverTwice(options, crashed.disk.crash('nothing'), crashed.model, `seed 5, crash before operation ${point}`)
      }
    })

    test('control: a disk that lies about syncing does lose', async () => {
      const operations = (await run(options, 3, Number.POSITIVE_INFINITY, true)).disk.operations
      let lost = 0
      for (const point of spread(operations, 8)) {
        const crashed = await run(options, 3, point, true)
        if (await isLost(options, crashed.disk, crashed.model, 'nothing')) lost++
      }
      assert.ok(lost > 0, 'the check sees no loss where there must be some')
    })
  })
}

function spread(operations: number, count: number): number[] {
  if (count >= operations) return Array.from({ length: operations }, (_, i) => i + 1)
  return Array.from({ length: count }, (_, i) => 1 + Math.floor(((i + 0.5) * operations) / count))
}

async function isLost(options: CrashConformanceOptions, disk: FaultyFileSystem, model: Model, keeps: CrashKeeps): Promise<boolean> {
  try {
    const { driver } = await options.open(disk.crash(keeps))
    await verify(driver, model, '')
    return false
  } catch {
    // Either way is a loss: it does not open, or what it has is not what was acknowledged.
    return true
  }
}

/** Runs the workload until it ends or the disk dies. */
async function run(options: CrashConformanceOptions, seed: number, crashPoint: number, lying: boolean): Promise<{ disk: FaultyFileSystem; model: Model }> {
  const disk = createFaultyFileSystem({ seed })
  disk.lyingSync = lying
  const model: Model = new Map()
  const death = new Promise<void>((resolve) => {
    if (crashPoint < Number.POSITIVE_INFINITY) disk.crashBefore(crashPoint, resolve)
  })
  const work = workload(options, disk, createSeededRandom(seed + 1), model).catch((error: unknown) => {
    // After the death every call may fail, or never answer.
    if (!disk.dead) throw error
  })
  await Promise.race([work, death])
  return { disk, model }
}

async function workload(options: CrashConformanceOptions, disk: FaultyFileSystem, random: Random, model: Model): Promise<void> {
  const { driver, settle } = await options.open(disk)
  const steps = options.steps ?? 60
  for (let step = 0; step < steps; step++) {
    const id = 1 + random.below(6)
    const expected = model.get(id) ?? newExpected()
    model.set(id, expected)
    let shard = driver.shard(id)
    if (expected.deleting) continue
    if (shard === null) {
      shard = await driver.createShard(shardSpec(id))
      expected.created = true
    }
    const choice = random.below(20)
    if (choice === 0) await removeShard(driver, id, expected)
    else if (choice <= 2) await trim(shard, expected, random)
    else if (choice === 3 && settle !== undefined) await settle()
    else await appendSome(shard, expected, random)
  }
  await driver.close()
}

function newExpected(): Expected {
  return { created: false, deleting: false, deleted: false, trimmedTo: 0, trimmingTo: 0, batches: [], acknowledged: 0 }
}

async function removeShard(driver: StorageDriver, id: number, expected: Expected): Promise<void> {
  expected.deleting = true
  await driver.deleteShard(id)
  expected.deleted = true
}

async function trim(shard: Shard, expected: Expected, random: Random): Promise<void> {
  const offset = shard.logStartOffset + random.below(shard.committedOffset - shard.logStartOffset + 1)
  expected.trimmingTo = Math.max(expected.trimmingTo, offset)
  await shard.trimFront(offset)
  expected.trimmedTo = Math.max(expected.trimmedTo, offset)
}

/** A few appends in one turn; waits for them, so that the next step meets what they left. */
async function appendSome(shard: Shard, expected: Expected, random: Random): Promise<void> {
  const count = 1 + random.below(4)
  let left = count
  await new Promise<void>((resolve, reject) => {
    const completion = {
      appendCommitted: (): void => {
        expected.acknowledged++
        if (--left === 0) resolve()
      },
      appendFailed: (_token: number, error: Error): void => reject(error),
    }
    for (let i = 0; i < count; i++) {
      const batch = buildRandomBatch(random, 6, 1500, 1000)
      const baseOffset = shard.nextOffset
      shard.append(batch, { completion, token: i })
      // Refused at once (the disk is dead already): it got no offset.
      if (shard.nextOffset > baseOffset) expected.batches.push({ bytes: Buffer.from(batch), baseOffset, nextOffset: shard.nextOffset })
    }
  })
}

/** Recovers, checks, goes on writing, crashes again with nothing in flight, and checks again. */
async function recoverTwice(options: CrashConformanceOptions, disk: FaultyFileSystem, model: Model, where: string): Promise<void> {
  const first = await options.open(disk)
  await verify(first.driver, model, where)
  for (const [id, expected] of model) {
    const shard = first.driver.shard(id)
    if (shard === null) continue
    const batch = buildRandomBatch(createSeededRandom(id), 3, 100, 2000)
    const baseOffset = shard.nextOffset
    // What had not been acknowledged and is gone will never be there.
    while (expected.batches.length > 0 && (expected.batches.at(-1)?.nextOffset ?? 0) > baseOffset) expected.batches.pop()
    assert.equal((await appendOne(shard, batch)).error, null, where)
    expected.batches.push({ bytes: Buffer.from(batch), baseOffset, nextOffset: shard.nextOffset })
    expected.acknowledged = expected.batches.length
    expected.trimmedTo = shard.logStartOffset
    expected.trimmingTo = shard.logStartOffset
  }
  await first.settle?.()
  const second = await options.open(disk.crash('nothing'))
  await verify(second.driver, model, `${where}, then once more`)
  await second.driver.close()
}

async function verify(driver: StorageDriver, model: Model, where: string): Promise<void> {
  for (const [id, expected] of model) {
    const shard = driver.shard(id)
    const context = `shard ${id}, ${where}`
    if (expected.deleted) assert.equal(shard, null, `deleted, and there: ${context}`)
    if (expected.created && !expected.deleting) assert.notEqual(shard, null, `created, and not there: ${context}`)
    if (shard === null) continue
    const start = shard.logStartOffset
    assert.ok(start >= expected.trimmedTo && start <= expected.trimmingTo, `starts at ${start}: ${context}`)
    const acknowledgedEnd = expected.batches[expected.acknowledged - 1]?.nextOffset ?? 0
    assert.ok(shard.committedOffset >= acknowledgedEnd, `ends at ${shard.committedOffset}, ${acknowledgedEnd} was acknowledged: ${context}`)
    const kept = expected.batches.filter((batch) => batch.nextOffset > start && batch.nextOffset <= shard.committedOffset)
    const bytes = await readAll(shard, start, 4096)
    assert.ok(bytes.equals(Buffer.concat(kept.map((batch) => batch.bytes))), `other bytes than were appended: ${context}`)
  }
}
