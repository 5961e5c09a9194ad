import { stateShardOf } from '@robustmq/common-state-log'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { Shard } from '@robustmq/storage-adapter'
import { expect, it } from 'vitest'
import { batchOf, GROUP, numbered, openMemory, openSegment, publish, Recorder } from './delivery-harness.ts'

it('with 1 000 offline consumers interested, one 1 MiB publish grows the log by less than 1.1 MiB, and none of them is looked at', async () => {
  const harness = await openSegment(createFaultyFileSystem({ seed: 1 }))
  const shard = await harness.shard(7)
  for (let i = 0; i < 1000; i++) {
    const consumer = harness.delivery.open(GROUP, `session-${i}`, {})
    consumer.follow(shard, { from: 0 })
    consumer.close()
  }
  // Until the state log has been swept.
  for (let i = 0; i < 10; i++) await harness.settle()
  const written = harness.driver.shard(stateShardOf(GROUP))?.nextOffset
  const shards = (): number => [...harness.driver.shards()].reduce((sum, { storedBytes }) => sum + storedBytes, 0)
  const storedBefore = shards()
  const told: number[] = []
  const watch = shard.watch.bind(shard)
  shard.watch = (listener) => watch({ shardCommitted: (which, offset) => {
    told.push(offset)
    listener.shardCommitted(which, offset)
  } })
  await new Promise<void>((resolve, reject) => shard.append(batchOf(['x'.repeat(1024 * 1024)]), {
    completion: { appendCommitted: () => resolve(), appendFailed: (_token, error) => reject(error) }, token: 0,
  }))
  await harness.settle()
  expect(shards() - storedBefore).toBeLessThan(1.1 * 1024 * 1024)
  expect(harness.driver.shard(stateShardOf(GROUP))?.nextOffset).toBe(written)
  expect(told).toEqual([])
  // They come back, and it is there for each.
  for (let i = 0; i < 1000; i += 100) {
    const consumer = harness.delivery.open(GROUP, `session-${i}`, {})
    const recorder = new Recorder()
    consumer.attach(recorder, {})
    await harness.settle()
    expect(recorder.seen.map(({ value, deliveries }) => [value.length, deliveries])).toEqual([[1024 * 1024, 1]])
    consumer.close()
  }
  await harness.close()
})

it('storage is told what is still needed: the lowest position of those who hold, and nothing when they are gone', async () => {
  const harness = await openMemory({ holdMs: 100 })
  const shard = await harness.shard(7)
  const held: (number | null)[] = []
  shard.hold = (holder: string, offset: number | null) => {
    expect(holder).toBe('delivery')
    held.push(offset)
  }
  await publish(shard, numbered('a', 50))
  const slow = harness.delivery.open(GROUP, 'slow', {})
  slow.follow(shard, { from: 5 })
  const quick = harness.delivery.open(GROUP, 'quick', {})
  quick.follow(shard, { from: 30 })
  const careless = harness.delivery.open(GROUP, 'careless', { hold: false })
  careless.follow(shard, { from: 0 })
  const member = slow.attach(new Recorder(), {})
  await harness.settle()
  harness.time.advance(100)
  expect(held.at(-1)).toBe(5)
  const before = held.length
  slow.ackUpTo(40, member)
  expect(held.length).toBe(before)
  harness.time.advance(100)
  expect(held.at(-1)).toBe(30)
  quick.drop()
  harness.time.advance(100)
  expect(held.at(-1)).toBe(41)
  slow.drop()
  harness.time.advance(100)
  expect(held.at(-1)).toBeNull()
  await harness.close()
})

it('what retention took before it was delivered is passed over and counted', async () => {
  const harness = await openMemory()
  const shard: Shard = await harness.shard(7)
  for (let i = 0; i < 10; i++) await publish(shard, numbered(`${i}.`, 10))
  const consumer = harness.delivery.open(GROUP, 'c', {})
  consumer.follow(shard, { from: 20 })
  await shard.trimFront(55)
  const recorder = new Recorder()
  consumer.attach(recorder, {})
  await harness.settle()
  expect(recorder.seen.map(({ offset }) => offset)).toEqual(Array.from({ length: 45 }, (_, i) => 55 + i))
  expect(harness.delivery.stats().lost).toBe(35)
  consumer.ackUpTo(99, null)
  expect(consumer.settledTo(7)).toBe(100)
  await harness.close()
})

it('seek begins anew, back and forth, over a restart too', async () => {
  const disk = createFaultyFileSystem({ seed: 3 })
  let harness = await openSegment(disk)
  const shard = await harness.shard(7)
  await publish(shard, numbered('a', 20))
  let consumer = harness.delivery.open(GROUP, 'c', {})
  consumer.follow(shard, { from: 0 })
  const recorder = new Recorder()
  consumer.attach(recorder, {})
  await harness.settle()
  consumer.ackUpTo(19, null)
  consumer.seek(7, 15)
  await harness.settle()
  expect(recorder.seen.slice(20).map(({ offset, deliveries }) => [offset, deliveries])).toEqual([15, 16, 17, 18, 19].map((offset) => [offset, 1]))
  consumer.ackOne(16, null)
  await harness.settle()
  await harness.close()
  harness = await openSegment(disk)
  consumer = harness.delivery.open(GROUP, 'c', {})
  const after = new Recorder()
  consumer.attach(after, {})
  await harness.settle()
  expect(after.seen.map(({ offset, deliveries }) => [offset, deliveries])).toEqual([15, 17, 18, 19].map((offset) => [offset, 2]))
  await harness.close()
})

it('a consumer that is not durable writes nothing and leaves nothing', async () => {
  const harness = await openMemory()
  const shard = await harness.shard(7)
  await publish(shard, numbered('a', 20))
  const consumer = harness.delivery.open(GROUP, 'passing', { durable: false })
  consumer.follow(shard, { from: 0 })
  const recorder = new Recorder()
  consumer.attach(recorder, {})
  await harness.settle()
  expect(recorder.seen.length).toBe(20)
  consumer.ackUpTo(10, null)
  await harness.settle()
  expect(harness.states.stats().storedBytes).toBe(0)
  consumer.close()
  expect(harness.delivery.has(GROUP, 'passing')).toBe(false)
  expect(harness.delivery.stats()).toMatchObject({ consumers: 0, lanes: 0 })
  await harness.close()
})
