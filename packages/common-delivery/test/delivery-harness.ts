import { createNullLogger } from '@robustmq/common-log'
import { createTurns, TimerWheel } from '@robustmq/common-runtime'
import type { Clock, FileSystem, Timers, Turns } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import type { StateLogs } from '@robustmq/common-state-log'
import { BatchBuilder } from '@robustmq/record-batch'
import type { Shard, StorageDriver } from '@robustmq/storage-adapter'
import { createMemoryStorage } from '@robustmq/storage-memory'
import { openSegmentStorage } from '@robustmq/storage-segment'
import { createDelivery } from '../src/index.ts'
import type { Delivery, DeliveryOptions, DeliveryRun, DeliverySink } from '../src/index.ts'

export const GROUP = 1

/** Time that moves when the test says so, 1 ms a tick. */
export class ManualTime implements Timers, Clock {
  readonly wheel: TimerWheel = new TimerWheel()
  private elapsedMs = 0
  schedule(delayMs: number, task: { onTimer(): void }): number {
    return this.wheel.schedule(delayMs, task)
  }
  cancel(id: number): void {
    this.wheel.cancel(id)
  }
  now(): number {
    return 1_700_000_000_000 + this.elapsedMs
  }
  monotonic(): number {
    return this.elapsedMs
  }
  advance(ms: number): void {
    for (let i = 0; i < ms; i++) {
      this.elapsedMs++
      this.wheel.advance(1)
    }
  }
}

function fail(error: unknown): never {
  throw error
}

export interface Harness {
  readonly time: ManualTime
  readonly turns: Turns
  readonly driver: StorageDriver
  readonly states: StateLogs
  readonly delivery: Delivery
  shard(number: number): Promise<Shard>
  /** Lets everything that is under way settle. */
  settle(): Promise<void>
  close(): Promise<void>
}

async function harnessOn(driver: StorageDriver, turns: Turns, options: DeliveryOptions): Promise<Harness> {
  const time = new ManualTime()
  const states = createStateLogs({ sweepBytesMin: 4096, sliceBytes: 1024 }, { driver, turns, timers: time, clock: time, log: createNullLogger() })
  const delivery = createDelivery({ fetchBytes: 4096, ...options }, {
    driver, states, turns, timers: time, clock: time, log: createNullLogger(), decompress: null, topicOf: (shard) => `topic-${shard}`,
  })
  await states.recover()
  await delivery.openGroup(GROUP)
  return {
    time, turns, driver, states, delivery,
    shard: (number) => driver.createShard({ tenant: 1, shard: number, group: GROUP, durability: 'always' }),
    settle: async () => {
      for (let i = 0; i < 12; i++) await new Promise<void>((resolve) => void setImmediate(resolve))
      await states.flush()
      for (let i = 0; i < 12; i++) await new Promise<void>((resolve) => void setImmediate(resolve))
    },
    close: async () => {
      delivery.close()
      await states.close()
      await driver.close()
    },
  }
}

export async function openMemory(options: DeliveryOptions = {}): Promise<Harness> {
  const turns = createTurns(fail)
  return harnessOn(createMemoryStorage({}, { turns }), turns, options)
}

export async function openSegment(fileSystem: FileSystem, options: DeliveryOptions = {}): Promise<Harness> {
  const turns = createTurns(fail)
  const { driver } = await openSegmentStorage(
    { directory: '/data', wal: { fileBytes: 4 * 1024 * 1024, freeBytesMin: 0 } },
    { fileSystem, turns, log: createNullLogger(), onFatal: fail },
  )
  return harnessOn(driver, turns, options)
}

/** One batch of values; resolves with its base offset when it is committed. */
export function publish(shard: Shard, values: readonly string[], keys: readonly string[] | null = null): Promise<number> {
  return new Promise((resolve, reject) => {
    shard.append(batchOf(values, keys), { completion: { appendCommitted: (_token, base) => resolve(base), appendFailed: (_token, error) => reject(error) }, token: 0 })
  })
}

export function batchOf(values: readonly string[], keys: readonly string[] | null = null): Buffer {
  const builder = new BatchBuilder({ batchBytesMax: 8 * 1024 * 1024 })
  builder.begin(1_700_000_000_000, 0)
  values.forEach((value, i) => {
    const bytes = Buffer.from(value)
    const key = keys === null ? null : Buffer.from(keys[i] as string)
    builder.append(1_700_000_000_000, 0, key, 0, key === null ? 0 : key.length, bytes, 0, bytes.length, null)
  })
  return builder.finish()
}

export interface Seen {
  readonly shard: number
  readonly handle: number
  readonly offset: number
  readonly deliveries: number
  readonly value: string
}

/** A member that keeps what it is given. */
export class Recorder implements DeliverySink {
  seen: Seen[] = []
  runs: number[] = []
  /** Called for each message. */
  onMessage: ((seen: Seen) => void) | null = null

  deliver(run: DeliveryRun): void {
    this.runs.push(run.count)
    const { messages } = run
    const from = this.seen.length
    for (let i = 0; i < run.count; i++) {
      this.seen.push({
        shard: run.shard, handle: run.handles[i] as number, offset: run.offsets[i] as number, deliveries: run.deliveries[i] as number,
        value: messages.buffer.toString('utf8', messages.payloadStart[i], messages.payloadEnd[i]),
      })
    }
    if (this.onMessage !== null) for (const seen of this.seen.slice(from)) this.onMessage(seen)
  }

  get values(): string[] {
    return this.seen.map(({ value }) => value)
  }

  take(): Seen[] {
    const { seen } = this
    this.seen = []
    return seen
  }
}

export function numbered(prefix: string, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${from + i}`)
}
