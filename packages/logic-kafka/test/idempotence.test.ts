import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { storageError } from '@robustmq/storage-adapter'
import { expect, it } from 'vitest'
import { batchOf, initProducerId, produce, produced } from './client.ts'
import type { Client } from './client.ts'
import { HoldingDriver } from './holding-driver.ts'
import { createRig, failMeta } from './rig.ts'
import type { RigOptions } from './rig.ts'
import { valuesOf } from './values-of.ts'

async function start(options: RigOptions = {}) {
  const rig = createRig(options)
  const client = rig.connect()
  await client.create('t')
  const { producerId } = await client.ask(initProducerId, 4, { transactionalId: null, transactionTimeoutMs: 0 })
  const send = async (sequence: number, values: readonly string[], epoch = 0, by: Client = client) => {
    const { errorCode, baseOffset } = await by.produce('t', batchOf(values, { producerId, epoch, sequence }))
    return [errorCode, baseOffset]
  }
  const all = async () => valuesOf((await client.fetch('t', 0)).records)
  return { rig, client, producerId, send, all }
}

it('ids are unique, taken in blocks, and not repeated after a restart', async () => {
  const rig = createRig()
  const client = rig.connect()
  const ids = new Set<number>()
  for (let i = 0; i < 1500; i++) ids.add((await client.ask(initProducerId, i % 6, { transactionalId: null, transactionTimeoutMs: 0 })).producerId)
  const again = rig.connect(rig.restart())
  ids.add((await again.ask(initProducerId, 4, { transactionalId: null, transactionTimeoutMs: 0 })).producerId)
  expect(ids.size).toBe(1501)
  expect(rig.meta.commands.filter(({ machine }) => machine === 'kafka-producers')).toHaveLength(3)
})

it('a transactional id is refused, and a missing quorum is COORDINATOR_NOT_AVAILABLE', async () => {
  const { BrokerError } = await import('@robustmq/common-errors')
  const rig = createRig()
  const client = rig.connect()
  const refused = await client.ask(initProducerId, 4, { transactionalId: 'tx', transactionTimeoutMs: 0 })
  expect(refused).toMatchObject({ errorCode: KafkaErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, producerId: -1 })
  failMeta(rig, new BrokerError({ code: 'META_UNAVAILABLE', retry: 'later', message: 'no leader' }))
  const later = await client.ask(initProducerId, 4, { transactionalId: null, transactionTimeoutMs: 0 })
  expect(later.errorCode).toBe(KafkaErrorCode.COORDINATOR_NOT_AVAILABLE)
})

it('a repeat is answered with the original offset and stored once, for each of the last five batches', async () => {
  const { send, all } = await start()
  for (let i = 0; i < 6; i++) expect(await send(2 * i, [`${i}a`, `${i}b`])).toEqual([0, 2 * i])
  for (let i = 1; i < 6; i++) expect(await send(2 * i, [`${i}a`, `${i}b`])).toEqual([0, 2 * i])
  expect(await send(0, ['0a', '0b'])).toEqual([KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, -1])
  expect(await all()).toHaveLength(12)
})

it('a gap is OUT_OF_ORDER_SEQUENCE_NUMBER and changes nothing', async () => {
  const { send, all } = await start()
  expect(await send(0, ['a'])).toEqual([0, 0])
  expect(await send(2, ['c'])).toEqual([KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, -1])
  expect(await send(1, ['b'])).toEqual([0, 1])
  expect(await all()).toEqual(['0:a', '1:b'])
})

it('a lower epoch is INVALID_PRODUCER_EPOCH, a higher one starts again at 0', async () => {
  const { send } = await start()
  expect(await send(0, ['a'], 1)).toEqual([0, 0])
  expect(await send(1, ['b'], 0)).toEqual([KafkaErrorCode.INVALID_PRODUCER_EPOCH, -1])
  expect(await send(1, ['b'], 2)).toEqual([KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, -1])
  expect(await send(0, ['b'], 2)).toEqual([0, 1])
})

it('the sequence wraps from 2^31-1 to 0', async () => {
  const { send } = await start()
  expect(await send(0x7fff_fffe, ['a', 'b'])).toEqual([0, 0])
  expect(await send(0, ['c'])).toEqual([0, 2])
  expect(await send(0x7fff_fffe, ['a', 'b'])).toEqual([0, 0])
  const second = await start()
  expect(await second.send(0x7fff_ffff, ['a', 'b'])).toEqual([0, 0])
  expect(await second.send(1, ['c'])).toEqual([0, 2])
})

it('a producer of which nothing is known may begin at any sequence', async () => {
  const { send } = await start()
  expect(await send(77, ['a'])).toEqual([0, 0])
  expect(await send(78, ['b'])).toEqual([0, 1])
})

it('a repeat while the first is on its way to the disk is answered when that commits', async () => {
  const holder = new HoldingDriver()
  const { rig, client, producerId, send, all } = await start({ wrapDriver: (driver) => holder.wrap(driver) })
  await send(0, ['a'])
  holder.holding = true
  const other = rig.connect()
  const batch = (): Buffer => batchOf(['b'], { producerId, sequence: 1 })
  client.send(produce, 9, client.produceRequest('t', batch()))
  other.send(produce, 9, other.produceRequest('t', batch()))
  await rig.settle()
  expect([...client.take(), ...other.take()]).toEqual([])
  holder.release()
  await rig.settle()
  expect(produced(client.take()[0]?.value)).toMatchObject({ errorCode: 0, baseOffset: 1 })
  expect(produced(other.take()[0]?.value)).toMatchObject({ errorCode: 0, baseOffset: 1 })
  expect(await all()).toEqual(['0:a', '1:b'])
})

it('after a failed append the same sequence is accepted again', async () => {
  const holder = new HoldingDriver()
  const { send, all } = await start({ wrapDriver: (driver) => holder.wrap(driver) })
  await send(0, ['a'])
  holder.failures.push(storageError('STORAGE_QUEUE_FULL', 'full'))
  expect(await send(1, ['b'])).toEqual([KafkaErrorCode.NOT_ENOUGH_REPLICAS, -1])
  expect(await send(2, ['c'])).toEqual([KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, -1])
  expect(await send(1, ['b'])).toEqual([0, 1])
  expect(await send(2, ['c'])).toEqual([0, 2])
  expect(await all()).toEqual(['0:a', '1:b', '2:c'])
})

it('a hole left by a failed append is filled by the repeat', async () => {
  const holder = new HoldingDriver()
  const { rig, client, producerId, send, all } = await start({ wrapDriver: (driver) => holder.wrap(driver) })
  await send(0, ['a'])
  holder.failures.push(storageError('STORAGE_QUEUE_FULL', 'full'))
  client.send(produce, 9, client.produceRequest('t', batchOf(['b'], { producerId, sequence: 1 })))
  client.send(produce, 9, client.produceRequest('t', batchOf(['c'], { producerId, sequence: 2 })))
  await rig.settle()
  expect(client.take().map((answer) => produced(answer.value).errorCode)).toEqual([KafkaErrorCode.NOT_ENOUGH_REPLICAS, 0])
  expect(await send(1, ['b'])).toEqual([0, 2])
  expect(await send(3, ['d'])).toEqual([0, 3])
  expect(await all()).toEqual(['0:a', '1:c', '2:b', '3:d'])
})

it('repeats are known after a restart, from the end of the log', async () => {
  const { rig, send, all } = await start()
  for (let i = 0; i < 8; i++) await send(i, [`v${i}`])
  const again = rig.connect(rig.restart())
  expect(await send(7, ['v7'], 0, again)).toEqual([0, 7])
  expect(await send(4, ['v4'], 0, again)).toEqual([0, 4])
  expect(await send(9, ['v9'], 0, again)).toEqual([KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, -1])
  expect(await send(8, ['v8'], 0, again)).toEqual([0, 8])
  expect(await all()).toHaveLength(9)
})

it('requests behind the first idempotent one after a restart do not overtake it', async () => {
  const { rig, producerId, send, all } = await start()
  await send(0, ['a'])
  const again = rig.connect(rig.restart())
  const ids = [
    again.send(produce, 9, again.produceRequest('t', batchOf(['b'], { producerId, sequence: 1 }))),
    again.send(produce, 9, again.produceRequest('t', batchOf(['plain']))),
    again.send(produce, 9, again.produceRequest('t', batchOf(['c'], { producerId, sequence: 2 }))),
  ]
  await rig.settle()
  expect(again.take().map((answer) => [answer.id, produced(answer.value).errorCode])).toEqual(ids.map((id) => [id, 0]))
  expect(await all()).toEqual(['0:a', '1:b', '2:plain', '3:c'])
  expect(again.connection.holders.size).toBe(0)
})

it('the number of producers of a partition is bounded: the one silent for longest is forgotten first', async () => {
  const { client } = await start({ config: { producers_per_partition_max: 3 } })
  const send = async (producerId: number, sequence: number) => (await client.produce('t', batchOf(['x'], { producerId, sequence }))).errorCode
  for (const id of [1, 2, 3, 4]) expect(await send(id, 0)).toBe(0)
  // Producer 1 is unknown again: any sequence is accepted. Producer 4 is known.
  expect(await send(1, 50)).toBe(0)
  expect(await send(4, 50)).toBe(KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER)
})
