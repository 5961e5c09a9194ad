// Pending delayed messages on durable storage: memory, insert and fire rates. `node --expose-gc bench/delay.ts [messages] [payload bytes] [index: only the index]`
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMessageRun } from '@robustmq/broker-api'
import type { AppendTicket } from '@robustmq/broker-api'
import { createTopicCatalog } from '@robustmq/common-catalog'
import { createNullLogger } from '@robustmq/common-log'
import { createRouter, createTopicDirectory } from '@robustmq/common-routing'
import { createSeededRandom, createTimers, createTurns, nodeFileSystem, systemClock } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import { createVolatileMeta } from '@robustmq/meta-service'
import { openSegmentStorage } from '@robustmq/storage-segment'
import { createDelay, PendingIndex } from '../src/index.ts'

const total = Number(process.argv[2] ?? 1_000_000)
const payloadBytes = Number(process.argv[3] ?? 100)
const random = createSeededRandom(3)
const out = (text: string): void => void process.stdout.write(`${text}\n`)
const collect = (globalThis as { gc?: () => void }).gc ?? ((): void => undefined)
/** CPU time of the process since `from`, nanoseconds per message: what a busy machine does not change much. */
const cpuEach = (from: NodeJS.CpuUsage): string => {
  const { user, system } = process.cpuUsage(from)
  return `${(((user + system) * 1000) / total).toFixed(0)} ns CPU`
}
const memory = (): number => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

// The index alone, times at random over ten years.
{
  const before = memory()
  const index = new PendingIndex()
  const start = process.cpuUsage()
  for (let i = 0; i < total; i++) index.insert(1.7e12 + random.below(2 ** 31) * 147, i, 1, payloadBytes)
  const inserted = cpuEach(start)
  const bytes = memory() - before
  out(`index: ${total} random inserts ${inserted} each, ${(bytes / total).toFixed(1)} bytes each`)
  const from = process.cpuUsage()
  while (index.takeFirst());
  out(`index: taken in order ${cpuEach(from)} each`)
}

if (process.argv[4] === 'index') process.exit(0)
const directory = mkdtempSync(join(tmpdir(), 'robustmq-delay-bench-'))
const onError = (error: unknown): void => { throw error }
const log = createNullLogger()
const turns = createTurns(onError)
const timers = createTimers({ onError })
let movedMs = 0
const clock = { now: () => systemClock.now() + movedMs, monotonic: () => systemClock.monotonic() + movedMs }
const { driver } = await openSegmentStorage({ directory }, { fileSystem: nodeFileSystem, turns, timers, log, onFatal: onError })
const catalog = createTopicCatalog({}, { meta: createVolatileMeta(clock), random: createSeededRandom(1) })
const topics = createTopicDirectory({}, { catalog, drivers: new Map([[driver.kind, driver]]), log })
const publisher = createRouter({ topics, drivers: [driver], turns, clock, log, decompress: () => null })
const open = async () => {
  const state = createStateLogs({}, { driver, turns, timers, clock, log })
  const delay = createDelay({}, { publisher, driver, state, clock, turns, timers, log })
  const start = performance.now()
  await state.recover()
  return { state, delay, recoverMs: performance.now() - start }
}
const settled = (ticket: AppendTicket): Promise<void> => (ticket.state === 0 ? new Promise((resolve) => ticket.wait({ ticketSettled: () => resolve() })) : Promise.resolve())
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

try {
  const { state, delay } = await open()
  const targets = Array.from({ length: 64 }, (_, i) => publisher.target(1, { label: 'slash', separator: '/' }, `t/${i}`, true))
  for (const target of targets) if (!publisher.ready(target)) await new Promise<void>((resolve) => publisher.whenSettled(target, { targetSettled: () => resolve() }))
  const PER_RUN = 16
  const run = createMessageRun()
  Object.assign(run, {
    count: PER_RUN, buffer: Buffer.alloc(payloadBytes), payloadStart: new Int32Array(PER_RUN), payloadEnd: new Int32Array(PER_RUN).fill(payloadBytes),
    deliveryClass: 1, headersTrusted: true,
  })
  const before = memory()
  const cpu = process.cpuUsage()
  const start = performance.now()
  const base = clock.now() + 3_600_000
  let last: AppendTicket | null = null
  for (let sent = 0, turn = 0; sent < total; turn++) {
    for (let i = 0; i < 64 && sent < total; i++, sent += PER_RUN) last = delay.publish(targets[i] as (typeof targets)[number], run, base + random.below(60_000), false)
    while (publisher.congested) await new Promise((resolve) => setTimeout(resolve, 1))
    await nextTurn()
    if (turn % 64 === 63 && last !== null) await settled(last)
  }
  if (last !== null) await settled(last)
  const seconds = (performance.now() - start) / 1000
  out(`durable: ${delay.pendingCount} messages of ${payloadBytes} B, ${Math.round(total / seconds)} inserts/s, ${cpuEach(cpu)} each, index ${(delay.memoryBytes / delay.pendingCount).toFixed(1)} B each`)
  out(`durable: process memory over the start ${((memory() - before) / total).toFixed(1)} B each (caches of the storage included)`)
  delay.stop()
  await state.close()

  const again = await open()
  out(`restart: state of ${again.delay.pendingCount} messages recovered in ${(again.recoverMs / 1000).toFixed(2)} s`)
  movedMs = 3_700_000
  const fireCpu = process.cpuUsage()
  const fireStart = performance.now()
  again.delay.start()
  while (again.delay.count(1) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  out(`fired: ${Math.round(total / ((performance.now() - fireStart) / 1000))} messages/s, ${cpuEach(fireCpu)} each, each in one write with the removal of its state; ${driver.stats().syncs} syncs in all`)
  again.delay.stop()
  await again.state.close()
} finally {
  await driver.close()
  timers.stop()
  rmSync(directory, { recursive: true, force: true })
}
