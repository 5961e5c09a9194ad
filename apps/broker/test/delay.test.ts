import { afterEach, beforeEach, expect, it } from 'vitest'
import { BrokerInProcess } from './broker-in-process.ts'
import { KafkaClient } from './clients/kafka-client.ts'
import { MqttClient } from './clients/mqtt-client.ts'

let broker: BrokerInProcess
const open: { close(): void }[] = []
const keep = <T extends { close(): void }>(client: T): T => {
  open.push(client)
  return client
}

beforeEach(async () => {
  broker = new BrokerInProcess()
  await broker.start()
})

afterEach(async () => {
  for (const client of open.splice(0)) client.close()
  await broker.remove()
})

it('$delayed/<seconds>/<topic> is published to the topic after that time, over a restart, once, and every protocol reads it', async () => {
  const publisher = keep(await MqttClient.open(broker.port('mqtt')))
  for (let i = 0; i < 20; i++) expect(await publisher.publish('$delayed/3600/lamps/1', `off ${i}`, { messageExpirySeconds: 60, userProperties: [['n', String(i)]] })).toBe(0)
  expect(await publisher.publish('$delayed/1/lamps/1', 'dim', {}, true)).toBe(0)
  expect(await publisher.publish('lamps/1', 'on')).toBe(0)
  await publisher.subscribe('lamps/#')
  await publisher.received(1)
  expect(publisher.messages.map(({ payload }) => payload)).toEqual(['dim'])
  for (const client of open.splice(0)) client.close()
  await broker.stop()

  await broker.start()
  const waiting = keep(await KafkaClient.open(broker.port('kafka')))
  expect(await waiting.readAll('lamps.1')).toEqual(['on', 'dim'])
  waiting.close()
  await broker.stop()

  broker.clock.movedMs += 3_600_000
  await broker.start()
  const after = Array.from({ length: 20 }, (_, i) => `off ${i}`)
  const kafka = keep(await KafkaClient.open(broker.port('kafka')))
  let found: string[] = []
  while (found.length < 22) found = await kafka.readAll('lamps.1')
  expect(found).toEqual(['on', 'dim', ...after])
  kafka.close()
  await broker.stop()
  await broker.start()
  expect(await keep(await KafkaClient.open(broker.port('kafka'))).readAll('lamps.1')).toEqual(['on', 'dim', ...after])
})

it('refuses delayed publishing to names that belong to the server and to a delay that is no number', async () => {
  const publisher = keep(await MqttClient.open(broker.port('mqtt')))
  for (const name of ['$delayed/1/$SYS/x', '$delayed/soon/x', '$delayed/1/', '$delayed/1']) expect(await publisher.publish(name, 'x')).toBe(0x90)
})

it('what waits is listed and cancelled by administration', async () => {
  const publisher = keep(await MqttClient.open(broker.port('mqtt')))
  for (const seconds of [3600, 60]) await publisher.publish(`$delayed/${seconds}/alarm`, `after ${seconds}`)
  const list = async () => (await (await fetch(`${broker.adminUrl}/api/delayed`)).json()) as { count: number; messages: { id: string; due: string }[] }
  const { count, messages } = await list()
  expect(count).toBe(2)
  expect(Date.parse(messages[1]?.due ?? '') - Date.parse(messages[0]?.due ?? '')).toBeGreaterThan(3_500_000)
  const cancel = async (id: string): Promise<number> => (await fetch(`${broker.adminUrl}/api/delayed/${id}`, { method: 'DELETE' })).status
  expect(await cancel(messages[0]?.id ?? '')).toBe(200)
  expect(await cancel(messages[0]?.id ?? '')).toBe(404)
  expect(await list()).toMatchObject({ count: 1, messages: [{ id: messages[1]?.id }] })
})
