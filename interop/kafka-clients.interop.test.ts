import { Producer as PlatformaticProducer, stringSerializers } from '@platformatic/kafka'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import { clientsRequired, hasProgram, run } from './stock-client.ts'

const missing = hasProgram('kcat') ? [] : ['kcat']
if (missing.length > 0) process.stderr.write(`Kafka interop is ${clientsRequired ? 'impossible' : 'skipped'}: kcat not on PATH\n`)

// Skipped only where kcat is missing and nobody has asked for it; CI asks.
describe.skipIf(missing.length > 0 && !clientsRequired)('producers of other Kafka clients', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()
  const consume = async (topic: string, count: number, format: string): Promise<string> => {
    const args = ['-b', `127.0.0.1:${broker.port('kafka')}`, '-C', '-t', topic, '-o', 'beginning', '-c', String(count), '-f', format, '-q']
    const { stdout, stderr, status } = await run('kcat', args)
    expect(`${status} ${stderr}`).toMatch(/^0 /)
    return stdout.toString()
  }

  beforeAll(async () => {
    broker = await startBrokerProcess(directory)
  })

  afterAll(async () => {
    expect(await broker.stop()).toBe(0)
    removeDataDirectory(directory)
  })

  it.each([false, true])('kafkajs produces, idempotent %s', async (idempotent) => {
    const kafka = new Kafka({ clientId: 'interop', brokers: [`127.0.0.1:${broker.port('kafka')}`], logLevel: logLevel.ERROR })
    const producer = kafka.producer({ idempotent, allowAutoTopicCreation: true })
    await producer.connect()
    const topic = `kafkajs.${idempotent ? 'idempotent' : 'plain'}`
    const answers = await producer.send({ topic, acks: -1, messages: [
      { key: 'a', value: 'one', headers: { h: 'x' }, timestamp: '1700000000123' }, { key: 'b', value: 'two' }, { value: null },
    ] })
    expect(answers[0]).toMatchObject({ errorCode: 0, baseOffset: '0' })
    await producer.send({ topic, acks: -1, messages: [{ value: 'three' }] })
    await producer.disconnect()
    expect(await consume(topic, 4, '%o %k %s %h %T\n')).toMatch(/^0 a one h=x 1700000000123\n1 b two  \d{13}\n2 {3}\S* ?\d{13}\n3 {2}three  \d{13}\n$/)
  })

  it('@platformatic/kafka produces', async () => {
    const producer = new PlatformaticProducer({
      clientId: 'interop', bootstrapBrokers: [`127.0.0.1:${broker.port('kafka')}`], serializers: stringSerializers, autocreateTopics: true, strict: true,
    })
    await producer.send({ messages: [{ topic: 'platformatic.events', key: 'k', value: 'v1', headers: { h: 'y' } }], acks: -1 })
    await producer.send({ messages: [{ topic: 'platformatic.events', key: 'k', value: 'v2' }], acks: 1 })
    await producer.close()
    expect(await consume('platformatic.events', 2, '%o %k %s %h\n')).toBe('0 k v1 h=y\n1 k v2 \n')
  })

  it('kcat produces idempotently and in every compression, and reads by offset and by time', async () => {
    for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
      const args = ['-b', `127.0.0.1:${broker.port('kafka')}`, '-P', '-t', 'kcat.codecs', '-z', codec, '-X', 'enable.idempotence=true']
      const { status, stderr } = await run('kcat', args, `first-${codec}\nsecond-${codec}\n`)
      expect(`${status} ${stderr}`).toMatch(/^0 /)
    }
    expect((await consume('kcat.codecs', 10, '%s ')).split(' ').slice(0, 10).sort()).toEqual(
      ['gzip', 'lz4', 'none', 'snappy', 'zstd'].flatMap((codec) => [`first-${codec}`, `second-${codec}`]).sort())
    const { stdout } = await run('kcat', ['-b', `127.0.0.1:${broker.port('kafka')}`, '-C', '-t', 'kcat.codecs', '-o', '8', '-e', '-f', '%o ', '-q'])
    expect(stdout.toString()).toBe('8 9 ')
    const { stdout: found } = await run('kcat', ['-b', `127.0.0.1:${broker.port('kafka')}`, '-Q', '-t', 'kcat.codecs:0:1'])
    expect(found.toString()).toContain('offset 0')
  })

  it('kcat -L names the bound port and the topics', async () => {
    const { stdout } = await run('kcat', ['-b', `127.0.0.1:${broker.port('kafka')}`, '-L'])
    expect(stdout.toString()).toContain(`at 127.0.0.1:${broker.port('kafka')}`)
    expect(stdout.toString()).toContain('topic "kcat.codecs" with 1 partitions')
  })
})
