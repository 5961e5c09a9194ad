import type { AddressFormat, AppendTicket, MessageRun, PublishTarget } from '@robustmq/broker-api'
import { createMessageRun } from '@robustmq/broker-api'
import { createTopicCatalog } from '@robustmq/common-catalog'
import type { TopicCatalog } from '@robustmq/common-catalog'
import { createRecordingLogger } from '@robustmq/common-log'
import type { RecordingLogger } from '@robustmq/common-log'
import { BatchRunReader, createRouter, createTopicDirectory } from '@robustmq/common-routing'
import type { NodeTopicDirectory } from '@robustmq/common-routing'
import { createSeededRandom } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import type { StateLogs } from '@robustmq/common-state-log'
import { ManualTime, MemoryMeta } from '@robustmq/protocol-conformance'
import { BatchCursor } from '@robustmq/record-batch'
import { createMemoryStorage } from '@robustmq/storage-memory'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { createDelay } from '../src/index.ts'
import type { Delay, DelayOptions } from '../src/index.ts'

export const SLASH: AddressFormat = { label: 'slash', separator: '/' }

export const settled = (ticket: AppendTicket): Promise<void> =>
  ticket.state === 0 ? new Promise((resolve) => ticket.wait({ ticketSettled: () => resolve() })) : Promise.resolve()

/** A node in memory; `restart` keeps what a disk would keep. */
export class Node {
  readonly time: ManualTime = new ManualTime()
  readonly log: RecordingLogger = createRecordingLogger()
  readonly driver: StorageDriver
  readonly catalog: TopicCatalog
  topics!: NodeTopicDirectory
  publisher!: ReturnType<typeof createRouter>
  states!: StateLogs
  delay!: Delay
  readonly #options: DelayOptions

  constructor(options: DelayOptions = {}, wrap: (driver: StorageDriver) => StorageDriver = (driver) => driver) {
    this.#options = options
    this.driver = wrap(createMemoryStorage({}, { turns: this.time.turns }))
    this.catalog = createTopicCatalog({}, { meta: new MemoryMeta(), random: createSeededRandom(7) })
  }

  static async start(options: DelayOptions = {}, wrap?: (driver: StorageDriver) => StorageDriver): Promise<Node> {
    const node = new Node(options, wrap)
    await node.restart()
    return node
  }

  async restart(): Promise<void> {
    if (this.delay !== undefined) this.delay.stop()
    const { time, log, driver } = this
    this.topics = createTopicDirectory({ storage: 'memory' }, { catalog: this.catalog, drivers: new Map([['memory', driver]]), log })
    this.publisher = createRouter({ topics: this.topics, drivers: [driver], turns: time.turns, clock: time, log, decompress: () => null })
    this.states = createStateLogs({}, { driver, turns: time.turns, timers: time, clock: time, log })
    this.delay = createDelay(this.#options, { publisher: this.publisher, driver, state: this.states, clock: time, turns: time.turns, timers: time, log })
    this.delay.addFormat(SLASH)
    await this.topics.openAll()
    await this.states.recover()
    this.delay.start()
    await time.settle()
  }

  async target(name: string, tenant = 1): Promise<PublishTarget> {
    const target = this.publisher.target(tenant, SLASH, name, true)
    await this.time.settle()
    if (!this.publisher.ready(target)) throw new Error(`${name} is not ready`)
    return target
  }

  /** Publishes the texts after `delayMs`, and waits until they are durable. */
  async publish(name: string, delayMs: number, texts: readonly string[], change: Partial<MessageRun> = {}): Promise<AppendTicket> {
    const ticket = this.delay.publish(await this.target(name), { ...runOf(texts), ...change }, this.time.now() + delayMs, false)
    await this.time.settle()
    return ticket
  }

  async advance(ms: number): Promise<void> {
    this.time.advance(ms)
    await this.time.settle()
  }

  /** What the topic of the address holds, as texts. */
  async stored(address: string): Promise<string[]> {
    const topic = this.topics.byName(1, address)
    const found: string[] = []
    for (let partition = 0; partition < (topic?.partitions.length ?? 0); partition++) {
      const shard = topic === null ? null : this.topics.shard(topic, partition)
      if (shard === null || shard.committedOffset === shard.logStartOffset) continue
      const { chunks } = await shard.fetch(shard.logStartOffset, { bytesMax: 1 << 30 })
      const batches = new BatchCursor()
      const reader = new BatchRunReader(() => null)
      for (const chunk of chunks) {
        batches.open(chunk, 0, chunk.length)
        while (batches.next()) {
          reader.open(chunk, batches.start, batches.end)
          while (reader.next()) {
            const { run } = reader
            for (let i = 0; i < run.count; i++) found.push(run.buffer.toString('utf8', Math.max(0, run.payloadStart[i] as number), Math.max(0, run.payloadEnd[i] as number)))
          }
        }
      }
    }
    return found
  }
}

export function runOf(texts: readonly string[]): MessageRun {
  const run = createMessageRun()
  run.count = texts.length
  run.buffer = Buffer.from(texts.join(''))
  run.payloadStart = new Int32Array(texts.length)
  run.payloadEnd = new Int32Array(texts.length)
  let at = 0
  texts.forEach((text, i) => {
    run.payloadStart[i] = at
    at += Buffer.byteLength(text)
    run.payloadEnd[i] = at
  })
  run.deliveryClass = 1
  run.headersTrusted = true
  return run
}
