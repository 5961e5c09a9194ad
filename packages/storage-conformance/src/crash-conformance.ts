import assert from 'node:assert/strict'
import type { BrokerError } from '@robustmq/common-errors'
import type { FileSystem } from '@robustmq/common-runtime'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { StorageModel } from './crash-model.ts'
import { runWorkload } from './crash-workload.ts'
import type { CrashKeeps } from './disk-inode.ts'
import { createFaultyFileSystem } from './memory-disk.ts'
import type { DiskOperation, FaultyFileSystem } from './faulty-file-system.ts'
import type { TestRunner } from './harness.ts'
import { appendOne } from './outcomes.ts'
import { buildRandomBatch } from './test-batch.ts'

/** A storage opened on a filesystem that may die at any moment. */
export interface CrashHarness {
  readonly driver: StorageDriver
  /** As in `StorageHarness`. */
  settle?(): Promise<void>
}

export interface CrashConformanceOptions extends TestRunner {
  /** Opens, or recovers, the storage on this filesystem. `onFatal` is what a process would stop at; it must not end the test process. */
  open(fileSystem: FileSystem, onFatal: (error: BrokerError) => void): Promise<CrashHarness>
  /** One workload per seed. Default [1]. */
  readonly seeds?: readonly number[]
  /** Places to crash at per workload, spread over its operations. Default Infinity: at every write, sync, creation, rename and removal. */
  readonly crashPoints?: number
  /** Steps of the workload. Default 24. */
  readonly steps?: number
  /** Crashes whose recovery is itself ended at every operation. Default 3. */
  readonly recoveryPoints?: number
}

const STEPS = 24

interface Capture {
  readonly operation: DiskOperation
  readonly disk: FaultyFileSystem
  readonly model: StorageModel
}

interface RunOptions {
  readonly seed: number
  readonly lying?: boolean
  readonly shortWrites?: number
  readonly latencyMax?: number
  readonly keeps?: CrashKeeps
  /** Null: at no place. */
  readonly points: ReadonlySet<number> | 'all' | null
}

/**
 * Defines tests that end the storage at every place of a workload and look at what is left: everything that was acknowledged, in order,
 * byte for byte. The workload runs once; before each operation the disk is copied as a crash would leave it.
 */
export function storageCrashConformance(options: CrashConformanceOptions): void {
  const { describe, test } = options
  describe('crashes', () => {
    for (const seed of options.seeds ?? [1]) {
      test(`nothing acknowledged is lost, wherever power is cut (seed ${seed})`, () => crashEverywhere(options, { seed }))
    }
    test('nothing acknowledged is lost when writes are short (seed 7)', () => crashEverywhere(options, { seed: 7, shortWrites: 0.5 }, 4))
    test('nothing acknowledged is lost when the device is slow and answers in any order (seed 8)', () =>
      crashEverywhere(options, { seed: 8, latencyMax: 40 }, 4))
    test('nothing acknowledged is lost when only what was synced is left (seed 5)', () =>
      crashEverywhere(options, { seed: 5, keeps: 'nothing' }, 4))
    test('nothing acknowledged is lost when recovery is cut off too (seed 6)', () => crashInRecovery(options, 6))

    test('a run is repeated by its seed', async () => {
      const [one, two] = [await run(options, { seed: 9, points: null }), await run(options, { seed: 9, points: null })]
      assert.equal(one.disk.fingerprint, two.disk.fingerprint)
      assert.notEqual((await run(options, { seed: 10, points: null })).disk.fingerprint, one.disk.fingerprint)
    })

    test('control: a disk that lies about syncing does lose', async () => {
      const { captures } = await run(options, { seed: 3, lying: true, keeps: 'nothing', points: spread((await run(options, { seed: 3, lying: true, points: null })).disk.operations, 8) })
      let lost = 0
      for (const capture of captures) if (await isLost(options, capture)) lost++
      assert.ok(lost > 0, 'the check sees no loss where there must be some')
    })
  })
}

/** `share`: only every so manieth place, unless all are wanted by `crashPoints`. */
async function crashEverywhere(options: CrashConformanceOptions, setting: Omit<RunOptions, 'points'>, share = 1): Promise<void> {
  const whole = await run(options, { ...setting, points: null })
  const { operations } = whole.disk
  assert.ok(operations > 50, `${operations} operations are too few to mean something`)
  const wanted = options.crashPoints ?? Number.POSITIVE_INFINITY
  const points = wanted === Number.POSITIVE_INFINITY ? spread(operations, Math.ceil(operations / share)) : spread(operations, Math.ceil(wanted / share))
  const { captures, disk } = await run(options, { ...setting, points })
  assert.equal(disk.fingerprint, whole.disk.fingerprint, `seed ${setting.seed}: the run with forks is another than the one without`)
  assert.equal(captures.length, points.size)
  for (const capture of captures) await recoverTwice(options, capture, placeOf(setting.seed, capture.operation, operations))
}

function placeOf(seed: number, { number, what, path }: DiskOperation, operations: number): string {
  return `seed ${seed}, crash at operation ${number} of ${operations} (${what} ${path})`
}

function spread(operations: number, count: number): ReadonlySet<number> {
  if (count >= operations) return new Set(Array.from({ length: operations }, (_, i) => i + 1))
  return new Set(Array.from({ length: count }, (_, i) => 1 + Math.floor(((i + 0.5) * operations) / count)))
}

async function isLost(options: CrashConformanceOptions, { disk, model }: Capture): Promise<boolean> {
  try {
    const { driver } = await options.open(disk, () => undefined)
    await model.verify(driver, '')
    return false
  } catch {
    // Either way is a loss: it does not open, or what it has is not what was acknowledged.
    return true
  }
}

/** Runs the workload to its end and keeps what crashes at `points` would leave. */
async function run(options: CrashConformanceOptions, setting: RunOptions): Promise<{ disk: FaultyFileSystem; captures: Capture[] }> {
  const disk = createFaultyFileSystem({ seed: setting.seed })
  disk.lyingSync = setting.lying ?? false
  disk.shortWrites = setting.shortWrites ?? 0
  if (setting.latencyMax !== undefined) disk.setLatency(1, setting.latencyMax)
  const model = new StorageModel()
  const captures: Capture[] = []
  const { points } = setting
  if (points !== null) {
    disk.watch((operation) => {
      if (points === 'all' || points.has(operation.number)) captures.push({ operation, disk: disk.fork(setting.keeps ?? 'chance'), model: model.copy() })
    })
  }
  const { driver, settle } = await options.open(disk, failWhole)
  await runWorkload({ driver, settle, random: createSeededRandom(setting.seed + 1), model, steps: options.steps ?? STEPS })
  await driver.close()
  return { disk, captures }
}

/** On a disk without faults nothing is fatal. */
function failWhole(error: BrokerError): never {
  throw error
}

/** Recovers, checks, goes on writing, crashes again with nothing in flight, and checks again. */
async function recoverTwice(options: CrashConformanceOptions, { operation, disk, model }: Capture, where: string): Promise<void> {
  const first = await options.open(disk, failWhole)
  await model.verify(first.driver, where)
  model.adopt(first.driver)
  for (const [id, expected] of model.shards) {
    const shard = first.driver.shard(id)
    if (shard === null) continue
    const batch = buildRandomBatch(createSeededRandom(id), 3, 100, 2000)
    const baseOffset = shard.nextOffset
    assert.equal((await appendOne(shard, batch)).error, null, where)
    expected.batches.push({ bytes: Buffer.from(batch), baseOffset, nextOffset: shard.nextOffset })
    if (shard.spec.durability === 'always') expected.acknowledgedEnd = shard.nextOffset
  }
  // Costly, and the same each time: now and then is enough.
  if (operation.number % 4 === 0) await first.settle?.()
  const left = disk.fork('nothing')
  await first.driver.close()
  const second = await options.open(left, failWhole)
  await model.verify(second.driver, `${where}, then once more`)
  await second.driver.close()
}

/** Power is cut again at every operation of a recovery. */
async function crashInRecovery(options: CrashConformanceOptions, seed: number): Promise<void> {
  const { operations } = (await run(options, { seed, points: null })).disk
  const { captures } = await run(options, { seed, points: spread(operations, options.recoveryPoints ?? 3) })
  for (const { operation, disk, model } of captures) {
    const place = placeOf(seed, operation, operations)
    const inner: Capture[] = []
    disk.watch((each) => void inner.push({ operation: each, disk: disk.fork(), model }))
    const { driver } = await options.open(disk, failWhole)
    await driver.close()
    disk.watch(null)
    assert.ok(inner.length > 0, `a recovery that changes nothing: ${place}`)
    for (const capture of inner) {
      const again = await options.open(capture.disk, failWhole)
      await model.verify(again.driver, `${place}, then at operation ${capture.operation.number} of the recovery`)
      await again.driver.close()
    }
  }
}
