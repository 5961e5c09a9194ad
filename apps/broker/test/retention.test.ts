import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BrokerInProcess } from './broker-in-process.ts'
import { KafkaClient } from './clients/kafka-client.ts'
import { MqttClient } from './clients/mqtt-client.ts'

let broker: BrokerInProcess
const open: { close(): void }[] = []
const keep = <T extends { close(): void }>(client: T): T => {
  open.push(client)
  return client
}
const SETTINGS = { ROBUSTMQ_STORAGE__RETENTION_CHECK_SECONDS: '1', ROBUSTMQ_STORAGE__WAL_FILE_BYTES: String(1024 * 1024) }

interface Described {
  readonly settings: Readonly<Record<string, string>>
  readonly partitions: readonly { readonly logStartOffset: number; readonly committedOffset: number; readonly bytes: number }[]
}

beforeEach(async () => {
  broker = new BrokerInProcess()
  await broker.start(SETTINGS)
})

afterEach(async () => {
  for (const client of open.splice(0)) client.close()
  await broker.remove()
})

async function admin(method: string, path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(`${broker.adminUrl}/api/topics${path}`, init)
  const value: unknown = await answer.json()
  if (!answer.ok) throw new Error(JSON.stringify(value))
  return value
}

const describeTopic = async (name: string): Promise<Described> => (await admin('GET', `/${name}`)) as Described

it('a topic with a limit of bytes loses its oldest, for all protocols; a limit of age that comes later takes the rest', async () => {
  await admin('POST', '', { name: 'limited', config: { 'retention.bytes': '20000' } })
  const kafka = keep(await KafkaClient.open(broker.port('kafka')))
  const mqtt = keep(await MqttClient.open(broker.port('mqtt')))
  for (let i = 0; i < 30; i++) await mqtt.publish('limited', `${i} ${'x'.repeat(2000)}`)
  const partition = async (): Promise<Described['partitions'][number]> => (await describeTopic('limited')).partitions[0] as Described['partitions'][number]
  await vi.waitUntil(async () => (await partition()).logStartOffset > 0, { timeout: 20_000, interval: 50 })
  const { logStartOffset, bytes, committedOffset } = await partition()
  expect(committedOffset).toBe(30)
  expect(bytes).toBeGreaterThanOrEqual(20_000)
  expect(bytes).toBeLessThan(23_000)
  await expect(kafka.readAll('limited'), 'OFFSET_OUT_OF_RANGE').rejects.toThrow('answered with 1')
  const left = await kafka.readAll('limited', logStartOffset)
  expect(left.map((text) => Number.parseInt(text, 10))).toEqual(Array.from({ length: 30 - logStartOffset }, (_, i) => logStartOffset + i))
  await admin('PUT', '/limited', { config: { 'retention.ms': '3600000' } })
  expect((await describeTopic('limited')).settings).toMatchObject({ 'retention.ms': '3600000', 'retention.bytes': '20000', 'cleanup.policy': 'delete' })
  broker.clock.movedMs += 2 * 3_600_000
  await vi.waitUntil(async () => (await partition()).logStartOffset === 30, { timeout: 20_000, interval: 50 })
  expect(await kafka.readAll('limited', 30)).toEqual([])
  for (const client of open.splice(0)) client.close()
  await broker.stop()
  await broker.start(SETTINGS)
  expect((await partition()).logStartOffset).toBe(30)
  expect((await describeTopic('limited')).settings['retention.bytes']).toBe('20000')
  await expect(admin('POST', '', { name: 'wrong', config: { 'retention.ms': 'soon' } })).rejects.toThrow(/retention\.ms is a whole number/)
})

it('a compacted topic keeps the last of each key, where it was, also over a restart', async () => {
  const config = { 'cleanup.policy': 'compact', 'segment.ms': '1', 'min.cleanable.dirty.ratio': '0' }
  await admin('POST', '', { name: 'table', config })
  const kafka = keep(await KafkaClient.open(broker.port('kafka')))
  for (let i = 0; i < 60; i++) await kafka.produce('table', [`value ${i}`], 0, `key ${i % 7}`)
  const last = Array.from({ length: 7 }, (_, i) => `value ${53 + i}`)
  // The log is made to give up its current file for compaction once a minute at most: the first time may have come too early.
  broker.clock.movedMs += 61_000
  await vi.waitUntil(async () => (await kafka.readAll('table')).length === 7, { timeout: 20_000, interval: 50 })
  expect(await kafka.readAll('table')).toEqual(last)
  expect(await kafka.readAll('table', 55)).toEqual(last.slice(2))
  expect((await describeTopic('table')).partitions[0]).toMatchObject({ logStartOffset: 0, committedOffset: 60 })
  const metrics = await (await fetch(`${broker.adminUrl}/metrics`)).text()
  expect(metrics).toMatch(/storage_removed_bytes\{[^}]*reason="compaction"[^}]*\} [1-9]/)
  for (const client of open.splice(0)) client.close()
  await broker.stop()
  await broker.start(SETTINGS)
  expect(await keep(await KafkaClient.open(broker.port('kafka'))).readAll('table')).toEqual(last)
})
