import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import { clientsRequired, hasProgram, run, start } from './stock-client.ts'

const missing = ['kcat', 'mosquitto_pub', 'mosquitto_sub'].filter((name) => !hasProgram(name))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The commands of the README's first minute, without comments. */
const commands = [...readme.matchAll(/^((?:mosquitto_pub|mosquitto_sub|kcat|echo) .*?)(?:\s+#.*)?$/gm)].map((match) => match[1] as string)

describe.skipIf(missing.length > 0 && !clientsRequired)('the first minute of the README', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()
  /** As it stands there, but for the ports. */
  const here = (command: string): string => command
    .replaceAll('localhost:9092', `127.0.0.1:${broker.port('kafka')}`)
    .replaceAll(/mosquitto_(pub|sub)/g, `mosquitto_$1 -h 127.0.0.1 -p ${broker.port('mqtt')}`)

  beforeAll(async () => {
    broker = await startBrokerProcess(directory)
  })

  afterAll(async () => {
    await broker.stop()
    removeDataDirectory(directory)
  })

  it('its commands do what it says', async () => {
    expect(commands).toHaveLength(4)
    const [publish = '', consume = '', subscribe = '', produce = ''] = commands
    expect((await run('sh', ['-c', here(publish)])).status).toBe(0)
    const read = await run('sh', ['-c', here(consume)])
    expect(read.stdout.toString()).toMatch(/^\d{13} hello\n/)
    const subscriber = start('sh', ['-c', `exec stdbuf -oL ${here(subscribe).replace(/ &$/, '')} -d`])
    await subscriber.output((text) => text.includes('Subscribed (mid'))
    expect((await run('sh', ['-c', here(produce)])).status).toBe(0)
    await subscriber.output((text) => text.includes('alerts/fire fire in room 1\n'))
    await subscriber.stop()
  })

  it('after kill -9 everything that was acknowledged is there', async () => {
    await broker.kill()
    broker = await startBrokerProcess(directory)
    const read = await run('sh', ['-c', here(commands[1] ?? '')])
    expect(read.stdout.toString()).toMatch(/^\d{13} hello\n/)
  })
})
