import { createSeededRandom } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, it } from 'vitest'
import { batchOf, GROUP, numbered, openMemory, openSegment, publish, Recorder } from './delivery-harness.ts'
import type { Harness } from './delivery-harness.ts'
import type { Consumer } from '../src/index.ts'
import type { Shard } from '@robustmq/storage-adapter'

/** A publish to a queue: the record and the reference to it in one atomic write. */
function publishTo(harness: Harness, queue: Consumer, shard: Shard, values: readonly string[], priority = 0): Promise<number> {
  const writer = harness.delivery.writer(GROUP)
  writer.beginCompanion()
  const handle = queue.enqueue(shard, shard.nextOffset, values.length, priority)
  const companion = writer.takeCompanion()
  return new Promise((resolve, reject) => {
    shard.append(batchOf(values), {
      completion: {
        appendCommitted: () => resolve(handle),
        appendFailed: (_token, error) => {
          queue.retract(priority, handle, values.length)
          reject(error)
        },
      },
      token: 0,
      companions: companion === null ? [] : [companion],
    })
  })
}

it('a queue of references delivers what was put into it, from several logs, in order, and settles by handle', async () => {
  const harness = await openMemory()
  const one = await harness.shard(7)
  const two = await harness.shard(8)
  const queue = harness.delivery.open(GROUP, 'q', {})
  const recorder = new Recorder()
  const member = queue.attach(recorder, { windowMax: 5 })
  await publish(one, ['not for the queue'])
  await publishTo(harness, queue, one, ['a', 'b'])
  await publishTo(harness, queue, two, ['c'])
  await publishTo(harness, queue, one, ['d', 'e', 'f'])
  await harness.settle()
  expect(recorder.seen.map(({ shard, offset, value }) => `${shard}/${offset} ${value}`)).toEqual(['7/1 a', '7/2 b', '8/0 c', '7/3 d', '7/4 e'])
  const [a, b, c] = recorder.take()
  queue.nack(b?.handle ?? -1, 0, member)
  queue.ackOne(a?.handle ?? -1, member)
  queue.ackOne(c?.handle ?? -1, member)
  await harness.settle()
  expect(recorder.take().map(({ value, deliveries }) => [value, deliveries])).toEqual([['b', 2], ['f', 1]])
  await harness.close()
})

it('higher priorities go first, requeued messages too', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  const queue = harness.delivery.open(GROUP, 'q', { manyShards: true })
  await publishTo(harness, queue, shard, ['low0', 'low1'], 0)
  await publishTo(harness, queue, shard, ['high0', 'high1', 'high2'], 9)
  await publishTo(harness, queue, shard, ['middle'], 5)
  const recorder = new Recorder()
  const member = queue.attach(recorder, { windowMax: 1 })
  const order: string[] = []
  recorder.onMessage = ({ value, handle, deliveries }) => {
    order.push(value)
    if (value === 'high1' && deliveries === 1) queue.nack(handle, 0, member)
    else queue.ackOne(handle, member)
  }
  for (let i = 0; i < 8; i++) await harness.settle()
  expect(order).toEqual(['high0', 'high1', 'high1', 'high2', 'middle', 'low0', 'low1'])
  await harness.close()
})

it('references and what was settled of them are there after a crash, together with their records', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = createSeededRandom(seed)
    const disk = createFaultyFileSystem({ seed })
    const harness = await openSegment(disk)
    const shard = await harness.shard(7)
    const queue = harness.delivery.open(GROUP, 'q', {})
    const recorder = new Recorder()
    queue.attach(recorder, { windowMax: 7 })
    const confirmed = new Set<string>()
    const settled = new Set<string>()
    const acked = new Set<string>()
    recorder.onMessage = ({ value, handle }) => {
      if (random.below(3) === 0) return
      queue.ackOne(handle, null)
      acked.add(value)
      queue.ticket().wait({ stateSettled: ({ error }) => void (error === null && settled.add(value)) })
    }
    const crashAt = disk.operations + 10 + random.below(80)
    let left: typeof disk | null = null
    let promised: [Set<string>, Set<string>, Set<string>] = [confirmed, settled, acked]
    disk.watch(({ number }) => {
      if (number < crashAt || left !== null) return
      left = disk.fork()
      promised = [new Set(confirmed), new Set(settled), new Set(acked)]
    })
    for (let i = 0; left === null && i < 60; i++) {
      const values = numbered(`m${i}.`, 1 + random.below(4))
      void publishTo(harness, queue, shard, values).then(() => values.forEach((value) => confirmed.add(value)))
      if (i % 9 === 8) harness.states.sweep(GROUP)
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
    disk.watch(null)
    await harness.settle()
    await harness.close()
    const again = await openSegment(left ?? disk)
    const rest = again.delivery.open(GROUP, 'q', {})
    const after = new Recorder()
    rest.attach(after, {})
    await again.settle()
    const got = new Set(after.values)
    expect(got.size, `seed ${seed}: twice`).toBe(after.values.length)
    for (const value of promised[0]) expect(got.has(value) || promised[2].has(value), `seed ${seed}: ${value} is lost`).toBe(true)
    for (const value of promised[1]) expect(got.has(value), `seed ${seed}: ${value} comes after its acknowledgement`).toBe(false)
    await again.close()
  }
})

it('one consumer of many logs gets from each in order, keeps its place in all, and idle logs cost nothing', async () => {
  const disk = createFaultyFileSystem({ seed: 5 })
  let harness = await openSegment(disk)
  const count = 300
  let consumer = harness.delivery.open(GROUP, 'session', { manyShards: true })
  for (let i = 0; i < count; i++) consumer.follow(await harness.shard(100 + i), { from: 0 })
  for (let i = 0; i < count; i += 10) await publish(await harness.shard(100 + i), numbered(`s${100 + i}.`, 3))
  let recorder = new Recorder()
  consumer.attach(recorder, {})
  await harness.settle()
  expect(recorder.seen.length).toBe(90)
  for (let i = 0; i < count; i += 10) expect(recorder.values.filter((value) => value.startsWith(`s${100 + i}.`))).toEqual(numbered(`s${100 + i}.`, 3))
  for (const { handle, value } of recorder.seen) if (!value.endsWith('.1')) consumer.ackOne(handle, null)
  await harness.settle()
  await harness.close()

  harness = await openSegment(disk)
  consumer = harness.delivery.open(GROUP, 'session', { manyShards: true })
  for (let i = 0; i < count; i++) expect(consumer.follows(100 + i)).toBe(true)
  recorder = new Recorder()
  consumer.attach(recorder, {})
  await harness.settle()
  expect(recorder.seen.length).toBe(30)
  expect(recorder.seen.every(({ value, deliveries }) => value.endsWith('.1') && deliveries === 2)).toBe(true)
  consumer.unfollow(100)
  await harness.settle()
  expect(consumer.follows(100)).toBe(false)
  expect(consumer.ackUpTo(Number.MAX_SAFE_INTEGER, null)).toBe(29)
  await harness.close()
})
