import { expect, test } from 'vitest'
import { CALM_NETWORK, createStream, EventQueue, runSeeds, SkewedClock, TraceHash, VirtualDisk, VirtualNetwork } from '../src/index.ts'

test('events come by time, and at one time in the order they were added', () => {
  const random = createStream(5, 0)
  const queue = new EventQueue<number>()
  const times = Array.from({ length: 500 }, () => random.below(50))
  times.forEach((at, i) => queue.add(at, i))
  queue.filter((i) => i % 7 !== 0)
  const wanted = times.map((at, i) => ({ at, i })).filter(({ i }) => i % 7 !== 0).sort((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i)
  const seen: number[] = []
  for (let now = 0; now < 50; now++) for (let i = queue.takeDue(now); i !== undefined; i = queue.takeDue(now)) seen.push(i)
  expect(seen).toEqual(wanted)
})

test('a cut is one way, loses what is under way, and is mended', () => {
  const network = new VirtualNetwork<string>(createStream(1, 0))
  network.send(0, 1, 2, 'lost')
  network.cut(1, 2)
  network.send(0, 2, 1, 'arrives')
  expect(network.takeDue(1)).toEqual({ from: 2, to: 1, message: 'arrives' })
  expect(network.takeDue(1)).toBeUndefined()
  network.heal()
  network.send(1, 1, 2, 'now')
  expect(network.takeDue(2)?.message).toBe('now')
})

test('messages are lost, repeated and reordered as often as asked', () => {
  const network = new VirtualNetwork<number>(createStream(2, 0))
  network.faults = { ...CALM_NETWORK, dropPerMille: 200, duplicatePerMille: 100, delayMax: 50 }
  for (let i = 0; i < 2000; i++) network.send(i, 1, 2, i)
  const seen: number[] = []
  for (let now = 0; now < 3000; now++) for (let f = network.takeDue(now); f !== undefined; f = network.takeDue(now)) seen.push(f.message)
  expect(new Set(seen).size / 2000).toBeCloseTo(0.8, 1)
  expect(seen.length / new Set(seen).size).toBeCloseTo(1.1, 1)
  expect(seen.some((value, i) => value < (seen[i - 1] ?? 0))).toBe(true)
})

test('a crash keeps everything synced, any prefix of the rest, and tears at most the last record', () => {
  const random = createStream(3, 0)
  const kept = new Set<number>()
  let torn = 0
  for (let run = 0; run < 300; run++) {
    const disk = new VirtualDisk<number>()
    for (let i = 0; i < 10; i++) {
      disk.write(i)
      if (i === 4) disk.sync()
    }
    disk.crash(random)
    const records = disk.read()
    expect(records.map(({ value }) => value)).toEqual(Array.from({ length: records.length }, (_, i) => i))
    expect(records.slice(0, -1).some((record) => record.torn) || records.slice(0, 5).some((record) => record.torn)).toBe(false)
    kept.add(records.length)
    if (records.at(-1)?.torn === true) torn++
  }
  expect([...kept].sort((a, b) => a - b)).toEqual([5, 6, 7, 8, 9, 10])
  expect(torn).toBeGreaterThan(50)
})

test('clocks differ by their rate', () => {
  const ticks = (rate: number): number => {
    const clock = new SkewedClock(10, rate)
    let count = 0
    for (let i = 0; i < 10_000; i++) if (clock.advance()) count++
    return count
  }
  expect([ticks(1000), ticks(1100), ticks(900)].map((count) => Math.round(count / 10))).toEqual([100, 110, 90])
})

test('near seeds and streams are unrelated, and the hash tells order', () => {
  const first = (seed: number, stream: number): number => createStream(seed, stream).below(1_000_000)
  expect(new Set([first(1, 0), first(2, 0), first(1, 1), first(2, 1)]).size).toBe(4)
  const hash = (...values: number[]): string => {
    const trace = new TraceHash()
    for (const value of values) trace.add(value)
    return trace.hex()
  }
  expect(hash(1, 2)).not.toBe(hash(2, 1))
  expect(hash(2 ** 40)).not.toBe(hash(0))
})

test('the seed that fails is named with its replay', () => {
  const run = (seed: number): void => {
    if (seed === 3) throw new Error('broken')
  }
  expect(() => runSeeds({ firstSeed: 1, seedCount: 9, run, replay: (seed) => `again ${seed}` })).toThrow('seed 3: broken\nreplay: again 3')
})
