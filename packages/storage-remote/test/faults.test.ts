import { createSeededRandom } from '@robustmq/common-runtime'
import { batchBaseOffset, batchNextOffset } from '@robustmq/record-batch'
import { appendOne, buildUniformBatch, codeOf, Outcomes, readAll } from '@robustmq/storage-conformance'
import type { FetchResult, Shard, ShardSpec } from '@robustmq/storage-adapter'
import { afterEach, describe, expect, it } from 'vitest'
import { createTestCluster } from './nodes.ts'
import type { TestCluster, TestNode } from './nodes.ts'

const ON_TWO: ShardSpec = { tenant: 1, shard: 11, group: 1, durability: 'always' }
const open: TestCluster[] = []
afterEach(async () => {
  for (const cluster of open.splice(0)) await cluster.dispose()
})

function two(options: Parameters<typeof createTestCluster>[1] = {}): { readonly cluster: TestCluster; readonly first: TestNode; readonly second: TestNode } {
  const cluster = createTestCluster(2, options)
  open.push(cluster)
  return { cluster, first: cluster.nodes[0] as TestNode, second: cluster.nodes[1] as TestNode }
}

const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await breathe()
}

describe('an append to another node', () => {
  it('whose stream breaks is told as failed, for later, and not sent again', async () => {
    const { cluster, first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    await appendOne(shard, buildUniformBatch(1, 10))
    const outcomes = new Outcomes()
    // The request arrives, its answer does not.
    cluster.peers.hold(2, 1)
    for (let i = 0; i < 5; i++) shard.append(buildUniformBatch(2, 10), { completion: outcomes, token: i })
    await until(() => second.local.shard(11)?.committedOffset === 11)
    cluster.peers.disconnect(1, 2)
    await outcomes.reach(5)
    expect(outcomes.list.map(({ token, error }) => [token, error?.code, error?.retry])).toEqual([0, 1, 2, 3, 4].map((i) => [i, 'STORAGE_UNREACHABLE', 'later']))
    expect(first.remote.stats().pendingBytes).toBe(0)
    cluster.peers.connect(1, 2)
    await until(() => shard.committedOffset === 11)
    expect(second.local.shard(11)?.committedOffset).toBe(11)
    expect((await appendOne(shard, buildUniformBatch(1, 10))).baseOffset).toBe(11)
  })

  it('that did not arrive is not there', async () => {
    const { cluster, first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    cluster.peers.hold(1, 2)
    const outcomes = new Outcomes()
    shard.append(buildUniformBatch(2, 10), { completion: outcomes, token: 1 })
    cluster.peers.disconnect(1, 2)
    await outcomes.reach(1)
    cluster.peers.connect(1, 2)
    await until(() => first.remote.shard(11) !== null && codeIsNull(shard))
    expect(second.local.shard(11)?.committedOffset).toBe(0)
    expect(shard.nextOffset).toBe(0)
  })

  it('is refused while the node is away, and works again when it is back', async () => {
    const { cluster, first } = two()
    const shard = await first.placed.createShard(ON_TWO)
    cluster.peers.disconnect(1, 2)
    expect((await appendOne(shard, buildUniformBatch(1, 1))).error?.code).toBe('STORAGE_UNREACHABLE')
    expect(await codeOf(() => shard.fetch(0, { bytesMax: 100 }))).toBe('STORAGE_UNREACHABLE')
    cluster.peers.connect(1, 2)
    await until(() => codeIsNull(shard))
    expect((await appendOne(shard, buildUniformBatch(1, 1))).error).toBeNull()
  })

  it('is acknowledged exactly as often as it is stored, through any number of breaks (seeded)', async () => {
    const seed = 20_261_122
    const random = createSeededRandom(seed)
    const { cluster, first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    const outcomes = new Outcomes()
    let sent = 0
    for (let step = 0; step < 600; step++) {
      for (let i = random.below(4); i > 0; i--) shard.append(buildUniformBatch(1, 8 + sent), { completion: outcomes, token: sent++ })
      const dice = random.below(30)
      if (dice === 0) cluster.peers.disconnect(1, 2)
      else if (dice === 1) cluster.peers.hold(2, 1)
      else if (dice < 6) {
        cluster.peers.connect(1, 2)
        cluster.peers.release(2, 1)
      }
      await breathe()
    }
    cluster.peers.connect(1, 2)
    cluster.peers.release(2, 1)
    await outcomes.reach(sent)
    await until(() => codeIsNull(shard))
    const stored = await readAll(second.local.shard(11) as Shard, 0, 1 << 20)
    const tokens: number[] = []
    const size = buildUniformBatch(1, 8).length
    const tokenOfSize = new Map(Array.from({ length: sent }, (_, token) => [buildUniformBatch(1, 8 + token).length, token]))
    for (let at = 0; at < stored.length; ) {
      const bytes = stored.readInt32BE(at + 8) + 12
      expect(bytes).toBeGreaterThanOrEqual(size)
      tokens.push(tokenOfSize.get(bytes) ?? -1)
      at += bytes
    }
    expect(new Set(tokens).size, `seed ${seed}: nothing is stored twice`).toBe(tokens.length)
    const acknowledged = outcomes.list.filter(({ error }) => error === null)
    for (const { token, baseOffset } of acknowledged) expect(tokens[baseOffset], `seed ${seed}, append ${token}`).toBe(token)
    expect(outcomes.list.map(({ token }) => token), 'told in order').toEqual(Array.from({ length: sent }, (_, i) => i))
    expect(acknowledged.length).toBeGreaterThan(20)
    expect(outcomes.list.length - acknowledged.length).toBeGreaterThan(20)
  })

  it('beyond the bound is refused, said as congestion before, and relieved', async () => {
    const { cluster, first } = two({ pendingBytesMax: 100_000 })
    const shard = await first.placed.createShard(ON_TWO)
    cluster.peers.hold(2, 1)
    const relieved = new Promise<void>((resolve) => first.placed.onRelief({ storageRelieved: resolve }))
    const outcomes = new Outcomes()
    for (let i = 0; i < 6; i++) {
      if (i === 4) expect(first.placed.congested).toBe(true)
      shard.append(buildUniformBatch(1, 20_000), { completion: outcomes, token: i })
    }
    cluster.peers.release(2, 1)
    await outcomes.reach(6)
    expect(outcomes.list.map(({ error }) => error?.code ?? null)).toEqual([null, null, null, null, 'STORAGE_QUEUE_FULL', 'STORAGE_QUEUE_FULL'])
    await relieved
    expect(first.placed.congested).toBe(false)
  })
})

function codeIsNull(shard: Shard): boolean {
  try {
    const result = shard.fetch(0, { bytesMax: 1 })
    if (result instanceof Promise) result.catch(() => undefined)
    return true
  } catch {
    return false
  }
}

describe('a reader on another node', () => {
  it('is told of every commit of a shard that it watches, whoever appends', async () => {
    const { first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    const here = await second.placed.createShard(ON_TWO)
    const seen: number[] = []
    shard.watch({ shardCommitted: (from, offset) => void (expect(from).toBe(shard), seen.push(offset)) })
    for (let i = 1; i <= 20; i++) {
      await appendOne(i % 2 === 0 ? shard : here, buildUniformBatch(1, 10))
      await until(() => shard.committedOffset === i)
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    const at = shard.fetch(20, { bytesMax: 100 })
    expect((at as FetchResult).bytes, 'the end of a watched shard is known here').toBe(0)
  })

  it('hears of shards that it does not watch some time later', async () => {
    const { first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    await appendOne(await second.placed.createShard(ON_TWO), buildUniformBatch(3, 10))
    expect(shard.committedOffset).toBe(0)
    await until(() => shard.committedOffset === 3)
  })

  it('reads what is committed there although it has not heard of it', async () => {
    const { first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    await appendOne(await second.placed.createShard(ON_TWO), buildUniformBatch(3, 10))
    const result = await shard.fetch(0, { bytesMax: 1000 })
    expect([result.nextOffset, result.committedOffset, shard.committedOffset]).toEqual([3, 3, 3])
    expect([batchBaseOffset(result.chunks[0] as Buffer, 0), batchNextOffset(result.chunks[0] as Buffer, 0)]).toEqual([0, 3])
  })

  it('goes on watching after the stream was lost', async () => {
    const { cluster, first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    const here = await second.placed.createShard(ON_TWO)
    const seen: number[] = []
    shard.watch({ shardCommitted: (_from, offset) => void seen.push(offset) })
    cluster.peers.disconnect(1, 2)
    await appendOne(here, buildUniformBatch(5, 10))
    cluster.peers.connect(1, 2)
    await until(() => seen.length === 1)
    await appendOne(here, buildUniformBatch(1, 10))
    await until(() => seen.length === 2)
    expect(seen).toEqual([5, 6])
  })
})

describe('a group that moved', () => {
  it('is refused by the node that had it, and found on the one that has it', async () => {
    const { cluster, first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    await appendOne(shard, buildUniformBatch(1, 10))
    // Node 2 knows already that group 1 is no longer its own; node 1 does not.
    cluster.places.set(1, { nodeId: 1, epoch: 8 })
    const stale = cluster.places.get(1)
    const outcome = await appendOne(shard, buildUniformBatch(1, 10))
    expect(stale?.nodeId).toBe(1)
    expect(outcome.error?.code).toBe('STORAGE_UNREACHABLE')
    expect(second.local.shard(11)?.committedOffset).toBe(1)
    expect(second.placed.shard(11), 'what is left on the former node is not served there').not.toBe(second.local.shard(11))
  })

  it('is not served under an epoch that is over', async () => {
    const { cluster, first, second } = two()
    const shard = await first.placed.createShard(ON_TWO)
    cluster.places.set(1, { nodeId: 2, epoch: 8 })
    expect((await appendOne(shard, buildUniformBatch(1, 10))).error).toMatchObject({ code: 'STORAGE_NOT_HERE', retry: 'elsewhere' })
    expect(await codeOf(() => shard.fetch(0, { bytesMax: 10 }))).toBe('STORAGE_NOT_HERE')
    expect(second.local.shard(11)?.committedOffset).toBe(0)
    first.exchange.placesChanged()
    await until(() => codeIsNull(shard))
    expect((await appendOne(shard, buildUniformBatch(1, 10))).error).toBeNull()
  })
})
