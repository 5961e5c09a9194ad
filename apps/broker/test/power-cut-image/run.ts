/**
 * Real power cuts: the broker writes to an ext4 image under load; at random moments the image is copied as it is on the disk, a broker
 * starts on the copy, and everything that was acknowledged must be there, in order.
 *
 *   pnpm power-cuts --cuts 200 [--control 5] [--seed 1] [--work <directory>] [--round 5]
 *
 * Needs root, loop devices and e2fsprogs. Exits 0 when nothing was lost and the control (fsync = never) did lose.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Random } from '@robustmq/common-runtime'
import { createSeededRandom } from '@robustmq/common-runtime'
import { KafkaClient } from '../clients/kafka-client.ts'
import { BrokerProcess, killAll, pause } from './broker-process.ts'
import type { Load, LoadKind } from './loads.ts'
import { LOAD_KINDS } from './loads.ts'
import { disposeAll, LoopImage, loopDevicesRefused } from './loop-image.ts'
import type { Stream } from './streams.ts'
import { compare } from './streams.ts'

const ACKNOWLEDGEMENTS_MIN = 1000
const IMAGE_MIB = 1024
const REPEATS_MAX = 20
/** For reading everything back. */
const EXAMINE_MS_MAX = 300_000

const SETTINGS = {
  ROBUSTMQ_STORAGE__WAL_FILE_BYTES: String(1024 * 1024), ROBUSTMQ_STORAGE__FREE_BYTES_RESERVE: '0', ROBUSTMQ_LOG__LEVEL: 'warn',
}

interface Totals {
  cuts: number
  repeated: number
  acknowledged: number
  unsyncedBytes: number
  lost: number
  reordered: number
  foreign: number
  lossyCuts: number
  readonly findings: string[]
}

interface Snapshot {
  readonly acknowledged: ReadonlyMap<Stream, number>
  readonly total: number
  readonly made: ReadonlySet<string>
  readonly deleted: ReadonlySet<string>
}

const totalOf = (load: Load): number => load.streams.reduce((sum, stream) => sum + stream.acknowledged, 0)

function newTotals(): Totals {
  return { cuts: 0, repeated: 0, acknowledged: 0, unsyncedBytes: 0, lost: 0, reordered: 0, foreign: 0, lossyCuts: 0, findings: [] }
}

/** Cuts the power `cuts` times in the life of one broker under one kind of load. */
async function round(work: string, kind: LoadKind, cuts: number, settings: Record<string, string>, random: Random, totals: Totals): Promise<void> {
  const image = LoopImage.create(join(work, 'disk.img'), IMAGE_MIB)
  let broker: BrokerProcess | null = null
  let load: Load | null = null
  try {
    image.mount(join(work, 'disk'))
    broker = await BrokerProcess.start(join(image.mountPoint, 'data'), join(work, 'ready.json'), { ...SETTINGS, ...settings })
    load = await kind.start(broker)
    let before = 0
    for (let done = 0, repeats = 0; done < cuts;) {
      const wanted = before + ACKNOWLEDGEMENTS_MIN + random.below(4000)
      await reach(load, wanted, broker)
      await pause(random.below(30))
      await broker.freeze()
      const copy = image.powerCut(join(work, 'cut.img'))
      const snapshot = await drained(load)
      if (copy === null) throw new Error('the disk does not come to rest although the broker is stopped')
      try {
        copy.mount(join(work, 'cut'))
        const unsynced = differingBytes(join(image.mountPoint, 'data'), join(copy.mountPoint, 'data'))
        if (unsynced === 0) {
          totals.repeated++
          if (++repeats > REPEATS_MAX) throw new Error('everything is synced at each cut: the load is no load')
        } else {
          await examine(work, copy, snapshot, totals, kind.name)
          totals.cuts++
          totals.acknowledged += snapshot.total - before
          totals.unsyncedBytes += unsynced
          done++
        }
      } finally {
        copy.dispose()
      }
      before = snapshot.total
      broker.thaw()
    }
  } finally {
    load?.stop()
    broker?.thaw()
    broker?.kill()
    await broker?.exited
    image.dispose()
  }
}

async function reach(load: Load, wanted: number, broker: BrokerProcess): Promise<void> {
  for (let i = 0; totalOf(load) < wanted; i++) {
    if (i > 60_000) throw new Error(`the load stands still at ${totalOf(load)}:\n${broker.output}`)
    await pause(1)
  }
}

/** Acknowledgements that were on their way when the broker was stopped were given before the cut: they count. */
async function drained(load: Load): Promise<Snapshot> {
  for (let quiet = 0, last = -1; quiet < 3;) {
    await pause(5)
    const now = totalOf(load)
    quiet = now === last ? quiet + 1 : 0
    last = now
  }
  return {
    acknowledged: new Map(load.streams.map((stream) => [stream, stream.acknowledged])),
    total: totalOf(load), made: new Set(load.topics.made), deleted: new Set(load.topics.deleted),
  }
}

/** Bytes of files that the living system has and the disk does not: what a power cut takes. */
function differingBytes(live: string, cut: string): number {
  let bytes = 0
  for (const name of readdirSync(live, { recursive: true, encoding: 'utf8' })) {
    const path = join(live, name)
    if (!statSync(path).isFile() || name.endsWith('lock')) continue
    const there = readFileSync(path)
    let copied: Buffer = Buffer.alloc(0)
    try {
      copied = readFileSync(join(cut, name))
    } catch {
      // The name is not durable yet: all of it counts that is not zeros.
    }
    if (there.equals(copied)) continue
    for (let at = 0; at < there.length; at++) if (there[at] !== (copied[at] ?? 0)) bytes++
  }
  return bytes
}

/** Starts a broker on the copy, reads everything and compares. */
async function examine(work: string, copy: LoopImage, snapshot: Snapshot, totals: Totals, name: string): Promise<void> {
  const where = `cut ${totals.cuts + 1} (${name})`
  let broker: BrokerProcess | null = null
  let found = 0
  let hanging: NodeJS.Timeout | undefined
  try {
    broker = await BrokerProcess.start(join(copy.mountPoint, 'data'), join(work, 'ready-cut.json'), SETTINGS)
    // A broker that recovers and then does not answer ends the run: it has failed.
    const running = broker
    hanging = setTimeout(() => {
      print(`${where}: the broker on the copy does not answer:\n${running.output}`)
      process.exit(1)
    }, EXAMINE_MS_MAX)
    const client = await KafkaClient.open(broker.port('kafka'))
    for (const [stream, acknowledged] of snapshot.acknowledged) {
      const values = (await client.hasTopic(stream.topic)) ? await client.readValues(stream.topic, stream.partition) : []
      const result = compare(stream, acknowledged, values)
      totals.lost += result.lost
      totals.reordered += result.reordered
      totals.foreign += result.foreign
      found += result.lost + result.reordered + result.foreign
      if (result.first !== null) totals.findings.push(`${where}: ${result.first}`)
    }
    for (const topic of snapshot.made) if (!(await client.hasTopic(topic))) found += topicLost(totals, `${where}: topic ${topic} was made, and is not there`)
    for (const topic of snapshot.deleted) if (await client.hasTopic(topic)) found += topicLost(totals, `${where}: topic ${topic} was deleted, and is there`)
    client.close()
  } catch (error) {
    found += topicLost(totals, `${where}: ${String(error)}`)
  } finally {
    clearTimeout(hanging)
    broker?.kill()
    await broker?.exited
  }
  if (found > 0) totals.lossyCuts++
}

function topicLost(totals: Totals, finding: string): number {
  totals.lost++
  totals.findings.push(finding)
  return 1
}

async function cutAll(work: string, count: number, perRound: number, settings: Record<string, string>, random: Random, label: string): Promise<Totals> {
  const totals = newTotals()
  for (let i = 0; totals.cuts < count; i++) {
    const kind = LOAD_KINDS[i % LOAD_KINDS.length] as LoadKind
    const began = Date.now()
    const before = totals.cuts
    await round(work, kind, Math.min(perRound, count - totals.cuts), settings, random, totals)
    print(`${label}: ${totals.cuts} of ${count} (${kind.name}: ${totals.cuts - before} in ${((Date.now() - began) / 1000).toFixed(1)} s), lost ${totals.lost}, reordered ${totals.reordered}`)
    for (const finding of totals.findings.splice(0).slice(0, 5)) print(`  ${finding}`)
  }
  return totals
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function sumUp(label: string, totals: Totals): void {
  print(`${label}: ${totals.cuts} cuts, ${totals.acknowledged} acknowledgements (at least ${ACKNOWLEDGEMENTS_MIN} before each), ${Math.round(totals.unsyncedBytes / Math.max(1, totals.cuts))} unsynced bytes per cut`
    + `, ${totals.repeated} repeated since nothing was unsynced; lost ${totals.lost}, reordered ${totals.reordered}, not what was sent ${totals.foreign}`)
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      cuts: { type: 'string', default: '200' }, control: { type: 'string', default: '5' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      work: { type: 'string', default: tmpdir() }, round: { type: 'string', default: '5' },
    },
  })
  const [cuts, control, perRound] = [Number(values.cuts), Number(values.control), Number(values.round)]
  const work = mkdtempSync(join(values.work, 'robustmq-power-cuts-'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  process.on('exit', () => {
    killAll()
    disposeAll()
    rmSync(work, { recursive: true, force: true })
  })
  const refused = loopDevicesRefused(work)
  if (refused !== null) {
    print(`power cuts: NOT RUN: loop devices or mounts are not allowed here (${refused})`)
    return 0
  }
  print(`power cuts: seed ${values.seed} (what is sent repeats with it; the moments do not)`)
  const random = createSeededRandom(Number(values.seed))
  const began = Date.now()
  const real = await cutAll(work, cuts, perRound, {}, random, 'power cuts')
  const lying = await cutAll(work, control, 1, { ROBUSTMQ_STORAGE__DURABILITY: 'never' }, random, 'control without fsync')
  sumUp('power cuts', real)
  sumUp('control without fsync, which must lose', lying)
  const good = real.lost === 0 && real.reordered === 0 && real.foreign === 0
  const bites = control === 0 || lying.lossyCuts > 0
  if (!bites) print('the control lost nothing: the method proves nothing')
  print(`time ${((Date.now() - began) / 1000).toFixed(0)} s`)
  print(`power cuts: ${real.cuts - real.lossyCuts + (bites ? 1 : 0)} passed, ${real.lossyCuts + (bites ? 0 : 1)} failed`)
  return good && bites ? 0 : 1
}

// Whatever is unexpected ends the run: the exit handler unmounts.
process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`power cuts: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
})
process.exit()
