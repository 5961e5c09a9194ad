import { createSeededRandom } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import type { Shard } from '@robustmq/storage-adapter'
import { expect, it } from 'vitest'
import type { Consumer, ConsumerOptions, Member } from '../src/index.ts'
import { GROUP, openSegment, publish, Recorder } from './delivery-harness.ts'
import type { Harness } from './delivery-harness.ts'

const DATA = 7
const LETTERS = 8
const DELIVERY_MAX = 3

/** What is known of a message, over all lives of the process. */
interface Fact {
  deliveries: number
  /** Acknowledged, and that is on disk. */
  settledDurably: boolean
  /** Acknowledged at some time: whether that survived a crash may be open. */
  settled: boolean
}

/** The reference: what was published, handed over and settled; checked at every delivery. */
class Model {
  readonly facts = new Map<number, Fact>()
  readonly failures: string[] = []
  readonly context: () => string

  constructor(context: () => string) {
    this.context = context
  }

  fact(offset: number): Fact {
    let fact = this.facts.get(offset)
    if (fact === undefined) this.facts.set(offset, (fact = { deliveries: 0, settledDurably: false, settled: false }))
    return fact
  }

  delivered(offset: number, deliveries: number, limited: boolean): void {
    const fact = this.fact(offset)
    this.check(!fact.settledDurably, `${offset} comes again after its acknowledgement was on disk`)
    fact.deliveries++
    this.check(fact.deliveries === 1 || deliveries > 1, `${offset} is not flagged`)
    if (!limited) return
    this.check(deliveries >= fact.deliveries, `${offset} was delivered ${fact.deliveries} times and says ${deliveries}`)
    this.check(fact.deliveries <= DELIVERY_MAX, `${offset} over the limit`)
  }

  copy(): Model {
    const copy = new Model(this.context)
    for (const [offset, fact] of this.facts) copy.facts.set(offset, { ...fact })
    return copy
  }

  /** Kept, since it is not for a member to throw. */
  check(holds: boolean, what: string): void {
    if (!holds) this.failures.push(`${this.context()}: ${what}`)
  }
}

interface Life {
  readonly harness: Harness
  readonly shard: Shard
  readonly letters: Shard
  /** Comes back with the same options. */
  readonly reopen: () => Consumer
  consumer: Consumer
  readonly members: { readonly member: Member; readonly recorder: Recorder; held: number[] }[]
}

interface Kind {
  readonly name: string
  readonly options: ConsumerOptions
  readonly limited: boolean
  /** Dead letters in another group than the data: no atomic write. */
  readonly lettersGroup: number
}

const KINDS: readonly Kind[] = [
  { name: 'plain', options: {}, limited: false, lettersGroup: GROUP },
  { name: 'leases', options: { leaseMs: 50 }, limited: false, lettersGroup: GROUP },
  { name: 'limit, dead letters in the group', options: { leaseMs: 50, deliveryMax: DELIVERY_MAX }, limited: true, lettersGroup: GROUP },
  { name: 'limit, dead letters elsewhere', options: { deliveryMax: DELIVERY_MAX }, limited: true, lettersGroup: GROUP + 1 },
  { name: 'by key', options: { dispatch: 'key', parkedMax: 8 }, limited: false, lettersGroup: GROUP },
  { name: 'sticky', options: { dispatch: 'sticky', inFlightMax: 10 }, limited: false, lettersGroup: GROUP },
]

async function begin(disk: FaultyFileSystem, kind: Kind): Promise<Life> {
  const harness = await openSegment(disk)
  const shard = await harness.shard(DATA)
  const letters = await harness.driver.createShard({ tenant: 1, shard: LETTERS, group: kind.lettersGroup, durability: 'always' })
  const reopen = (): Consumer => {
    const consumer = harness.delivery.open(GROUP, 'c', kind.limited ? { ...kind.options, deadLetter: { shard: () => letters } } : kind.options)
    consumer.follow(shard, { from: 0 })
    return consumer
  }
  return { harness, shard, letters, reopen, consumer: reopen(), members: [] }
}

async function deadLetterOffsets(letters: Shard): Promise<number[]> {
  const offsets: number[] = []
  const { readLogRecord, RecordCursor, BatchCursor } = await import('@robustmq/record-batch')
  const cursor = new RecordCursor()
  const batches = new BatchCursor()
  for (let at = letters.logStartOffset; at < letters.committedOffset; ) {
    const { chunks, nextOffset } = await letters.fetch(at, { bytesMax: 1 << 20 })
    for (const chunk of chunks) {
      batches.open(chunk, 0, chunk.length)
      while (batches.next()) {
        cursor.open(chunk, batches.start, batches.end)
        while (cursor.next()) offsets.push(Number(new Map(readLogRecord(cursor).headers.map(([name, value]) => [name, String(value)])).get('rmq.dead-letter.offset')))
      }
    }
    at = nextOffset
  }
  return offsets
}

async function runLives(seed: number, kind: Kind): Promise<void> {
  const random = createSeededRandom(seed)
  let life = 0
  let step = 0
  const context = (): string => `seed ${seed}, ${kind.name}, life ${life}, step ${step}`
  let model = new Model(context)
  let published = 0
  let disk = createFaultyFileSystem({ seed })
  const lives = 3
  for (life = 0; life < lives; life++) {
    const now = await begin(disk, kind)
    const { harness, members } = now
    if (life > 0) published = now.shard.committedOffset
    let left: FaultyFileSystem | null = null
    let crashModel: Model | null = null
    const crashAt = disk.operations + 20 + random.below(250)
    disk.watch(({ number }) => {
      if (number < crashAt || left !== null || life === lives - 1) return
      left = disk.fork()
      crashModel = model.copy()
    })
    const alive = (): boolean => left === null
    for (step = 0; alive() && step < 120; step++) {
      await randomStep(random, now, model, kind)
      expect(model.failures).toEqual([])
      if (random.below(3) === 0) await new Promise<void>((resolve) => void setImmediate(resolve))
    }
    disk.watch(null)
    if (left === null && life < lives - 1) {
      left = disk.fork()
      crashModel = model.copy()
    }
    if (life === lives - 1) await drain(now, model, kind, published, context)
    for (const { member } of members) member.detach(true)
    now.consumer.close()
    await harness.settle()
    await harness.close()
    if (left !== null && crashModel !== null) {
      disk = left
      model = crashModel
    }
  }
}

async function randomStep(random: ReturnType<typeof createSeededRandom>, life: Life, model: Model, kind: Kind): Promise<void> {
  const { harness, shard, consumer, members } = life
  const dice = random.below(20)
  if (dice < 5) {
    const count = 1 + random.below(12)
    const values = Array.from({ length: count }, (_, i) => `v${i}`)
    void publish(shard, values, values.map(() => `k${random.below(5)}`)).catch(() => undefined)
  } else if (dice < 7 && members.length < 3) {
    join(life, random.below(8), model, kind)
  } else if (dice === 7 && members.length > 0) {
    const [gone] = members.splice(random.below(members.length), 1)
    gone?.member.detach(true)
  } else if (dice < 15 && members.length > 0) {
    const entry = members[random.below(members.length)] as (typeof members)[number]
    const at = random.below(Math.max(1, entry.held.length))
    const offset = entry.held[at]
    if (offset === undefined) return
    entry.held.splice(at, 1)
    const what = random.below(10)
    if (what < 6) {
      if (!consumer.ackOne(offset, entry.member)) return
      const fact = model.fact(offset)
      fact.settled = true
      consumer.ticket().wait({ stateSettled: ({ error }) => {
        if (error === null) fact.settledDurably = true
      } })
    } else if (what < 8) consumer.nack(offset, 0, entry.member)
    else if (what === 8) consumer.nack(offset, 1 + random.below(40), entry.member)
    else if (kind.limited) consumer.reject(offset, entry.member)
    else consumer.renew(offset, entry.member)
  } else if (dice < 17) harness.time.advance(1 + random.below(60))
  else if (dice === 17) harness.states.sweep(GROUP)
  else if (dice === 18) {
    // Goes and comes back, perhaps in the same turn.
    consumer.close()
    members.length = 0
    if (random.below(2) === 0) await new Promise<void>((resolve) => void setImmediate(resolve))
    life.consumer = life.reopen()
    if (random.below(2) === 0) join(life, random.below(8), model, kind)
  }
  else await new Promise<void>((resolve) => void setImmediate(resolve))
}

function join(life: Life, window: number, model: Model, kind: Kind): void {
  const recorder = new Recorder()
  const member = life.consumer.attach(recorder, { windowMax: 1 + window })
  const entry = { member, recorder, held: [] as number[] }
  recorder.onMessage = ({ offset, deliveries }) => {
    model.delivered(offset, deliveries, kind.limited)
    entry.held.push(offset)
  }
  life.members.push(entry)
}

/** In the end everything that was committed is settled, or a dead letter; nothing was passed over. */
async function drain(life: Life, model: Model, kind: Kind, published: number, context: () => string): Promise<void> {
  const { harness, shard, letters, consumer, members } = life
  for (const { member } of members.splice(0)) member.detach(true)
  await harness.settle()
  const recorder = new Recorder()
  const member = consumer.attach(recorder, {})
  recorder.onMessage = ({ offset, deliveries }) => {
    model.delivered(offset, deliveries, kind.limited)
    model.fact(offset).settled = true
    consumer.ackOne(offset, member)
  }
  for (let i = 0; i < 60 && consumer.settledTo(DATA) < shard.committedOffset; i++) {
    harness.time.advance(60)
    await harness.settle()
  }
  expect(model.failures).toEqual([])
  expect(consumer.settledTo(DATA), `${context()}: the floor reaches the end`).toBe(shard.committedOffset)
  expect(shard.committedOffset).toBeGreaterThanOrEqual(published)
  const dead = await deadLetterOffsets(letters)
  const deadSet = new Set(dead)
  for (let offset = 0; offset < shard.committedOffset; offset++) {
    const fact = model.fact(offset)
    expect(fact.settled || deadSet.has(offset), `${context()}: ${offset} was skipped`).toBe(true)
  }
  if (kind.lettersGroup === GROUP) {
    expect(dead.length, `${context()}: a dead letter twice, though it is one write with its acknowledgement`).toBe(deadSet.size)
    for (const offset of dead) expect(model.fact(offset).settledDurably, `${context()}: ${offset} acknowledged and a dead letter`).toBe(false)
  }
}

const SEEDS = Number(process.env['DELIVERY_SEEDS'] ?? 6)
const FIRST = Number(process.env['DELIVERY_SEED'] ?? 1)

for (const kind of KINDS) {
  it(`with crashes at any point nothing is skipped, nothing comes after its acknowledgement, flags and counts are right: ${kind.name}`, async () => {
    let runs = 0
    for (let seed = FIRST; seed < FIRST + SEEDS; seed++, runs++) await runLives(seed, kind)
    expect(runs).toBe(SEEDS)
  })
}
