import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import type { Started } from './stock-client.ts'
import { clientsRequired, hasProgram, run, start } from './stock-client.ts'

const missing = ['kcat', 'mosquitto_pub', 'mosquitto_sub'].filter((name) => !hasProgram(name))
if (missing.length > 0) process.stderr.write(`cross-protocol interop is ${clientsRequired ? 'impossible' : 'skipped'}: ${missing.join(', ')} not on PATH\n`)

/** Every byte value once, a newline and a zero among them. */
const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i))

// Skipped only where the clients are missing and nobody has asked for them; CI asks.
describe.skipIf(missing.length > 0 && !clientsRequired)('MQTT and Kafka clients that nobody here wrote', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()
  const kcat = (...args: string[]): Promise<string> =>
    run('kcat', ['-b', `127.0.0.1:${broker.port('kafka')}`, ...args]).then(({ status, stdout, stderr }) => {
      if (status !== 0) throw new Error(`kcat ${args.join(' ')}: ${stderr}`)
      return stdout.toString('latin1')
    })
  const produce = async (input: Buffer | string, ...args: string[]): Promise<void> => {
    const { status, stderr } = await run('kcat', ['-b', `127.0.0.1:${broker.port('kafka')}`, '-P', ...args], input)
    expect(`${status} ${stderr}`).toMatch(/^0 /)
  }
  const publish = async (args: readonly string[], input?: Buffer): Promise<void> => {
    const { status, stderr } = await run('mosquitto_pub', ['-h', '127.0.0.1', '-p', String(broker.port('mqtt')), ...args], input)
    expect(`${status} ${stderr}`).toBe('0 ')
  }
  const subscribe = async (...args: string[]): Promise<Started> => {
    // stdbuf: a pipe would be filled before mosquitto_sub says anything.
    const started = start('stdbuf', ['-oL', 'mosquitto_sub', '-h', '127.0.0.1', '-p', String(broker.port('mqtt')), '-d', ...args])
    await started.output((text) => text.includes('Subscribed (mid'))
    return started
  }

  beforeAll(async () => {
    broker = await startBrokerProcess(directory)
  })

  afterAll(async () => {
    expect(await broker.stop()).toBe(0)
    removeDataDirectory(directory)
  })

  it('mosquitto_pub hello is read by kcat with a millisecond timestamp', async () => {
    const before = Date.now()
    await publish(['-t', 'sensors/room1', '-m', 'hello'])
    const line = await consume('sensors.room1', 1, '%T %k %s\n')
    const [timestamp, , value] = line.trim().split(' ')
    expect(value).toBe('hello')
    expect(Number(timestamp)).toBeGreaterThanOrEqual(before)
    expect(Number(timestamp)).toBeLessThanOrEqual(Date.now())
  })

  /** QoS 0 publishes are committed a moment after mosquitto_pub has ended: reads until there are `count` records. */
  async function consume(topic: string, count: number, format: string): Promise<string> {
    return kcat('-C', '-t', topic, '-o', 'beginning', '-c', String(count), '-f', format, '-q')
  }

  it('kcat -K: is seen by mosquitto_sub under the level form of a wildcard and under the exact dotted name', async () => {
    const wildcard = await subscribe('-t', 'alerts/#', '-v')
    const dotted = await subscribe('-t', 'alerts.fire')
    await produce('k1:smoke\n', '-t', 'alerts.fire', '-K:')
    expect(await wildcard.output((text) => text.includes('smoke\n'))).toContain('alerts/fire smoke\n')
    expect(await dotted.output((text) => text.includes('smoke\n'))).toContain('smoke\n')
    await Promise.all([wildcard.stop(), dotted.stop()])
  })

  it('bytes 0-255 survive from MQTT to Kafka at both qualities of service', async () => {
    await publish(['-t', 'bytes/up', '-s', '-q', '1'], ALL_BYTES)
    await publish(['-t', 'bytes/up', '-s', '-q', '0'], ALL_BYTES)
    const text = await consume('bytes.up', 2, '%S %s')
    expect(text).toBe(`256 ${ALL_BYTES.toString('latin1')}256 ${ALL_BYTES.toString('latin1')}`)
  })

  it('bytes 0-255 survive from Kafka to MQTT', async () => {
    const subscriber = await subscribe('-t', 'bytes/down', '-F', 'got %x.', '-q', '1')
    // The file form of kcat -P sends the whole input as one message.
    writeFileSync(`${directory}.payload`, ALL_BYTES)
    await produce('', '-t', 'bytes.down', `${directory}.payload`)
    expect(await subscriber.output((text) => /got .*\./.test(text))).toContain(`got ${ALL_BYTES.toString('hex')}.`)
    await subscriber.stop()
    removeDataDirectory(`${directory}.payload`)
  })

  it('headers and keys cross both ways by the table of ADR 0001', async () => {
    await publish(['-V', '5', '-t', 'props/up', '-m', 'v', '-q', '1', '-D', 'publish', 'user-property', 'colour', 'red',
      '-D', 'publish', 'user-property', 'colour', 'blue', '-D', 'publish', 'user-property', 'rmq.key', 'the-key'])
    expect(await consume('props.up', 1, '%k|%h|%s')).toBe('the-key|colour=red,colour=blue|v')
    const subscriber = await subscribe('-V', '5', '-t', 'props/down', '-F', '%P %p')
    await produce('k2:w\n', '-t', 'props.down', '-K:', '-H', 'size=large', '-H', 'size=small')
    const text = await subscriber.output((said) => / w\n/.test(said))
    expect(text).toContain('size:large')
    expect(text).toContain('size:small')
    expect(text).toContain('rmq.key:k2')
    expect(text.indexOf('size:large')).toBeLessThan(text.indexOf('size:small'))
    await subscriber.stop()
  })

  it.each(['gzip', 'snappy', 'lz4', 'zstd'])('a batch compressed with %s is stored as it came and read by an MQTT subscriber', async (codec) => {
    const subscriber = await subscribe('-t', `packed/${codec}`)
    await produce(`${'a'.repeat(2000)}-${codec}\n`, '-t', `packed.${codec}`, '-z', codec)
    await subscriber.output((text) => text.includes(`aaa-${codec}\n`))
    await subscriber.stop()
    expect(await consume(`packed.${codec}`, 1, '%s')).toBe(`${'a'.repeat(2000)}-${codec}`)
  })

  it('a retained message is given to later MQTT subscribers and is an ordinary Kafka record', async () => {
    await publish(['-t', 'state/door', '-m', 'open', '-r', '-q', '1'])
    await publish(['-t', 'state/door', '-m', 'shut', '-r', '-q', '1'])
    const { stdout } = await run('mosquitto_sub', ['-h', '127.0.0.1', '-p', String(broker.port('mqtt')), '-t', 'state/+', '-v', '-C', '1', '-W', '10'])
    expect(stdout.toString()).toBe('state/door shut\n')
    expect(await consume('state.door', 2, '%s ')).toBe('open shut ')
  })

  it('MQTT over WebSocket reaches a Kafka consumer', async () => {
    const { connectAsync } = await import('mqtt')
    const client = await connectAsync(`ws://127.0.0.1:${broker.port('mqtt', 'ws')}`, { protocolVersion: 5 })
    await client.publishAsync('over/ws', 'hi', { qos: 1 })
    await client.endAsync()
    expect(await consume('over.ws', 1, '%s')).toBe('hi')
  })

  it('robustmq topic lists, describes, creates and deletes', async () => {
    const { fileURLToPath } = await import('node:url')
    const cli = (...args: string[]): Promise<{ status: number | null; text: string }> =>
      run(process.execPath, [fileURLToPath(new URL('../apps/broker/bin/robustmq.js', import.meta.url)), 'topic', ...args, '--admin', broker.adminUrl])
        .then(({ status, stdout, stderr }) => ({ status, text: stdout.toString() + stderr }))
    expect((await cli('create', 'made.by.hand', '--partitions', '3')).text).toContain('topic made.by.hand made, durability local, fsync always')
    expect((await cli('list')).text).toMatch(/^made\.by\.hand +3 +0 /m)
    expect(JSON.parse((await cli('describe', 'made.by.hand')).text)).toMatchObject({ name: 'made.by.hand', durability: 'local, fsync always', storage: 'segment' })
    expect((await cli('create', 'made.by.hand')).text).toContain('[TOPIC_EXISTS]')
    await cli('delete', 'made.by.hand')
    expect(await cli('describe', 'made.by.hand')).toMatchObject({ status: 1 })
  })
})
