/*
 * What the engine does and what it costs in memory.
 *
 *   node bench/deliver.bench.ts [scenario ...]     scenarios: memory, persisted, confirmed, shared, offline, online, many
 *
 * `memory`     one consumer, nothing written: acquire and acknowledge
 * `persisted`  the same on storage-segment, positions and acknowledgements written; nobody waits for an acknowledgement
 * `confirmed`  the same, and each run of 256 acknowledgements waits until it is on disk before more is taken (16 runs at a time)
 * `shared`     four members share; fair
 * `offline`    memory of 100 000 offline consumers of one topic
 * `online`     memory of 100 000 consumers with a member each, at the tail; and one publish to all of them
 * `many`       one consumer of 100 000 topics: memory, coming back, and a publish to one of them
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNullLogger } from '@robustmq/common-log'
import { createTimers, createTurns, nodeFileSystem, systemClock } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import type { StateLogs } from '@robustmq/common-state-log'
import { BatchBuilder } from '@robustmq/record-batch'
import type { Shard, StorageDriver } from '@robustmq/storage-adapter'
import { createMemoryStorage } from '@robustmq/storage-memory'
import { openSegmentStorage } from '@robustmq/storage-segment'
import { createDelivery } from '../src/index.ts'
import type { Consumer, Delivery, DeliveryRun, DeliverySink } from '../src/index.ts'

const GROUP = 1
const BATCH = 256
const BYTES = 100

function fail(error: unknown): never {
  throw error
}

const turns = createTurns(fail)
const timers = createTimers({ onError: fail })

interface Opened {
  readonly driver: StorageDriver
  readonly states: StateLogs
  readonly delivery: Delivery
  close(): Promise<void>
}

async function open(durable: boolean): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), 'deliver-'))
  const driver = durable
    ? (await openSegmentStorage({ directory }, { fileSystem: nodeFileSystem, turns, log: createNullLogger(), onFatal: fail })).driver
    : createMemoryStorage({ storedBytesMax: 4 * 2 ** 30, pendingBytesMax: 2 ** 30 }, { turns })
  const states = createStateLogs({}, { driver, turns, timers, clock: systemClock, log: createNullLogger() })
  const delivery = createDelivery({}, { driver, states, turns, timers, clock: systemClock, log: createNullLogger(), decompress: null })
  await states.recover()
  await delivery.openGroup(GROUP)
  return {
    driver, states, delivery,
    close: async () => {
      delivery.close()
      await states.close()
      await driver.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function shardOf(driver: StorageDriver, shard: number): Promise<Shard> {
  return driver.createShard({ tenant: 1, shard, group: GROUP, durability: 'always' })
}

function batchOf(count: number): Buffer {
  const builder = new BatchBuilder()
  const value = Buffer.alloc(BYTES, 'x')
  builder.begin(Date.now(), 0)
  for (let i = 0; i < count; i++) builder.appendValue(Date.now(), 0, value, 0, BYTES)
  return builder.finish()
}

async function fill(shard: Shard, messages: number): Promise<void> {
  for (let sent = 0; sent < messages; ) {
    const waits: Promise<void>[] = []
    for (let i = 0; i < 64 && sent < messages; i++, sent += BATCH) waits.push(appended(shard, BATCH))
    await Promise.all(waits)
  }
}

function appended(shard: Shard, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    shard.append(batchOf(count), { completion: { appendCommitted: () => resolve(), appendFailed: (_token, error) => reject(error) }, token: 0 })
  })
}

/** Acknowledges what it is given, a turn later. */
class Acker implements DeliverySink {
  count = 0
  readonly #consumer: Consumer
  readonly #total: { left: number; done: () => void }
  readonly #confirm: boolean

  constructor(consumer: Consumer, total: { left: number; done: () => void }, confirm: boolean) {
    this.#consumer = consumer
    this.#total = total
    this.#confirm = confirm
  }

  deliver(run: DeliveryRun): void {
    this.count += run.count
    const handles = run.handles.slice(0, run.count)
    setImmediate(() => {
      this.#consumer.ack(handles, 0, handles.length, null)
      if (this.#confirm) this.#consumer.ticket().wait({ stateSettled: () => this.#settled(handles.length) })
      else this.#settled(handles.length)
    })
  }

  #settled(count: number): void {
    this.#total.left -= count
    if (this.#total.left <= 0) this.#total.done()
  }
}

async function rate(name: string, durable: boolean, confirm: boolean, members: number, messages: number): Promise<void> {
  const opened = await open(durable)
  const shard = await shardOf(opened.driver, 1)
  await fill(shard, messages)
  const syncs = opened.driver.stats().syncs
  const consumer = opened.delivery.open(GROUP, 'c', { durable: durable || members > 1 })
  consumer.follow(shard, { from: 0 })
  const cpu = process.cpuUsage()
  const start = performance.now()
  await new Promise<void>((done) => {
    const total = { left: messages, done }
    for (let i = 0; i < members; i++) consumer.attach(new Acker(consumer, total, confirm), { windowMax: confirm ? 16 * BATCH : 64 * BATCH })
  })
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const cpuSeconds = (user + system) / 1e6
  console.log(
    `${name.padEnd(10)} ${Math.round(messages / seconds / 1000)} k acquire+ack/s, ${Math.round(messages / cpuSeconds / 1000)} k per CPU-s,`,
    `${opened.driver.stats().syncs - syncs} syncs, state ${opened.states.stats().storedBytes} bytes for ${messages} messages`,
  )
  await opened.close()
}

const garbage = globalThis.gc ?? ((): void => undefined)
function heap(): number {
  garbage()
  garbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function quiet(opened: Opened): Promise<void> {
  opened.delivery.flush()
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => void setTimeout(resolve, 30))
  await opened.states.flush()
}

async function offline(count: number): Promise<void> {
  const opened = await open(true)
  const shard = await shardOf(opened.driver, 1)
  await fill(shard, BATCH)
  await quiet(opened)
  const before = heap()
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const consumer = opened.delivery.open(GROUP, `session-${i}`, {})
    consumer.follow(shard, { from: 0 })
    consumer.close()
    if (i % 5000 === 0) await quiet(opened)
  }
  const seconds = (performance.now() - start) / 1000
  await quiet(opened)
  const bytes = (heap() - before) / count
  const publish = performance.now()
  await appended(shard, 1)
  console.log(
    `offline    ${count} consumers, ${Math.round(bytes)} bytes each, made in ${seconds.toFixed(1)} s; state log ${Math.round(opened.states.stats().storedBytes / count)}`,
    `bytes each; a publish then took ${(performance.now() - publish).toFixed(2)} ms`,
  )
  await opened.close()
}

async function online(count: number): Promise<void> {
  const opened = await open(true)
  const shard = await shardOf(opened.driver, 1)
  await quiet(opened)
  const before = heap()
  let got = 0
  let done: () => void = () => undefined
  const handle = new Float64Array(1)
  for (let i = 0; i < count; i++) {
    const consumer = opened.delivery.open(GROUP, `session-${i}`, {})
    consumer.follow(shard, { from: 0 })
    consumer.attach({ deliver: (run) => {
      got += run.count
      handle[0] = run.handles[0] as number
      consumer.ack(handle, 0, 1, null)
      if (got === count) done()
    } }, { windowMax: 20 })
    if (i % 5000 === 0) await quiet(opened)
  }
  await quiet(opened)
  const idle = (heap() - before) / count
  const times: number[] = []
  for (let round = 0; round < 4; round++) {
    got = 0
    const start = performance.now()
    const all = new Promise<void>((resolve) => (done = resolve))
    await appended(shard, 1)
    await all
    times.push(performance.now() - start)
    await quiet(opened)
  }
  const after = (heap() - before) / count
  console.log(
    `online     ${count} consumers with a member each, ${Math.round(idle)} bytes each, ${Math.round(after)} after messages;`,
    `one publish to all, acknowledged by all: ${times.map((ms) => Math.round(ms)).join(', ')} ms`,
  )
  await opened.close()
}

async function many(count: number): Promise<void> {
  const opened = await open(false)
  const shards: Shard[] = []
  for (let i = 0; i < count; i++) shards.push(await shardOf(opened.driver, 1 + i))
  const before = heap()
  let consumer = opened.delivery.open(GROUP, 'session', { manyShards: true })
  let start = performance.now()
  for (let i = 0; i < count; i++) consumer.follow(shards[i] as Shard, { from: 0 })
  await quiet(opened)
  const made = performance.now() - start
  const bytes = (heap() - before) / count
  consumer.close()
  for (let i = 0; i < count; i += 100) await appended(shards[i] as Shard, 1)
  consumer = opened.delivery.open(GROUP, 'session', { manyShards: true })
  let got = 0
  let done: () => void = () => undefined
  const handle = new Float64Array(1)
  start = performance.now()
  const back = new Promise<void>((resolve) => (done = resolve))
  consumer.attach({ deliver: (run) => {
    got += run.count
    for (let i = 0; i < run.count; i++) {
      handle[0] = run.handles[i] as number
      consumer.ack(handle, 0, 1, null)
    }
    if (got >= count / 100) done()
  } }, {})
  const attached = performance.now() - start
  await back
  const came = performance.now() - start
  const activeBytes = (heap() - before) / count
  start = performance.now()
  const one = new Promise<void>((resolve) => (done = resolve))
  await appended(shards[4711] as Shard, 1)
  await one
  console.log(
    `many       one consumer of ${count} topics: ${Math.round(bytes)} bytes per topic offline, ${Math.round(activeBytes)} online; made in ${Math.round(made)} ms;`,
    `attached in ${Math.round(attached)} ms, ${count / 100} waiting messages in ${Math.round(came)} ms, then one message in ${(performance.now() - start).toFixed(2)} ms`,
  )
  await opened.close()
}

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  memory: () => rate('memory', false, false, 1, 2_000_000),
  shared: () => rate('shared', true, false, 4, 1_000_000),
  persisted: () => rate('persisted', true, false, 1, 2_000_000),
  confirmed: () => rate('confirmed', true, true, 1, 1_000_000),
  offline: () => offline(100_000),
  online: () => online(100_000),
  many: () => many(100_000),
}

const chosen = process.argv.slice(2)
for (const name of chosen.length > 0 ? chosen : Object.keys(scenarios)) await (scenarios[name] as () => Promise<void>)()
timers.stop()
