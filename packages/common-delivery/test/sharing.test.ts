import { createSeededRandom } from '@robustmq/common-runtime'
import { readLogRecord, RecordCursor } from '@robustmq/record-batch'
import { expect, it } from 'vitest'
import { GROUP, numbered, openMemory, publish, Recorder } from './delivery-harness.ts'

it('fair: members with room share, a slow one gets no more than its window and stops nobody', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  const consumer = harness.delivery.open(GROUP, 'c', {})
  consumer.follow(shard, { from: 0 })
  const slow = new Recorder()
  const quick = [new Recorder(), new Recorder()]
  consumer.attach(slow, { windowMax: 3 })
  for (const recorder of quick) {
    const member = consumer.attach(recorder, { windowMax: 50 })
    recorder.onMessage = ({ handle }) => void consumer.ackOne(handle, member)
  }
  for (let i = 0; i < 10; i++) {
    await publish(shard, numbered(`${i}.`, 60))
    await harness.settle()
  }
  expect(slow.seen.length).toBe(3)
  expect((quick[0] as Recorder).seen.length + (quick[1] as Recorder).seen.length).toBe(597)
  expect(Math.min(...quick.map(({ seen }) => seen.length))).toBeGreaterThan(150)
  expect(consumer.info()).toMatchObject({ inFlight: 3, behind: 0 })
  await harness.close()
})

it('sticky: one member gets everything while it has room, the next takes over when it leaves', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  const consumer = harness.delivery.open(GROUP, 'c', { dispatch: 'sticky' })
  consumer.follow(shard, { from: 0 })
  const [one, two] = [new Recorder(), new Recorder()]
  const first = consumer.attach(one, {})
  consumer.attach(two, {})
  await publish(shard, numbered('a', 100))
  await harness.settle()
  expect([one.seen.length, two.seen.length]).toEqual([100, 0])
  consumer.ackRange(0, 89, first)
  first.detach(true)
  await harness.settle()
  expect(two.values).toEqual(numbered('a', 10, 90))
  await harness.close()
})

it('by key: what has one key is with one member at a time and in order, whoever comes and goes and whatever is given back', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = createSeededRandom(seed)
    const harness = await openMemory()
    const shard = await harness.shard(7)
    const consumer = harness.delivery.open(GROUP, 'c', { dispatch: 'key', parkedMax: 16 })
    consumer.follow(shard, { from: 0 })
    const keyOf = (offset: number): number => keys[offset] as number
    const keys: number[] = []
    const open = new Map<number, { member: number; offsets: number[] }>()
    const doneTo = new Map<number, number>()
    const failures: string[] = []
    const members: { id: number; detach: () => void; held: number[] }[] = []
    let ids = 0
    for (let step = 0; step < 150; step++) {
      const dice = random.below(10)
      if (dice < 3) {
        const batch = Array.from({ length: 1 + random.below(6) }, () => random.below(6))
        keys.push(...batch)
        await publish(shard, batch.map(String), batch.map((key) => `key${key}`))
      } else if (dice === 3 && members.length < 4) {
        const id = ids++
        const recorder = new Recorder()
        const entry = { id, held: [] as number[], detach: () => undefined as void }
        recorder.onMessage = ({ offset }) => {
          const key = keyOf(offset)
          const now = open.get(key)
          if (now !== undefined && now.member !== id) failures.push(`step ${step}: key ${key} is with ${now.member} and ${id}`)
          if (offset <= (doneTo.get(key) ?? -1)) failures.push(`step ${step}: ${offset} after ${doneTo.get(key)}`)
          const last = now?.offsets.at(-1)
          if (last !== undefined && offset < last && !now?.offsets.includes(offset)) failures.push(`step ${step}: ${offset} behind ${last}`)
          if (now === undefined) open.set(key, { member: id, offsets: [offset] })
          else now.offsets.push(offset)
          entry.held.push(offset)
        }
        const member = consumer.attach(recorder, { windowMax: 1 + random.below(4) })
        entry.detach = () => member.detach(true)
        members.push(entry)
      } else if (dice === 4 && members.length > 1) {
        const [gone] = members.splice(random.below(members.length), 1)
        for (const offset of gone?.held ?? []) open.delete(keyOf(offset))
        gone?.detach()
      } else if (members.length > 0) {
        const entry = members[random.below(members.length)] as (typeof members)[number]
        const offset = entry.held.shift()
        if (offset === undefined) continue
        const key = keyOf(offset)
        expect(consumer.ackOne(offset, null)).toBe(true)
        doneTo.set(key, offset)
        if (!entry.held.some((other) => keyOf(other) === key)) open.delete(key)
      }
      if (random.below(2) === 0) await harness.settle()
      expect(failures, `seed ${seed}`).toEqual([])
    }
    await harness.close()
  }
})

it('bounds by count and bytes hold for a consumer and for a member, and a message larger than a bound goes alone', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  await publish(shard, numbered('0123456789', 100))
  const bounded = harness.delivery.open(GROUP, 'by count', { inFlightMax: 20 })
  bounded.follow(shard, { from: 0 })
  const many = new Recorder()
  bounded.attach(many, {})
  const bytes = harness.delivery.open(GROUP, 'by bytes', { inFlightBytesMax: 33 })
  bytes.follow(shard, { from: 0 })
  const some = new Recorder()
  bytes.attach(some, {})
  const own = harness.delivery.open(GROUP, 'by member', {})
  own.follow(shard, { from: 0 })
  const few = new Recorder()
  const member = own.attach(few, { windowBytesMax: 5, granted: 3 })
  await harness.settle()
  expect(many.seen.length).toBe(20)
  // 11 bytes each: the fourth is let through below the bound, not after it.
  expect(some.seen.length).toBe(3)
  expect(few.seen.length).toBe(1)
  bounded.ackOne(0, null)
  own.ackOne(0, member)
  await harness.settle()
  expect([many.seen.length, few.seen.length]).toEqual([21, 2])
  own.ackOne(1, member)
  await harness.settle()
  own.ackOne(2, member)
  await harness.settle()
  expect([few.seen.length, member.granted]).toEqual([3, 0])
  member.grant(1)
  await harness.settle()
  expect(few.seen.length).toBe(4)
  await harness.close()
})

it('a paused member gets nothing until it resumes', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  const consumer = harness.delivery.open(GROUP, 'c', {})
  consumer.follow(shard, { from: 0 })
  const recorder = new Recorder()
  const member = consumer.attach(recorder, {})
  member.pause()
  await publish(shard, ['a'])
  await harness.settle()
  expect(recorder.seen).toEqual([])
  member.resume()
  await harness.settle()
  expect(recorder.values).toEqual(['a'])
  await harness.close()
})

it('a filter passes over records, and the position moves on though nothing matches', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  const consumer = harness.delivery.open(GROUP, 'c', {})
  consumer.follow(shard, { from: 0, filter: { accepts: (batch, index) => batch.buffer[batch.valueEnd(index) - 1] === 0x37 } })
  const recorder = new Recorder()
  consumer.attach(recorder, {})
  await publish(shard, numbered('a', 40))
  await publish(shard, ['b', 'b'])
  await harness.settle()
  expect(recorder.values).toEqual(['a7', 'a17', 'a27', 'a37'])
  expect(consumer.settledTo(7)).toBe(7)
  consumer.ackRange(0, 100, null)
  expect(consumer.settledTo(7)).toBe(42)
  await harness.close()
})

it('a dead letter says where it was, how often it was delivered and why, and keeps key, value and headers', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  const letters = await harness.shard(8)
  const consumer = harness.delivery.open(GROUP, 'c', { deliveryMax: 2, deadLetter: { shard: () => letters } })
  consumer.follow(shard, { from: 0 })
  const recorder = new Recorder()
  const member = consumer.attach(recorder, { windowMax: 1 })
  recorder.onMessage = ({ value, handle }) => {
    if (value === 'poison') consumer.nack(handle, 0, member)
    else if (value === 'refused') consumer.reject(handle, member)
    else consumer.ackOne(handle, member)
  }
  await publish(shard, ['poison', 'refused', 'fine'], ['k0', 'k1', 'k2'])
  for (let i = 0; i < 6; i++) await harness.settle()
  expect(recorder.values).toEqual(['poison', 'poison', 'refused', 'fine'])
  expect(consumer.settledTo(7)).toBe(3)
  const { chunks } = await letters.fetch(0, { bytesMax: 1 << 20 })
  const cursor = new RecordCursor()
  const found = chunks.map((chunk) => {
    cursor.open(chunk, 0, chunk.length)
    cursor.next()
    const { key, value, headers } = readLogRecord(cursor)
    return [String(key), String(value), Object.fromEntries(headers.map(([name, bytes]) => [name, String(bytes)]))]
  })
  const common = { 'rmq.dead-letter.topic': 'topic-7', 'rmq.dead-letter.time': '1700000000000', 'rmq.dead-letter.consumer': 'c' }
  expect(found).toEqual([
    ['k0', 'poison', { ...common, 'rmq.dead-letter.offset': '0', 'rmq.dead-letter.count': '2', 'rmq.dead-letter.reason': 'delivery-limit' }],
    ['k1', 'refused', { ...common, 'rmq.dead-letter.offset': '1', 'rmq.dead-letter.count': '1', 'rmq.dead-letter.reason': 'rejected' }],
  ])
  expect(harness.delivery.stats()).toMatchObject({ deadLetters: 2, deadLettersWaiting: 0 })
  await harness.close()
})
