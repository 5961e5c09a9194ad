/*
 * How long a snapshot of many keys holds up the event loop: `node bench/snapshot.bench.ts [keys]`. The machine gives its snapshot in
 * parts, as the catalog of topics does; then once more in one piece.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNullLogger } from '@robustmq/common-log'
import { createTimers, createTurns, nodeFileSystem, systemClock, systemRandom } from '@robustmq/common-runtime'
import { openWal } from '@robustmq/wal'
import { createMetaService } from '../src/index.ts'

const [keys = 1_000_000] = process.argv.slice(2).map(Number)
const fatal = (error: unknown): void => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
}
const turns = createTurns(fatal)
const timers = createTimers({ onError: fatal })
const PART = 512

interface Topic { readonly name: string; readonly id: number }
const topics: Topic[] = Array.from({ length: keys }, (_, id) => ({ name: `sensors.building-${id % 1000}.room-${id}`, id }))
const encode = (part: readonly Topic[]): Buffer => Buffer.from(part.map((topic) => JSON.stringify(topic)).join('\n'))

function createMachine(inParts: boolean) {
  return {
    name: 'topics', version: 1,
    apply: () => new Uint8Array(0),
    snapshot: () => encode(inParts ? [] : topics),
    ...(inParts ? {
      snapshotParts: () => (function* parts(captured: readonly Topic[]) {
        for (let at = 0; at < captured.length; at += PART) yield encode(captured.slice(at, at + PART))
      })([...topics]),
    } : {}),
    restore: () => undefined,
  }
}

for (const inParts of [true, false]) {
  const directory = mkdtempSync(join(tmpdir(), 'robustmq-meta-bench-'))
  const deps = { fileSystem: nodeFileSystem, clock: systemClock, random: systemRandom, turns, timers, log: createNullLogger(), onFailure: fatal }
  const meta = createMetaService({ directory: join(directory, 'meta') }, deps)
  meta.register(createMachine(inParts))
  const wal = await openWal({ directory: join(directory, 'wal'), fileSystem: nodeFileSystem, turns, timers }, (frame) => meta.replay(frame))
  meta.start(wal)
  await meta.propose('topics', Buffer.from('x'))
  let longest = 0
  let last = performance.now()
  let watching = true
  const watch = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (watching) setImmediate(watch)
  }
  watch()
  const began = performance.now()
  const cpu = process.cpuUsage()
  await meta.snapshot()
  watching = false
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  process.stdout.write(`${keys} topics ${inParts ? 'in parts' : 'in one piece'}: ${meta.stats().snapshotBytes} bytes in ${Math.round(took)} ms, ${Math.round((user + system) / 1000)} ms of CPU; the event loop stood still for ${Math.round(longest)} ms at most\n`)
  await meta.close()
  await wal.close()
  rmSync(directory, { recursive: true })
}
timers.stop()
