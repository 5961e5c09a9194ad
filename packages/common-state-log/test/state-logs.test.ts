import { createSeededRandom } from '@robustmq/common-runtime'
import { buildUniformBatch, createFaultyFileSystem, shardSpec } from '@robustmq/storage-conformance'
import { expect, it } from 'vitest'
import { stateShardOf } from '../src/index.ts'
import { ManualTimers, openStates, settled, Sums } from './state-harness.ts'

const entries = (owner: Sums): [string, number][] => [...owner.sums].sort(([a], [b]) => (a < b ? -1 : 1))

it('what was written is folded back in order after a restart, removals too', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const before = new Sums()
  const { states, driver } = await openStates(disk, [before])
  await states.open(3)
  before.put(3, 'a', 1)
  before.put(3, 'b', 10)
  before.add(3, 'a', 5)
  before.remove(3, 'b')
  before.put(3, 'c', 7)
  expect(await settled(before.state.on(3))).toBeNull()
  await states.close()
  await driver.close()

  const after = new Sums()
  const again = await openStates(disk, [after])
  expect(entries(after)).toEqual([['a', 6], ['c', 7]])
  expect(after.recoveredGroups).toEqual([3])
  await again.states.close()
  await again.driver.close()
})

it('what all owners write to a group in a turn is one batch and one sync', async () => {
  const disk = createFaultyFileSystem({ seed: 2 })
  const one = new Sums('one')
  const two = new Sums('two')
  const { states, driver } = await openStates(disk, [one, two])
  await states.open(1)
  const syncs = driver.stats().syncs
  for (let i = 0; i < 1000; i++) (i % 2 === 0 ? one : two).put(1, `k${i}`, i)
  const first = settled(one.state.on(1))
  await Promise.all([first, settled(two.state.on(1))])
  expect(driver.stats().syncs - syncs).toBe(1)
  const shard = driver.shard(stateShardOf(1))
  expect(shard?.committedOffset).toBe(1000)
  await states.close()
  await driver.close()
})

it('what nobody asks about goes after the lazy time, or with what is asked about', async () => {
  const timers = new ManualTimers()
  const owner = new Sums()
  const { states, driver } = await openStates(createFaultyFileSystem({ seed: 3 }), [owner], { lazyMs: 50 }, timers)
  await states.open(1)
  const shard = driver.shard(stateShardOf(1))
  owner.put(1, 'a', 1)
  timers.wheel.advance(49)
  expect(shard?.nextOffset).toBe(0)
  timers.wheel.advance(1)
  expect(shard?.nextOffset).toBe(1)
  owner.put(1, 'b', 1)
  await settled(owner.state.on(1))
  expect(shard?.committedOffset).toBe(2)
  expect(timers.wheel.pending).toBe(0)
  await states.close()
  await driver.close()
})

it('a state shard is bounded: a sweep writes what lives again and trims the rest, while changes go on', async () => {
  const disk = createFaultyFileSystem({ seed: 4 })
  const owner = new Sums()
  const options = { sweepBytesMin: 4096, sliceBytes: 512 }
  const { states, driver } = await openStates(disk, [owner], options)
  await states.open(1)
  for (let i = 0; i < 100; i++) owner.put(1, `key-${i}`, 0)
  for (let round = 0; round < 200; round++) {
    for (let i = 0; i < 20; i++) owner.add(1, `key-${(round * 7 + i) % 50}`, 1)
    if (round % 10 === 0 && owner.sums.has(`key-${99 - round / 10}`)) owner.remove(1, `key-${99 - round / 10}`)
    await settled(owner.state.on(1))
  }
  await states.flush()
  expect(states.stats().sweeps).toBeGreaterThan(3)
  // Live: 80 keys of about 25 bytes, four times that and what came during a sweep.
  expect(driver.shard(stateShardOf(1))?.storedBytes).toBeLessThan(40_000)
  expect(driver.shard(stateShardOf(1))?.logStartOffset).toBeGreaterThan(0)
  await states.close()
  await driver.close()
  const after = new Sums()
  const again = await openStates(disk, [after], options)
  expect(entries(after)).toEqual(entries(owner))
  await again.states.close()
  await again.driver.close()
})

it('a publish and the state that belongs to it are both there or neither, and earlier writes stand before', async () => {
  const disk = createFaultyFileSystem({ seed: 5 })
  const owner = new Sums()
  const { states, driver } = await openStates(disk, [owner])
  await states.open(shardSpec(1).group)
  const data = await driver.createShard(shardSpec(1))
  const writer = owner.state.on(shardSpec(1).group)
  owner.put(writer.group, 'a', 1)
  writer.beginCompanion()
  owner.add(writer.group, 'a', 1)
  const companion = writer.takeCompanion()
  if (!driver.capabilities.companions || companion === null) {
    await states.close()
    await driver.close()
    return
  }
  const append = (expectedOffset: number): Promise<Error | null> => new Promise((resolve) => data.append(
    buildUniformBatch(1, 10, 0),
    { completion: { appendCommitted: () => resolve(null), appendFailed: (_token, error) => resolve(error) }, token: 0, companions: [companion], expectedOffset }))
  expect(await append(0)).toBeNull()
  writer.beginCompanion()
  expect(writer.takeCompanion()).toBeNull()
  await states.close()
  await driver.close()
  const after = new Sums()
  const again = await openStates(disk, [after])
  expect(entries(after)).toEqual([['a', 2]])
  await again.states.close()
  await again.driver.close()
})

it('a refused write fails its ticket, and memory is written whole as soon as writing works again', async () => {
  const disk = createFaultyFileSystem({ seed: 6 })
  const timers = new ManualTimers()
  const owner = new Sums()
  const { states, driver } = await openStates(disk, [owner], {}, timers)
  await states.open(1)
  owner.put(1, 'a', 1)
  await settled(owner.state.on(1))
  const shard = driver.shard(stateShardOf(1)) as NonNullable<ReturnType<typeof driver.shard>>
  const append = shard.append.bind(shard)
  const refusal = Object.assign(new Error('refused'), { code: 'STORAGE_QUEUE_FULL', retry: 'later' })
  shard.append = (_batch, { completion, token }) => setImmediate(() => completion?.appendFailed(token, refusal as never))
  owner.add(1, 'a', 5)
  owner.put(1, 'b', 5)
  expect(await settled(owner.state.on(1))).toBe(refusal)
  shard.append = append
  timers.wheel.advance(1000)
  await new Promise<void>((resolve) => void setImmediate(resolve))
  await states.flush()
  await states.close()
  await driver.close()
  const after = new Sums()
  const again = await openStates(disk, [after])
  expect(entries(after)).toEqual([['a', 6], ['b', 5]])
  await again.states.close()
  await again.driver.close()
})

it('state of an owner that is not there is carried through sweeps', async () => {
  const disk = createFaultyFileSystem({ seed: 7 })
  const both = [new Sums('one'), new Sums('two')] as const
  const first = await openStates(disk, both)
  await first.states.open(1)
  both[0].put(1, 'a', 1)
  both[1].put(1, 'b', 2)
  both[1].add(1, 'b', 3)
  await first.states.close()
  await first.driver.close()

  const alone = new Sums('one')
  const second = await openStates(disk, [alone])
  second.states.sweep(1)
  for (let i = 0; i < 50 && second.states.stats().sweeps === 0; i++) await new Promise<void>((resolve) => void setImmediate(resolve))
  await second.states.flush()
  expect(second.states.stats().sweeps).toBe(1)
  await second.states.close()
  await second.driver.close()

  const after = [new Sums('one'), new Sums('two')] as const
  const third = await openStates(disk, after)
  expect(entries(after[0])).toEqual([['a', 1]])
  expect(entries(after[1])).toEqual([['b', 5]])
  expect(third.driver.shard(stateShardOf(1))?.logStartOffset).toBeGreaterThan(0)
  await third.states.close()
  await third.driver.close()
})

it('a form that this build does not know is refused by name, not skipped', async () => {
  const disk = createFaultyFileSystem({ seed: 8 })
  const { states, driver } = await openStates(disk, [])
  await states.open(1)
  const shard = driver.shard(stateShardOf(1)) as NonNullable<ReturnType<typeof driver.shard>>
  await new Promise<void>((resolve, reject) => shard.append(buildUniformBatch(1, 10, 0), { completion: { appendCommitted: () => resolve(), appendFailed: (_t, error) => reject(error) }, token: 0 }))
  await driver.close()
  await expect(openStates(disk, [])).rejects.toMatchObject({ code: 'STATE_FORMAT_UNKNOWN' })
})

it('a crash at any point keeps every change whose ticket was committed, in order, sweeps included', async () => {
  const runs = Number(process.env['STATE_LOG_CRASHES'] ?? 40)
  for (let seed = 1; seed <= runs; seed++) {
    const random = createSeededRandom(seed)
    let disk = createFaultyFileSystem({ seed })
    let committed = new Map<string, number>()
    for (let life = 0; life < 3; life++) {
      const owner = new Sums()
      const { states, driver } = await openStates(disk, [owner], { sweepBytesMin: 1024, sliceBytes: 200 })
      for (const [key, sum] of committed) {
        // Sums only grow: what is there is at least what was promised.
        expect(owner.sums.get(key) ?? -1, `seed ${seed} life ${life} ${key}`).toBeGreaterThanOrEqual(sum)
      }
      await states.open(1)
      const crashAt = disk.operations + random.below(150)
      let left: typeof disk | null = null
      let promised: Map<string, number> = committed
      const promises = new Map<string, number>(committed)
      disk.watch(({ number }) => {
        if (number < crashAt || left !== null) return
        left = disk.fork()
        promised = new Map(promises)
      })
      for (let round = 0; left === null && round < 80; round++) {
        for (let i = 0; i < 5; i++) {
          const key = `k${random.below(12)}`
          if (owner.sums.has(key)) owner.add(1, key, 1)
          else owner.put(1, key, 1)
        }
        const snapshot = new Map(owner.sums)
        if ((await settled(owner.state.on(1))) === null) for (const [key, sum] of snapshot) promises.set(key, sum)
      }
      const next: typeof disk = left ?? disk.fork()
      if (left === null) promised = new Map(promises)
      disk.watch(null)
      await states.close()
      await driver.close()
      disk = next
      committed = promised
    }
  }
})
