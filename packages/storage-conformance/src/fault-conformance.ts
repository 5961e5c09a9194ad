import assert from 'node:assert/strict'
import type { BrokerError } from '@robustmq/common-errors'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { FetchResult, Shard } from '@robustmq/storage-adapter'
import type { CrashConformanceOptions } from './crash-conformance.ts'
import { StorageModel } from './crash-model.ts'
import { runWorkload } from './crash-workload.ts'
import type { FaultyOperation } from './fault-script.ts'
import { createFaultyFileSystem } from './memory-disk.ts'
import type { FaultyFileSystem } from './faulty-file-system.ts'
import { appendOne, Outcomes, readAll } from './outcomes.ts'
import { createTestShard } from './shard-specs.ts'
import { buildRandomBatch, buildUniformBatch } from './test-batch.ts'

export interface FaultConformanceOptions extends Omit<CrashConformanceOptions, 'crashPoints' | 'recoveryPoints'> {
  /** Part of the paths of the files whose sync commits: after a failed one nothing may be acknowledged. */
  readonly commitPath: string
  /** Places at which a fault happens, per kind. Default 12; Infinity: all. */
  readonly faultPoints?: number
}

const STEPS = 60
const FAULT_POINTS = 12
/** Steps that the disk stays full. */
const FULL_STEPS = 30
/** More than any wait of a driver before it asks for space again. */
const TRIES_MAX = 400

const rounds = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => void setImmediate(resolve))
}

/** Defines tests on devices that fail without dying: failed writes and syncs, full disks, devices that answer late. */
export function storageFaultConformance(options: FaultConformanceOptions): void {
  const { describe, test } = options
  describe('faults', () => {
    for (const times of [1, Number.POSITIVE_INFINITY]) {
      test(`a failed sync (${times === 1 ? 'once' : 'from then on'}) ends the process: told once, nothing acknowledged afterwards, nothing lost`, () =>
        eachPlace(options, 'datasync', (disk, skip) => disk.fail({ operation: 'datasync', skip, times })))
    }
    test('a failed write ends the process: nothing that was acknowledged is lost', async () => {
      await eachPlace(options, 'write', (disk, skip) => disk.fail({ operation: 'write', skip, partial: skip % 2 === 0 }))
    })
    for (const operation of ['syncDirectory', 'rename', 'create', 'unlink'] as const) {
      test(`a failed ${operation} loses nothing that was acknowledged`, () => eachPlace(options, operation, (disk, skip) => disk.fail({ operation, skip })))
    }
    test('a full disk refuses clearly, goes on reading, and takes writes again when there is room', () => fillUp(options))
    test('nothing is acknowledged or shown while the device does not answer, and then all of it, in order', () => holdSyncs(options))
    test('reads that come back in another order belong to who asked', () => reorderReads(options))
  })
}

function spread(count: number, wanted: number): number[] {
  if (wanted >= count) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: wanted }, (_, i) => Math.floor(((i + 0.5) * count) / wanted))
}

/** Runs the workload without a fault, to know how many operations of the kind there are. */
async function countOperations(options: FaultConformanceOptions, seed: number, what: string): Promise<number> {
  const disk = createFaultyFileSystem({ seed })
  let count = 0
  disk.watch((operation) => {
    if (operation.what === what) count++
  })
  const { driver, settle } = await options.open(disk, noFatal)
  await runWorkload({ driver, settle, random: createSeededRandom(seed + 1), model: new StorageModel(), steps: options.steps ?? STEPS })
  await driver.close()
  return count
}

/** One run for each place: the fault, a look at how the storage ends, the crash, and the comparison. */
async function eachPlace(options: FaultConformanceOptions, operation: FaultyOperation, plant: (disk: FaultyFileSystem, skip: number) => void): Promise<void> {
  const seed = options.seeds?.[0] ?? 1
  const count = await countOperations(options, seed, operation)
  const places = spread(count, options.faultPoints ?? FAULT_POINTS)
  assert.ok(count > 0, `the workload has no ${operation}`)
  for (const place of places) {
    const where = `seed ${seed}, ${operation} ${place + 1} of ${count} fails`
    const disk = createFaultyFileSystem({ seed })
    plant(disk, place)
    const ended = await runUntilFatal(options, disk, seed, where)
    if (operation === 'datasync' || operation === 'write') assert.ok(ended.stopped, `the fault passed unnoticed: ${where}`)
    // All of one moment: the process is gone then; the machine goes on, or loses power too.
    const left = (['everything', 'chance', 'nothing'] as const).map((keeps) => ({ keeps, disk: disk.fork(keeps) }))
    const model = ended.model.copy()
    disk.crash()
    for (const { keeps, disk: remains } of left) {
      const again = await options.open(remains, noFatal)
      await model.verify(again.driver, `${where}, ${keeps} kept`)
      await again.driver.close()
    }
  }
}

/** `stopped`: the failure was told as fatal, or the storage refused to open or to close. */
async function runUntilFatal(options: FaultConformanceOptions, disk: FaultyFileSystem, seed: number, where: string): Promise<{ model: StorageModel; stopped: boolean }> {
  const model = new StorageModel()
  const fatal: BrokerError[] = []
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  let opened
  try {
    opened = await options.open(disk, (error) => {
      fatal.push(error)
      end()
    })
  } catch {
    // It did not start: nothing was promised.
    return { model, stopped: true }
  }
  const { driver, settle } = opened
  let failure: unknown = null
  const work = runWorkload({ driver, settle, random: createSeededRandom(seed + 1), model, steps: options.steps ?? STEPS })
    .then(() => driver.close())
    .catch((error: unknown) => {
      failure = error
    })
  await Promise.race([work, ended])
  if (fatal.length === 0) return { model, stopped: failure !== null }
  assert.equal(fatal.length, 1, `told more than once: ${where}`)
  const { acknowledgements } = model
  const failedCommit = String(fatal[0]?.message) + String((fatal[0]?.cause as Error | undefined)?.message) + causePath(fatal[0])
  const shard = driver.shards().next()
  if (failedCommit.includes(options.commitPath) && shard.done !== true) {
    const late = new Outcomes()
    shard.value.append(buildUniformBatch(1, 10), { completion: late, token: 1 })
    await late.reach(1)
    assert.notEqual(late.list[0]?.error, null, `an append after the failed commit was acknowledged: ${where}`)
    await rounds(60)
    assert.equal(model.acknowledgements, acknowledgements, `something was acknowledged after the failed commit: ${where}`)
  }
  return { model, stopped: true }
}

/** Where in the filesystem it failed. */
function causePath(error: unknown): string {
  for (let at = error as { cause?: unknown; path?: unknown } | undefined; at !== undefined && at !== null; at = at.cause as typeof at) {
    if (typeof at.path === 'string') return at.path
  }
  return ''
}

const REFUSALS: readonly string[] = ['STORAGE_DISK_FULL', 'STORAGE_QUEUE_FULL']

async function fillUp(options: FaultConformanceOptions): Promise<void> {
  const seed = options.seeds?.[0] ?? 1
  const steps = options.steps ?? STEPS
  const counting = createFaultyFileSystem({ seed })
  const first = await options.open(counting, noFatal)
  await first.driver.close()
  const opening = counting.operations
  const total = await countAll(options, seed)
  let refusals = 0
  for (const place of spread(total - opening, options.faultPoints ?? FAULT_POINTS)) {
    const where = `seed ${seed}, full before operation ${opening + place + 1} of ${total}`
    const disk = createFaultyFileSystem({ seed })
    const model = new StorageModel()
    let fullAt = -1
    let step = 0
    disk.watch(({ number }) => {
      if (number !== opening + place + 1) return
      disk.diskBytes = disk.usedBytes
      fullAt = step
    })
    const { driver, settle } = await options.open(disk, noFatal)
    const refused = (error: BrokerError): boolean => {
      assert.ok(REFUSALS.includes(error.code), `refused with ${error.code} (${error.message}): ${where}`)
      refusals++
      return true
    }
    await runWorkload({
      driver, random: createSeededRandom(seed + 1), model, steps, tolerates: refused,
      // A driver whose disk is full may not be able to settle: waited for again when there is room.
      settle: settle === undefined ? undefined : () => settleUnlessFull(settle, () => fullAt >= 0),
      beforeStep: async (now) => {
        step = now
        if (fullAt < 0) return
        await model.verify(driver, `while the disk is full: ${where}`)
        if (now - fullAt >= FULL_STEPS) disk.diskBytes = Number.POSITIVE_INFINITY
      },
    })
    disk.diskBytes = Number.POSITIVE_INFINITY
    disk.watch(null)
    for (const [id, expected] of model.shards) {
      const shard = driver.shard(id)
      if (shard !== null) await appendAgain(shard, expected, where)
    }
    await settle?.()
    await model.verify(driver, `with room again: ${where}`)
    const again = await options.open(disk.fork('nothing'), noFatal)
    await model.verify(again.driver, `power cut after the disk was full: ${where}`)
    await again.driver.close()
    await driver.close()
  }
  assert.ok(refusals > 0, 'the disk was never full when something was written')
}

async function settleUnlessFull(settle: () => Promise<void>, isFull: () => boolean): Promise<void> {
  if (isFull()) return
  try {
    await settle()
  } catch (error) {
    // It became full meanwhile.
    if (!isFull()) throw error
  }
}

function noFatal(error: BrokerError): never {
  throw error
}

async function countAll(options: FaultConformanceOptions, seed: number): Promise<number> {
  const disk = createFaultyFileSystem({ seed })
  const { driver, settle } = await options.open(disk, noFatal)
  await runWorkload({ driver, settle, random: createSeededRandom(seed + 1), model: new StorageModel(), steps: options.steps ?? STEPS })
  const { operations } = disk
  await driver.close()
  return operations
}

/** Room is there again: sooner or later an append is taken. */
async function appendAgain(shard: Shard, expected: { batches: { bytes: Buffer; baseOffset: number; nextOffset: number }[]; acknowledgedEnd: number }, where: string): Promise<void> {
  for (let i = 0; ; i++) {
    const batch = buildRandomBatch(createSeededRandom(i + 1), 3, 100, 2000)
    const outcome = await appendOne(shard, batch)
    if (outcome.error === null) {
      expected.batches.push({ bytes: Buffer.from(batch), baseOffset: outcome.baseOffset, nextOffset: outcome.nextOffset })
      expected.acknowledgedEnd = shard.spec.durability === 'always' ? outcome.nextOffset : expected.acknowledgedEnd
      return
    }
    assert.ok(i < TRIES_MAX, `still refused with ${outcome.error.code} although there is room: ${where}`)
    await rounds(1)
  }
}

async function holdSyncs(options: FaultConformanceOptions): Promise<void> {
  const disk = createFaultyFileSystem({ seed: 1 })
  const { driver } = await options.open(disk, noFatal)
  const shards = await Promise.all([1, 2, 3].map((id) => createTestShard(driver, id)))
  const held = disk.holdCompletions({ operation: 'datasync', path: options.commitPath })
  const outcomes = new Outcomes()
  const appended = shards.map(() => [] as Buffer[])
  for (let i = 0; i < 30; i++) {
    const batch = buildUniformBatch(2, 200, i)
    shards[i % 3]?.append(batch, { completion: outcomes, token: i })
    appended[i % 3]?.push(batch)
    if (i % 5 === 4) await rounds(3)
  }
  await rounds(50)
  assert.equal(outcomes.list.length, 0, 'acknowledged before the sync has answered')
  assert.ok(held.waiting.length > 0, 'no sync was asked for')
  for (const shard of shards) {
    assert.equal(shard.committedOffset, 0)
    assert.equal((await shard.fetch(0, { bytesMax: 1 << 20 })).bytes, 0, 'shown before it is committed')
  }
  const cut = await options.open(disk.fork('nothing'), noFatal)
  for (const id of [1, 2, 3]) assert.notEqual(cut.driver.shard(id), null)
  await cut.driver.close()
  held.end()
  await outcomes.reach(30)
  assert.deepEqual(outcomes.list.map((outcome) => outcome.token), Array.from({ length: 30 }, (_, i) => i))
  assert.ok(outcomes.list.every((outcome) => outcome.error === null))
  const again = await options.open(disk.fork('nothing'), noFatal)
  for (const [i, batches] of appended.entries()) {
    assert.ok((await readAll(again.driver.shard(i + 1) as Shard, 0, 4096)).equals(Buffer.concat(batches)))
  }
  await again.driver.close()
  await driver.close()
}

async function reorderReads(options: FaultConformanceOptions): Promise<void> {
  const disk = createFaultyFileSystem({ seed: 2 })
  const { driver, settle } = await options.open(disk, noFatal)
  const ids = [1, 2, 3, 4]
  const appended = new Map<number, Buffer>()
  for (const id of ids) {
    const shard = await createTestShard(driver, id)
    const batch = buildRandomBatch(createSeededRandom(id), 5, 800, 1000)
    await appendOne(shard, batch)
    appended.set(id, Buffer.from(batch))
  }
  await settle?.()
  const held = disk.holdCompletions({ operation: 'read' })
  let open = ids.length
  const reading = ids.map(async (id): Promise<FetchResult> => {
    try {
      return await (driver.shard(id) as Shard).fetch(0, { bytesMax: 1 << 20 })
    } finally {
      open--
    }
  })
  // Newest first, until nobody waits. A driver that answers from memory has nothing held.
  for (let i = 0; open > 0; i++) {
    assert.ok(i < 1000, 'a read was never asked for, or never answered')
    if (held.waiting.length > 0) held.release(held.waiting.length - 1)
    await rounds(2)
  }
  for (const [i, result] of (await Promise.all(reading)).entries()) {
    assert.ok(Buffer.concat(result.chunks).equals(appended.get(ids[i] as number) as Buffer), `shard ${ids[i] ?? 0} read something else`)
  }
  held.end()
  await driver.close()
}
