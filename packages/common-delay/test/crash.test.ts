import { TICKET_COMMITTED } from '@robustmq/broker-api'
import { createTopicCatalog } from '@robustmq/common-catalog'
import type { TopicCatalog } from '@robustmq/common-catalog'
import { createNullLogger } from '@robustmq/common-log'
import { BatchRunReader, createRouter, createTopicDirectory } from '@robustmq/common-routing'
import type { NodeTopicDirectory } from '@robustmq/common-routing'
import { createSeededRandom, createTurns, TimerWheel } from '@robustmq/common-runtime'
import type { FileSystem } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import { MemoryMeta } from '@robustmq/protocol-conformance'
import { BatchCursor } from '@robustmq/record-batch'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import { openSegmentStorage } from '@robustmq/storage-segment'
import { describe, expect, it } from 'vitest'
import { createDelay } from '../src/index.ts'
import { runOf, settled, SLASH } from './node.ts'

/** ROBUSTMQ_DELAY_SEEDS: how many runs; short by default. */
const SEEDS = Number(process.env['ROBUSTMQ_DELAY_SEEDS'] ?? 3)
const CUTS = 60
const TOPICS = ['t.0', 't.1', 't.2']
const START_MS = 1_700_000_000_000

const log = createNullLogger()
const fail = (error: unknown): never => { throw error }
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function open(fileSystem: FileSystem, catalog: TopicCatalog, startMs: number) {
  const turns = createTurns(fail)
  const wheel = new TimerWheel()
  const timers = { schedule: (delayMs: number, task: { onTimer(): void }) => wheel.schedule(Math.ceil(delayMs / 10), task), cancel: (id: number) => wheel.cancel(id) }
  let nowMs = startMs
  const clock = { now: () => nowMs, monotonic: () => nowMs - START_MS }
  const { driver } = await openSegmentStorage(
    { directory: '/data', wal: { fileBytes: 1 << 20 } },
    { fileSystem, turns, timers, clock, log, onFatal: () => undefined },
  )
  const topics = createTopicDirectory({}, { catalog, drivers: new Map([[driver.kind, driver]]), log })
  await topics.openAll()
  const publisher = createRouter({ topics, drivers: [driver], turns, clock, log, decompress: () => null })
  const state = createStateLogs({}, { driver, turns, timers, clock, log })
  const delay = createDelay({}, { publisher, driver, state, clock, turns, timers, log })
  delay.addFormat(SLASH)
  await state.recover()
  delay.start()
  const advance = async (ms: number): Promise<void> => {
    nowMs += ms
    wheel.advance(Math.ceil(ms / 10))
    for (let i = 0; i < 20; i++) await turn()
  }
  return { driver, topics, publisher, delay, state, clock, advance }
}

async function stored(topics: NodeTopicDirectory, name: string): Promise<string[]> {
  const topic = topics.byName(1, name)
  const shard = topic === null ? null : topics.shard(topic, 0)
  const found: string[] = []
  if (shard === null) return found
  for (let offset = shard.logStartOffset; offset < shard.committedOffset; ) {
    const { chunks, nextOffset } = await shard.fetch(offset, { bytesMax: 1 << 20 })
    const batches = new BatchCursor()
    const reader = new BatchRunReader(() => null)
    for (const chunk of chunks) {
      batches.open(chunk, 0, chunk.length)
      while (batches.next()) {
        reader.open(chunk, batches.start, batches.end)
        while (reader.next()) for (let i = 0; i < reader.run.count; i++) found.push(reader.run.buffer.toString('utf8', reader.run.payloadStart[i], reader.run.payloadEnd[i]))
      }
    }
    offset = nextOffset
  }
  return found
}

async function close(driver: StorageDriver, state: { close(): Promise<void> }): Promise<void> {
  await state.close()
  await driver.close()
}

describe('delayed messages and power cuts', () => {
  it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))('what was acknowledged is delivered exactly once and in order, wherever the power is cut (seed %d)', { timeout: 120_000 }, async (seed) => {
    const random = createSeededRandom(seed)
    const catalog = createTopicCatalog({}, { meta: new MemoryMeta(), random: createSeededRandom(1) })
    const disk = createFaultyFileSystem({ seed })
    const node = await open(disk, catalog, START_MS)
    const targets = TOPICS.map((name) => node.publisher.target(1, SLASH, name.replace('.', '/'), true))
    for (const target of targets) if (!node.publisher.ready(target)) await new Promise<void>((resolve) => node.publisher.whenSettled(target, { targetSettled: () => resolve() }))

    const published: { readonly topic: string; readonly due: number; readonly text: string }[] = []
    const acknowledged = new Set<string>()
    const cuts: { readonly disk: FileSystem; readonly acknowledged: readonly string[] }[] = []
    let next = disk.operations + 1
    disk.watch(({ number }) => {
      if (number < next || cuts.length >= CUTS) return
      next = number + 1 + random.below(8)
      cuts.push({ disk: disk.fork(), acknowledged: [...acknowledged] })
    })
    for (let round = 0; round < 40; round++) {
      const at = random.below(TOPICS.length)
      // Far enough ahead to be durable before: what comes after its time goes when it comes.
      const due = node.clock.now() + 300 + 10 * random.below(60)
      const texts = Array.from({ length: 1 + random.below(3) }, (_, i) => `${round}.${i};`)
      for (const text of texts) published.push({ topic: TOPICS[at] as string, due, text })
      const ticket = node.delay.publish(targets[at] as (typeof targets)[number], runOf(texts), due, false)
      void settled(ticket).then(() => { if (ticket.state === TICKET_COMMITTED) for (const text of texts) acknowledged.add(text) })
      if (random.below(3) === 0) await turn()
      if (random.below(4) === 0) await node.advance(10 * random.below(10))
      if (random.below(12) === 0) for (let group = 1; group <= 16; group++) node.state.sweep(group)
    }
    for (let i = 0; i < 12; i++) await node.advance(100)
    disk.watch(null)
    cuts.push({ disk: disk.fork('everything'), acknowledged: [...acknowledged] })
    expect(acknowledged.size).toBe(published.length)
    await close(node.driver, node.state)

    for (const [i, cut] of cuts.entries()) {
      const after = await open(cut.disk, catalog, START_MS + 60_000)
      for (let rounds = 0; after.delay.count(1) > 0 && rounds < 200; rounds++) await after.advance(1_000)
      const got: string[] = []
      for (const topic of TOPICS) {
        const texts = await stored(after.topics, topic)
        got.push(...texts)
        const expected = published.map((one, n) => ({ ...one, n })).filter((one) => one.topic === topic && texts.includes(one.text))
          .sort((a, b) => a.due - b.due || a.n - b.n).map(({ text }) => text)
        expect(texts, `seed ${seed}, cut ${i}: once and in order`).toEqual(expected)
      }
      expect(cut.acknowledged.filter((text) => !got.includes(text)), `seed ${seed}, cut ${i}: lost`).toEqual([])
      await close(after.driver, after.state)
    }
    expect(cuts.length).toBeGreaterThan(3)
  })
})
