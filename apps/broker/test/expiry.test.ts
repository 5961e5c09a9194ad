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

it('a message with an expiry is forwarded with what remains of it, and after it no client of any protocol gets it, nor after a restart', async () => {
  const publisher = keep(await MqttClient.open(broker.port('mqtt')))
  expect(await publisher.publish('news/now', 'short', { messageExpirySeconds: 60 }, true)).toBe(0)
  expect(await publisher.publish('news/now', 'long', { messageExpirySeconds: 600 })).toBe(0)
  expect(await publisher.publish('news/now', 'ever')).toBe(0)
  const kafka = keep(await KafkaClient.open(broker.port('kafka')))
  expect(await kafka.readAll('news.now')).toEqual(['short', 'long', 'ever'])
  broker.clock.movedMs += 20_000
  const early = keep(await MqttClient.open(broker.port('mqtt')))
  await early.subscribe('news/now')
  const [kept] = await early.received(1)
  expect(kept).toMatchObject({ topic: 'news/now', payload: 'short' })
  expect(kept?.properties.messageExpirySeconds).toBeGreaterThan(30)
  expect(kept?.properties.messageExpirySeconds).toBeLessThanOrEqual(40)

  broker.clock.movedMs += 40_000
  expect(await kafka.readAll('news.now')).toEqual(['long', 'ever'])
  const late = keep(await MqttClient.open(broker.port('mqtt')))
  await late.subscribe('news/now')
  await publisher.publish('news/now', 'after')
  expect((await late.received(1)).map(({ payload }) => payload)).toEqual(['after'])
  for (const client of open.splice(0)) client.close()
  await broker.stop()
  await broker.start()
  const again = keep(await KafkaClient.open(broker.port('kafka')))
  expect(await again.readAll('news.now')).toEqual(['long', 'ever', 'after'])
})

it('the time to live of a topic holds for what either protocol wrote and either reads', async () => {
  const made = await fetch(`${broker.adminUrl}/api/topics`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'brief', config: { 'message.ttl.ms': '60000' } }),
  })
  expect(made.status).toBe(201)
  const kafka = keep(await KafkaClient.open(broker.port('kafka')))
  const mqtt = keep(await MqttClient.open(broker.port('mqtt')))
  await mqtt.publish('brief', 'from mqtt', {}, true)
  await mqtt.subscribe('brief')
  expect((await mqtt.received(1))[0]?.payload).toBe('from mqtt')
  broker.clock.movedMs += 61_000
  expect(await kafka.readAll('brief')).toEqual([])
  // The Kafka client stamps with the real time, which is a minute old by the broker's clock: stored, and not delivered.
  await kafka.produce('brief', ['stale'])
  await mqtt.publish('brief', 'fresh')
  expect(await kafka.readAll('brief')).toEqual(['fresh'])
  expect((await mqtt.received(2)).map(({ payload }) => payload)).toEqual(['from mqtt', 'fresh'])
  const late = keep(await MqttClient.open(broker.port('mqtt')))
  await late.subscribe('brief')
  await mqtt.publish('brief', 'last')
  expect((await late.received(1))[0]?.payload).toBe('last')
})
