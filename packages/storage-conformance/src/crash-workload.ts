import type { BrokerError } from '@robustmq/common-errors'
import type { Random } from '@robustmq/common-runtime'
import type { AppendOptions, Companion, Shard, StorageDriver } from '@robustmq/storage-adapter'
import type { ModelShard, StorageModel } from './crash-model.ts'
import { shardSpec } from './shard-specs.ts'
import { buildRandomBatch } from './test-batch.ts'

/** Shards 1 to 8; `shardSpec` puts `id` and `id + 4` into one group. */
const SHARDS = 8
/** Its appends are not synced one by one: what is acknowledged may be lost, but there is never a gap. */
const INTERVAL_SHARD = 8

export interface WorkloadOptions {
  readonly driver: StorageDriver
  readonly settle: (() => Promise<void>) | undefined
  readonly random: Random
  readonly model: StorageModel
  readonly steps: number
  /** Errors of single operations that are not the end of the workload. Default: none. */
  readonly tolerates?: (error: BrokerError) => boolean
  /** Called before each step. */
  readonly beforeStep?: (step: number) => Promise<void>
}

/** A mixture of everything that changes a storage, from a seed: creations, appends with and without companions, trims, deletions, moves to the long-term place. */
export async function runWorkload(options: WorkloadOptions): Promise<void> {
  const { random, steps } = options
  for (let step = 0; step < steps; step++) {
    await options.beforeStep?.(step)
    try {
      await oneStep(options, 1 + random.below(SHARDS), random.below(20))
    } catch (error) {
      if (options.tolerates?.(error as BrokerError) !== true) throw error
    }
  }
}

async function oneStep({ driver, model, random, settle }: WorkloadOptions, id: number, choice: number): Promise<void> {
  const expected = model.shard(id)
  if (expected.deleting) return
  const shard = await open(driver, model, id)
  if (choice === 0) await removeShard(driver, id, expected)
  else if (choice <= 2 && driver.capabilities.trimFront) await trim(shard, expected, random)
  else if (choice === 3 && settle !== undefined) await settle()
  else if (choice === 4 && driver.capabilities.deleteRecords) await removeRecords(shard, expected, random)
  else await appendSome(driver, model, shard, random, choice >= 14)
}

async function open(driver: StorageDriver, model: StorageModel, id: number): Promise<Shard> {
  const found = driver.shard(id)
  if (found !== null) return found
  const shard = await driver.createShard(shardSpec(id, id === INTERVAL_SHARD ? 'interval' : 'always'))
  model.shard(id).created = true
  return shard
}

async function removeShard(driver: StorageDriver, id: number, expected: ModelShard): Promise<void> {
  expected.deleting = true
  await driver.deleteShard(id)
  expected.deleted = true
}

async function trim(shard: Shard, expected: ModelShard, random: Random): Promise<void> {
  const offset = shard.logStartOffset + random.below(shard.committedOffset - shard.logStartOffset + 1)
  expected.trimmingTo = Math.max(expected.trimmingTo, offset)
  await shard.trimFront(offset)
  expected.trimmedTo = Math.max(expected.trimmedTo, offset)
}

async function removeRecords(shard: Shard, expected: ModelShard, random: Random): Promise<void> {
  const count = shard.committedOffset - shard.logStartOffset
  if (count === 0) return
  const offsets = Array.from({ length: 1 + random.below(4) }, () => shard.logStartOffset + random.below(count))
  for (const offset of offsets) expected.removing.add(offset)
  await shard.deleteRecords(offsets)
  for (const offset of offsets) expected.removed.add(offset)
}

/** A few appends in one turn; waits for them, so that the next step meets what they left. */
async function appendSome(driver: StorageDriver, model: StorageModel, shard: Shard, random: Random, withCompanions: boolean): Promise<void> {
  const count = 1 + random.below(4)
  const state = withCompanions && driver.capabilities.companions ? await companionOf(driver, model, shard) : null
  let left = count
  let failure: BrokerError | null = null
  await new Promise<void>((resolve, reject) => {
    const told = (): void => {
      if (--left > 0) return
      if (failure === null) resolve()
      else reject(failure)
    }
    for (let i = 0; i < count; i++) {
      const batch = buildRandomBatch(random, 6, 1500, 1000)
      const companions: Companion[] = state === null ? [] : [{ shard: state, batch: buildRandomBatch(random, 3, 60, 1000) }]
      appendOne(model, shard, batch, companions, (error) => {
        failure ??= error
        told()
      })
    }
  })
}

async function companionOf(driver: StorageDriver, model: StorageModel, shard: Shard): Promise<Shard | null> {
  const { shard: id } = shard.spec
  const other = id > SHARDS / 2 ? id - SHARDS / 2 : id + SHARDS / 2
  return model.shard(other).deleting ? null : open(driver, model, other)
}

function appendOne(model: StorageModel, shard: Shard, batch: Buffer, companions: readonly Companion[], told: (error: BrokerError | null) => void): void {
  const parts = [{ shard, batch }, ...companions]
  const before = parts.map((part) => part.shard.nextOffset)
  const options: AppendOptions = {
    token: 1,
    ...(companions.length > 0 ? { companions } : {}),
    completion: {
      appendCommitted: () => {
        model.acknowledgements++
        if (shard.spec.durability === 'always') {
          for (const { shard: id, nextOffset } of write) {
            const expected = model.shard(id)
            expected.acknowledgedEnd = Math.max(expected.acknowledgedEnd, nextOffset)
          }
        }
        told(null)
      },
      appendFailed: (_token, error) => told(error),
    },
  }
  shard.append(batch, options)
  const write = parts.map((part, i) => ({ shard: part.shard.spec.shard, baseOffset: before[i] as number, nextOffset: part.shard.nextOffset }))
  // Refused at once: it got no offset.
  if (shard.nextOffset === before[0]) return
  for (const [i, part] of parts.entries()) {
    const { baseOffset, nextOffset } = write[i] as (typeof write)[number]
    model.shard(part.shard.spec.shard).batches.push({ bytes: Buffer.from(part.batch), baseOffset, nextOffset })
  }
  if (write.length > 1) model.writes.push(write)
}
