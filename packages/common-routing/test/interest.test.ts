import type { AddressFilter, AddressFormat, AppendTicket, LiveSink, MessageRun, Publisher, PublishTarget, SubscriptionIndexHandle } from '@robustmq/broker-api'
import { createMessageRun } from '@robustmq/broker-api'
import { createTimers } from '@robustmq/common-runtime'
import { createMemoryPeers } from '@robustmq/protocol-conformance'
import { describe, expect, it } from 'vitest'
import { filterKey, filterMatches, filterOfKey } from '../src/address-filter.ts'
import { InterestTable } from '../src/interest-table.ts'
import { createInMemoryNode, DOT, SLASH } from './in-memory-node.ts'
import type { InMemoryNode } from './in-memory-node.ts'

function filter(text: string, format: AddressFormat = SLASH, tenant = 1): AddressFilter {
  const levels = text.split(format.separator).map((level) => (level === '+' ? null : level))
  const rest = levels.at(-1) === '#'
  return { tenant, format, levels: rest ? levels.slice(0, -1) : levels, rest }
}

interface Subscriber {
  readonly heard: string[]
  readonly handle: SubscriptionIndexHandle
  /** Addresses asked for. */
  readonly asked: string[]
  subscribe(text: string): void
  unsubscribe(text: string): void
}

/** A protocol with exact knowledge of its filters. */
function subscriber(publisher: Publisher): Subscriber {
  const filters: AddressFilter[] = []
  const heard: string[] = []
  const asked: string[] = []
  const sink: LiveSink = {
    deliver: (run, target) => {
      for (let i = 0; i < run.count; i++) {
        const payload = run.buffer.toString('utf8', run.payloadStart[i], run.payloadEnd[i])
        heard.push(`${target.nativeName} ${payload} ${run.deliveryClass}${run.retained ? ' retained' : ''}${run.headersTrusted ? '' : ' untrusted'}`)
      }
    },
  }
  const handle = publisher.addIndex({
    match: (target) => {
      asked.push(target.nativeName)
      return filters.some((one) => filterMatches(one, target)) ? sink : null
    },
  })
  return {
    heard,
    handle,
    asked,
    subscribe: (text) => {
      filters.push(filter(text))
      handle.added(filter(text))
    },
    unsubscribe: (text) => {
      filters.splice(filters.findIndex((one) => filterKey(one) === filterKey(filter(text))), 1)
      handle.removed(filter(text))
    },
  }
}

function nodes(count: number): { readonly nodes: readonly InMemoryNode[]; readonly peers: ReturnType<typeof createMemoryPeers>; settle(): Promise<void> } {
  const due: (() => void)[] = []
  const ids = Array.from({ length: count }, (_, i) => i + 1)
  const peers = createMemoryPeers({ nodeIds: ids }, { defer: (run) => void due.push(run) })
  const timers = createTimers({ onError: (error) => { throw error } })
  const made = ids.map((id) => createInMemoryNode({ cluster: { peers: peers.network(id), timers } }))
  peers.connectAll()
  return {
    nodes: made,
    peers,
    settle: async () => {
      for (let idle = 0; idle < 3; idle++) {
        for (const node of made) await node.settle()
        const run = due.splice(0)
        if (run.length > 0) idle = -1
        for (const one of run) one()
      }
    },
  }
}

async function publish(node: InMemoryNode, name: string, payloads: readonly string[], options: { qos?: number; live?: boolean; format?: AddressFormat; retained?: boolean } = {}): Promise<{ readonly ticket: AppendTicket | null; readonly target: PublishTarget }> {
  const { publisher } = node
  const target = publisher.target(1, options.format ?? SLASH, name, options.live !== true)
  while (!publisher.ready(target)) await node.settle()
  const run: MessageRun = createMessageRun()
  const text = payloads.join('')
  run.buffer = Buffer.from(text)
  run.count = payloads.length
  let at = 0
  run.payloadStart = new Int32Array(payloads.map((payload) => (at += payload.length) - payload.length))
  at = 0
  run.payloadEnd = new Int32Array(payloads.map((payload) => (at += payload.length)))
  run.deliveryClass = options.qos ?? 0
  run.retained = options.retained === true
  run.headersTrusted = true
  run.timestampMs = 1_700_000_000_000
  return { ticket: publisher.publish(target, run, options.live === true), target }
}

describe('a live message reaches subscribers on other nodes', () => {
  it('where there is interest, once, batched, in order', async () => {
    const { nodes: [first, second, third], peers, settle } = nodes(3) as never as { nodes: [InMemoryNode, InMemoryNode, InMemoryNode]; peers: ReturnType<typeof createMemoryPeers>; settle(): Promise<void> }
    const two = subscriber(second.publisher)
    const three = subscriber(third.publisher)
    const sent: number[] = []
    const network = peers.network(1)
    const send = network.send.bind(network)
    network.send = (peer, channel, message) => {
      sent.push(peer)
      return send(peer, channel, message)
    }
    two.subscribe('a/+/c')
    three.subscribe('x/#')
    await settle()
    sent.length = 0
    await publish(first, 'a/b/c', ['1', '2'], { live: true })
    await publish(first, 'a/b/c', ['3'], { live: true })
    await settle()
    expect(two.heard).toEqual(['a/b/c 1 0', 'a/b/c 2 0', 'a/b/c 3 0'])
    expect(three.heard).toEqual([])
    expect(sent, 'one message to the one node that wants it').toEqual([2])
  })

  it('that published it too, and nothing comes back', async () => {
    const cluster = nodes(3)
    const all = cluster.nodes.map((node) => subscriber(node.publisher))
    for (const one of all) one.subscribe('#')
    await cluster.settle()
    await publish(cluster.nodes[0] as InMemoryNode, 'a', ['x'], { live: true })
    await publish(cluster.nodes[1] as InMemoryNode, 'a', ['y'], { live: true })
    await cluster.settle()
    for (const { heard } of all) expect([...heard].sort()).toEqual(['a x 0', 'a y 0'])
  })

  it('and no longer when the last of them has gone, or its node', async () => {
    const cluster = nodes(2)
    const [first] = cluster.nodes as [InMemoryNode, InMemoryNode]
    const two = subscriber((cluster.nodes[1] as InMemoryNode).publisher)
    two.subscribe('a')
    two.subscribe('a')
    await cluster.settle()
    two.unsubscribe('a')
    await cluster.settle()
    await publish(first, 'a', ['1'], { live: true })
    await cluster.settle()
    cluster.peers.disconnect(1, 2)
    await publish(first, 'a', ['2'], { live: true })
    cluster.peers.connect(1, 2)
    await cluster.settle()
    await publish(first, 'a', ['3'], { live: true })
    await cluster.settle()
    two.unsubscribe('a')
    await cluster.settle()
    await publish(first, 'a', ['4'], { live: true })
    await cluster.settle()
    expect(two.heard).toEqual(['a 1 0', 'a 3 0'])
  })

  it('with what it was: class, retained, trust in its headers, names of another format', async () => {
    const cluster = nodes(2)
    const [first] = cluster.nodes as [InMemoryNode, InMemoryNode]
    const two = subscriber((cluster.nodes[1] as InMemoryNode).publisher)
    two.subscribe('a/b')
    await cluster.settle()
    await publish(first, 'a/b', ['r'], { live: true, retained: true })
    await publish(first, 'a.b', ['d'], { live: true, format: DOT })
    await cluster.settle()
    expect(two.heard).toEqual(['a/b r 0 retained', 'a.b d 0'])
  })

  it('at least once only after the commit, and not at all when it failed', async () => {
    const cluster = nodes(2)
    const [first] = cluster.nodes as [InMemoryNode, InMemoryNode]
    const two = subscriber((cluster.nodes[1] as InMemoryNode).publisher)
    two.subscribe('a')
    await cluster.settle()
    const { target } = await publish(first, 'a', ['0'], { qos: 1 })
    expect(two.heard).toEqual([])
    await cluster.settle()
    expect(two.heard).toEqual(['a 0 1'])
    const shard = first.topics.shard(target.topic as NonNullable<PublishTarget['topic']>, 0)
    const append = shard?.append.bind(shard)
    if (shard === null || append === undefined) throw new Error('no shard')
    shard.append = (batch, options) => append(batch, { ...options, expectedOffset: 999 })
    await publish(first, 'a', ['1'], { qos: 1 })
    await cluster.settle()
    shard.append = append
    await publish(first, 'a', ['2'], { qos: 1 })
    await cluster.settle()
    expect(two.heard).toEqual(['a 0 1', 'a 2 1'])
  })
})

describe('the table of interest', () => {
  it('agrees with matching each filter by itself, through any changes (seeded)', () => {
    let state = 7
    const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit
    const word = (): string => ['a', 'b', 'c'][below(3)] as string
    const table = new InterestTable()
    const kept = new Map<string, { readonly peer: number; readonly filter: AddressFilter }>()
    for (let step = 0; step < 3000; step++) {
      const levels = Array.from({ length: 1 + below(3) }, () => (below(4) === 0 ? '+' : word()))
      const one = filter([...levels, ...(below(5) === 0 ? ['#'] : [])].join('/'), SLASH, 1 + below(2))
      const peer = 2 + below(3)
      const key = `${peer} ${filterKey(one)}`
      if (below(3) > 0) {
        expect(table.add(peer, one)).toBe(!kept.has(key))
        kept.set(key, { peer, filter: one })
      } else expect(table.remove(peer, one)).toBe(kept.delete(key))
      const format = below(2) === 0 ? SLASH : DOT
      const nativeName = Array.from({ length: 1 + below(3) }, word).join(format.separator)
      const name = { tenant: 1 + below(2), format, nativeName, address: nativeName.replaceAll('/', '.') }
      const expected = new Set([...kept.values()].filter((entry) => filterMatches(entry.filter, name)).map((entry) => entry.peer))
      expect(new Set(table.match(name)), `step ${step}, ${nativeName}`).toEqual(expected)
    }
    for (const peer of [2, 3, 4]) table.removeAll(peer)
    expect(table.match({ tenant: 1, format: SLASH, nativeName: 'a', address: 'a' })).toEqual([])
  })

  it('filters travel as text and come back the same', () => {
    for (const text of ['#', 'a/+/b/#', '/', 'a//b', '+', 'é/=x/+']) {
      const one = filter(text)
      expect(filterOfKey(filterKey(one), () => SLASH)).toEqual(one)
    }
    for (const bad of ['', '1', 'x\0slash\0/\x000', '1\0slash\0/\x002', '1\0slash\0/\x000\0a']) expect(filterOfKey(bad, () => SLASH)).toBeNull()
  })
})

describe('a subscription that comes or goes', () => {
  it('makes only addresses be matched again that it is about', async () => {
    const node = createInMemoryNode()
    const one = subscriber(node.publisher)
    for (const name of ['a/1', 'a/2', 'b/1']) await publish(node, name, ['x'], { live: true })
    one.asked.length = 0
    for (let i = 0; i < 20; i++) one.subscribe(`other/${i}`)
    for (const name of ['a/1', 'a/2', 'b/1']) await publish(node, name, ['x'], { live: true })
    expect(one.asked).toEqual([])
    one.subscribe('a/+')
    for (const name of ['a/1', 'a/2', 'b/1']) await publish(node, name, ['y'], { live: true })
    expect(one.asked).toEqual(['a/1', 'a/2'])
    expect(one.heard).toEqual(['a/1 y 0', 'a/2 y 0'])
    one.unsubscribe('a/+')
    for (let i = 0; i < 100; i++) one.subscribe(`more/${i}`)
    await publish(node, 'a/1', ['z'], { live: true })
    expect(one.heard).toHaveLength(2)
  })
})
