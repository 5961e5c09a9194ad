import type { AppendTicket, MessageRun, PublishTarget } from '@robustmq/broker-api'
import { createMessageRun, TARGET_READY, TARGET_REFUSED, TICKET_COMMITTED } from '@robustmq/broker-api'
import { BatchBuilder, BATCH_OK, checkBatch, readLogRecord, RecordCursor } from '@robustmq/record-batch'
import { describe, expect, it } from 'vitest'
import { createInMemoryNode, DOT, SLASH } from './in-memory-node.ts'
import type { InMemoryNode } from './in-memory-node.ts'

function runOf(...payloads: readonly string[]): MessageRun {
  const run = createMessageRun()
  run.buffer = Buffer.from(payloads.join(''))
  run.count = payloads.length
  run.payloadStart = new Int32Array(payloads.length)
  run.payloadEnd = new Int32Array(payloads.length)
  let at = 0
  payloads.forEach((payload, i) => {
    run.payloadStart[i] = at
    run.payloadEnd[i] = at += payload.length
  })
  run.timestampMs = 1_700_000_000_000
  run.deliveryClass = 1
  return run
}

async function ready(node: InMemoryNode, target: PublishTarget): Promise<PublishTarget> {
  node.publisher.ready(target)
  await node.settle()
  return target
}

async function stored(node: InMemoryNode, name: string, partition = 0): Promise<string[]> {
  const topic = node.topics.byName(1, name)
  const shard = topic === null ? null : node.topics.shard(topic, partition)
  if (shard === null) throw new Error(`no shard of ${name}`)
  const { chunks } = await shard.fetch(0, { bytesMax: 1 << 20 })
  const cursor = new RecordCursor()
  const found: string[] = []
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += 12 + chunk.readInt32BE(at + 8)) {
      const end = at + 12 + chunk.readInt32BE(at + 8)
      expect(checkBatch(chunk, at, end, { fromClient: false, batchBytesMax: 1 << 20 })).toBe(BATCH_OK)
      expect(cursor.open(chunk, at, end)).toBe(true)
      while (cursor.next()) {
        const record = readLogRecord(cursor)
        const headers = record.headers.map(([headerName, value]) => `${headerName}=${String(value)}`)
        found.push([String(record.value), ...headers].join(' '))
      }
    }
  }
  return found
}

describe('publishing', () => {
  it('makes a missing topic once for many publishers and stores what they send, in order', async () => {
    const node = createInMemoryNode()
    const target = node.publisher.target(1, SLASH, 'sensors/room1', true)
    expect(node.publisher.ready(target)).toBe(false)
    expect(node.publisher.target(1, SLASH, 'sensors/room1', true)).toBe(target)
    const told: string[] = []
    node.publisher.whenSettled(target, { targetSettled: (t) => void told.push(t.address) })
    await node.settle()
    expect(told).toEqual(['sensors.room1'])
    expect(node.publisher.ready(target)).toBe(true)
    expect(node.meta.proposals).toBe(1)
    node.publisher.publish(target, runOf('a', 'b'), false)
    const ticket = node.publisher.publish(target, runOf('c'), false) as AppendTicket
    const settled: number[] = []
    ticket.wait({ ticketSettled: (t) => void settled.push(t.state) })
    expect(settled).toEqual([])
    await node.settle()
    expect(settled).toEqual([TICKET_COMMITTED])
    expect([ticket.baseOffset, ticket.nextOffset, ticket.count]).toEqual([0, 3, 3])
    expect(await stored(node, 'sensors.room1')).toEqual(['a', 'b', 'c'])
  })

  it('keeps the native name with the record when it is not the name that the topic was made under', async () => {
    const node = createInMemoryNode()
    const slash = await ready(node, node.publisher.target(1, SLASH, 'a/b', true))
    const dot = await ready(node, node.publisher.target(1, DOT, 'a.b', true))
    expect(dot.topic).toBe(slash.topic)
    node.publisher.publish(slash, runOf('one'), false)
    node.publisher.publish(dot, runOf('two'), false)
    await node.settle()
    expect(await stored(node, 'a.b')).toEqual(['one', 'two rmq.address=dot:a.b'])
  })

  it('splits a run over batches when one is full and tells the fate of all by the last ticket', async () => {
    const node = createInMemoryNode({ batchBytesMax: 400 })
    const target = await ready(node, node.publisher.target(1, SLASH, 't', true))
    const payloads = Array.from({ length: 40 }, (_, i) => `payload-${i}-${'x'.repeat(20)}`)
    const ticket = node.publisher.publish(target, runOf(...payloads), false) as AppendTicket
    await node.settle()
    expect(ticket.state).toBe(TICKET_COMMITTED)
    expect(ticket.nextOffset).toBe(40)
    expect(await stored(node, 't')).toEqual(payloads)
  })

  it('stores nothing for a live run and for an address without a topic', async () => {
    const node = createInMemoryNode()
    const ephemeral = node.publisher.target(1, DOT, 'no.topic', false)
    expect(node.publisher.ready(ephemeral)).toBe(true)
    expect(node.publisher.publish(ephemeral, runOf('x'), false)).toBeNull()
    const target = await ready(node, node.publisher.target(1, SLASH, 't', true))
    expect(node.publisher.publish(target, runOf('x'), true)).toBeNull()
    await node.settle()
    expect(await stored(node, 't')).toEqual([])
  })

  it('stores in a topic that appears later under the address', async () => {
    const node = createInMemoryNode()
    const target = node.publisher.target(1, DOT, 'late', false)
    expect(target.topic).toBeNull()
    await Promise.all([node.topics.create({ tenant: 1, name: 'late', origin: { format: 'dot', separator: '.' } }), node.settle()])
    expect(node.publisher.ready(target)).toBe(true)
    node.publisher.publish(target, runOf('x'), false)
    await node.settle()
    expect(await stored(node, 'late')).toEqual(['x'])
  })

  it('sends addresses above the bound on automatic topics to the shared catch-all topic, with their names', async () => {
    const node = createInMemoryNode({ automaticTopicsMax: 1 })
    await ready(node, node.publisher.target(1, SLASH, 'first', true))
    const second = await ready(node, node.publisher.target(1, SLASH, 'second/level', true))
    expect([second.state, second.topic?.name]).toEqual([TARGET_READY, 'rmq.catch-all'])
    node.publisher.publish(second, runOf('x'), false)
    await node.settle()
    const all = await Promise.all(Array.from({ length: 16 }, (_, i) => stored(node, 'rmq.catch-all', i)))
    expect(all.flat()).toEqual(['x rmq.address=slash:second/level'])
  })

  it('refuses an address out of bounds with the reason', () => {
    const node = createInMemoryNode()
    const target = node.publisher.target(1, SLASH, 'x'.repeat(70_000), true)
    expect(node.publisher.ready(target)).toBe(false)
    expect([target.state, target.error?.code]).toEqual([TARGET_REFUSED, 'TOPIC_NAME_INVALID'])
  })

  it('makes the topic again when it was deleted under a publisher', async () => {
    const node = createInMemoryNode()
    const target = await ready(node, node.publisher.target(1, SLASH, 't', true))
    const before = target.topic
    await Promise.all([node.topics.delete(1, 't'), node.settle()])
    expect(node.publisher.ready(target)).toBe(false)
    await node.settle()
    expect(node.publisher.ready(target)).toBe(true)
    expect(target.topic).not.toBe(before)
    node.publisher.publish(target, runOf('x'), false)
    await node.settle()
    expect(await stored(node, 't')).toEqual(['x'])
  })
})

describe('live delivery', () => {
  it('hands a run to each index that matches, in the turn of the publish, and asks again when subscriptions change', async () => {
    const node = createInMemoryNode()
    const target = await ready(node, node.publisher.target(1, SLASH, 't', true))
    const seen: string[] = []
    let matches = false
    const handle = node.publisher.addIndex({
      match: (t) => (matches ? { deliver: (run, to) => void seen.push(`${t.address} ${to.nativeName} ${run.count}`) } : null),
    })
    expect(node.publisher.ready(target)).toBe(true)
    node.publisher.publish(target, runOf('a'), false)
    expect(seen).toEqual([])
    matches = true
    handle.changed()
    expect(node.publisher.ready(target)).toBe(true)
    node.publisher.publish(target, runOf('b', 'c'), false)
    expect(seen).toEqual(['t t 2'])
  })

  it('shows the records of a batch with their keys, headers and timestamps, and stores the batch as it came, after what came before', async () => {
    const node = createInMemoryNode()
    const target = await ready(node, node.publisher.target(1, DOT, 'alerts.fire', true))
    const classes: string[] = []
    const seen: string[] = []
    node.publisher.addIndex({
      match: () => ({
        deliver: (run) => {
          for (let i = 0; i < run.count; i++) {
            const key = run.keyStart === null ? '-' : run.buffer.toString('utf8', run.keyStart[i], run.keyEnd?.[i])
            seen.push(`${key}:${run.buffer.toString('utf8', run.payloadStart[i], run.payloadEnd[i])}@${run.timestamps?.[i]}`)
            if (run.timestamps !== null) classes.push(`${run.deliveryClass} ${run.ticket?.state}`)
          }
        },
      }),
    })
    node.publisher.ready(target)
    node.publisher.publish(target, runOf('before'), false)
    const builder = new BatchBuilder()
    builder.begin(5, 0)
    builder.append(5, 0, Buffer.from('k1'), 0, 2, Buffer.from('v1'), 0, 2, null)
    builder.append(9, 0, null, 0, 0, Buffer.from('v2'), 0, 2, null)
    const ticket = node.publisher.publishBatch(target, 0, builder.finish())
    expect(seen.slice(1)).toEqual(['k1:v1@5', ':v2@9'])
    // At least once, and not yet committed.
    expect(classes).toEqual(['1 0', '1 0'])
    await node.settle()
    expect([ticket.baseOffset, ticket.nextOffset]).toEqual([1, 3])
    expect(await stored(node, 'alerts.fire')).toEqual(['before', 'v1', 'v2'])
  })
})
