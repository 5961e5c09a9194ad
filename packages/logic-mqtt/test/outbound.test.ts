import { createMessageRun } from '@robustmq/broker-api'
import type { MessageRun } from '@robustmq/broker-api'
import { createNullMetrics } from '@robustmq/common-metrics'
import { MemoryConnection } from '@robustmq/protocol-conformance'
import { describe, expect, it } from 'vitest'
import { DeliveryBlock } from '../src/delivery-block.ts'
import { DeliveryMemory } from '../src/delivery-memory.ts'
import { createMqttMetrics } from '../src/mqtt-metrics.ts'
import { Outbound } from '../src/outbound.ts'

function runOf(payload: Buffer): MessageRun {
  return { ...createMessageRun(), count: 1, buffer: payload, payloadStart: Int32Array.of(0), payloadEnd: Int32Array.of(payload.length), deliveryClass: 1 }
}

function outbound(window: number): { out: Outbound; connection: MemoryConnection; told: string[]; memory: DeliveryMemory } {
  const connection = new MemoryConnection()
  const told: string[] = []
  const memory = new DeliveryMemory(1 << 30)
  const owner = { tooSlow: () => void told.push('too slow'), roomAgain: () => undefined }
  const options = { version5: false, packetBytesMax: 1 << 20, window, queueBytesMax: 1 << 20 }
  const out = new Outbound(options, { connection, owner, metrics: createMqttMetrics(createNullMetrics()), memory, now: () => 0 })
  return { out, connection, told, memory }
}

const FORM = { version5: false, topic: Buffer.from('a'), subscriptionIds: [] }

describe('the queue of one client', () => {
  it('keeps nothing of what is sent, though it is never empty', () => {
    const { out, connection } = outbound(10)
    const block = new DeliveryBlock()
    const send = (): void => {
      block.encode(FORM, 1, false, runOf(Buffer.from('x')), 0)
      out.sendAcknowledged(block)
    }
    for (let i = 0; i < 30; i++) send()
    for (let i = 0; i < 20_000; i++) {
      send()
      out.acknowledge(Int32Array.of((i % 65_535) + 1), 1)
      connection.take()
      expect(out.inFlight).toBe(10)
      expect(out.queueSlots).toBeLessThan(150)
    }
  })

  it('counts whole blocks, once for all queues that share them, and lets go of them when sent or closed', () => {
    const first = outbound(1)
    const second = new Outbound(
      { version5: false, packetBytesMax: 1 << 20, window: 1, queueBytesMax: 1 << 20 },
      { connection: new MemoryConnection(2), owner: { tooSlow: () => undefined, roomAgain: () => undefined }, metrics: createMqttMetrics(createNullMetrics()), memory: first.memory, now: () => 0 },
    )
    const block = new DeliveryBlock()
    for (let i = 0; i < 3; i++) {
      block.encode(FORM, 1, false, runOf(Buffer.alloc(10_000)), 0)
      first.out.sendAcknowledged(block)
      second.sendAcknowledged(block)
    }
    expect(first.memory.bytes).toBeGreaterThan(20_000)
    expect(first.memory.bytes).toBeLessThan(22_000)
    first.out.acknowledge(Int32Array.of(1), 1)
    first.out.acknowledge(Int32Array.of(2), 1)
    expect(first.memory.bytes).toBeGreaterThan(20_000)
    second.close()
    expect(first.memory.bytes).toBe(0)
    expect(Object.values(second).filter((value) => value instanceof MemoryConnection)).toEqual([])
  })
})
