import { createSeededRandom } from '@robustmq/common-runtime'
import type { Random } from '@robustmq/common-runtime'
import { expect, it } from 'vitest'
import {
  apiVersions, batchOf, createTopics, deleteTopics, describeCluster, fetch, initProducerId, listOffsets, metadata, produce,
} from './client.ts'
import type { Client } from './client.ts'
import { createRig } from './rig.ts'

/** The full form: ROBUSTMQ_FUZZ_PACKETS=1000000. */
const PACKETS = Number(process.env['ROBUSTMQ_FUZZ_PACKETS'] ?? 6000)
const SEED = Number(process.env['ROBUSTMQ_FUZZ_SEED'] ?? 20261122)
const REQUESTS_PER_CONNECTION = 40

/** A legal request of a random API and version. */
function request(client: Client, random: Random): Buffer {
  const name = `t${random.below(4)}`
  const topic = { topics: [{ name }] }
  const version = (min: number, max: number): number => min + random.below(max - min + 1)
  switch (random.below(10)) {
    case 0: return client.encode(apiVersions, version(0, 4), { clientSoftwareName: 'fuzz', clientSoftwareVersion: '1' })
    case 1: return client.encode(metadata, version(0, 12), topic)
    case 2: return client.encode(fetch, version(4, 12), client.fetchRequest(name, random.below(30), { maxWaitMs: random.below(50), minBytes: random.below(3000) }))
    case 3: return client.encode(listOffsets, version(1, 9), { replicaId: -1, topics: [{ name, partitions: [{ partitionIndex: 0, timestamp: random.below(9) - 6 }] }] })
    case 4: return client.encode(createTopics, version(2, 7), { timeoutMs: 0, topics: [{ name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }] })
    case 5: return client.encode(initProducerId, version(0, 5), { transactionalId: null, transactionTimeoutMs: 0 })
    case 6: return random.below(10) === 0
      ? client.encode(deleteTopics, version(1, 5), { timeoutMs: 0, topicNames: [name] })
      : client.encode(describeCluster, version(0, 1), { includeClusterAuthorizedOperations: true })
    case 7: {
      const batch = batchOf(['x', 'y'], { producerId: random.below(3), sequence: random.below(6), epoch: random.below(2) })
      return client.encode(produce, version(3, 11), client.produceRequest(name, batch, random.below(3) - 1))
    }
    default: return client.encode(produce, version(3, 11), client.produceRequest(name, batchOf(['x'.repeat(random.below(200))]), random.below(3) - 1))
  }
}

function mutate(bytes: Buffer, random: Random): Buffer {
  const out = Buffer.from(bytes)
  const kind = random.below(4)
  // The length stays as it is in half of the cases, so that what is behind it is reached.
  const from = random.below(2) === 0 ? 4 : 0
  if (kind === 0) return out.subarray(0, random.below(out.length))
  const count = kind === 1 ? 1 : 1 + random.below(8)
  for (let i = 0; i < count; i++) out[from + random.below(out.length - from)] = random.below(256)
  return out
}

it(`sessions survive mutated requests, answer in order or close, and leave nothing behind (seed ${SEED})`, async () => {
  const random = createSeededRandom(SEED)
  const rig = createRig({ config: { message_bytes_max: 100_000, request_bytes_max: 1 << 20 } })
  const setUp = rig.connect()
  for (let i = 0; i < 3; i++) await setUp.create(`t${i}`)
  let sent = 0
  let closed = 0
  while (sent < PACKETS) {
    const client = rig.connect()
    for (let i = 0; i < REQUESTS_PER_CONNECTION && !client.connection.closed; i++) {
      const bytes = request(client, random)
      // Half of the packets are legal, so that sessions get on to states worth disturbing.
      const packet = random.below(2) === 0 ? bytes : mutate(bytes, random)
      const cut = random.below(packet.length + 1)
      client.deliver(packet.subarray(0, cut))
      if (cut < packet.length) client.deliver(packet.subarray(cut))
      sent++
      if (random.below(4) === 0) await rig.advance(random.below(20))
    }
    if (client.connection.closed) closed++
    else client.connection.close({ code: 'NET_PEER_CLOSED', message: 'gone' })
    await rig.settle()
  }
  expect(rig.log.withMessage('a defect: a request could not be served').map((line) => String(line.fields['error']))).toEqual([])
  expect(closed).toBeGreaterThan(0)
  expect(rig.timersPending()).toBe(0)
  for (const topic of rig.topics.list(1, 0, 10_000)) await rig.topics.delete(1, topic.name)
  await setUp.create('after')
  expect((await setUp.produce('after', batchOf(['alive']))).errorCode).toBe(0)
}, 600_000)
