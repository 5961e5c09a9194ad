import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import { clientsRequired, hasProgram, run } from './stock-client.ts'

const missing = hasProgram('kcat') ? [] : ['kcat']
if (missing.length > 0) process.stderr.write(`SASL interop is ${clientsRequired ? 'impossible' : 'skipped'}: kcat not on PATH\n`)

describe.skipIf(missing.length > 0 && !clientsRequired)('Kafka clients that say who they are', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()

  beforeAll(async () => {
    broker = await startBrokerProcess(directory)
    // The first user administers; from then on nobody comes in without a password.
    const added = await fetch(`${broker.adminUrl}/api/users`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'ann', password: 'correct horse' }),
    })
    expect(added.status).toBe(201)
  })

  afterAll(async () => {
    expect(await broker.stop()).toBe(0)
    removeDataDirectory(directory)
  })

  const kcat = (mechanism: string, password: string): ReturnType<typeof run> => run(
    'kcat',
    ['-b', `127.0.0.1:${broker.port('kafka')}`, '-X', 'security.protocol=sasl_plaintext', '-X', `sasl.mechanism=${mechanism}`, '-X', 'sasl.username=ann', '-X', `sasl.password=${password}`,
      '-X', 'message.timeout.ms=3000', '-P', '-t', 'sasl.kcat'],
    `by ${mechanism}\n`)

  it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'])('kcat by %s', async (mechanism) => {
    const right = await kcat(mechanism, 'correct horse')
    expect(`${right.status} ${right.stderr}`).toMatch(/^0 /)
    const wrong = await kcat(mechanism, 'wrong')
    expect(wrong.status).not.toBe(0)
    expect(wrong.stderr).toMatch(/authentication fail/i)
  })

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('kafkajs by %s', async (mechanism) => {
    const sasl = { mechanism, username: 'ann', password: 'correct horse' } as { mechanism: 'plain'; username: string; password: string }
    const kafka = new Kafka({ clientId: 'interop', brokers: [`127.0.0.1:${broker.port('kafka')}`], logLevel: logLevel.NOTHING, sasl, retry: { retries: 0 } })
    const admin = kafka.admin()
    await admin.connect()
    expect(await admin.listTopics()).toContain('sasl.kcat')
    await admin.disconnect()
    const stranger = new Kafka({ clientId: 'stranger', brokers: [`127.0.0.1:${broker.port('kafka')}`], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin()
    await stranger.connect()
    await expect(stranger.listTopics()).rejects.toThrow()
    await stranger.disconnect()
  })
})
