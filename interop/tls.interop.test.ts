import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import { clientsRequired, hasProgram, run } from './stock-client.ts'

const missing = ['kcat', 'mosquitto_pub', 'openssl'].filter((program) => !hasProgram(program))
if (missing.length > 0) process.stderr.write(`TLS interop is ${clientsRequired ? 'impossible' : 'skipped'}: ${missing.join()} not on PATH\n`)

describe.skipIf(missing.length > 0 && !clientsRequired)('clients over TLS', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()
  const pem = mkdtempSync(join(tmpdir(), 'robustmq-tls-'))
  const file = (name: string): string => join(pem, name)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: pem, stdio: 'ignore' })
  const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

  beforeAll(async () => {
    openssl('req', '-x509', ...KEY, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=interop authority')
    for (const name of ['server', 'client']) {
      openssl('req', ...KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1')
      openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-copy_extensions', 'copy', '-out', `${name}.crt`)
    }
    broker = await startBrokerProcess(directory, {
      ROBUSTMQ_TLS__CERTIFICATE: file('server.crt'), ROBUSTMQ_TLS__KEY: file('server.key'), ROBUSTMQ_TLS__CLIENT_AUTHORITIES: file('ca.crt'),
      ROBUSTMQ_MQTT__LISTENERS__TLS__ENABLED: 'true', ROBUSTMQ_MQTT__LISTENERS__TLS__CLIENT_CERTIFICATE: 'required',
      ROBUSTMQ_MQTT__LISTENERS__WSS__ENABLED: 'true', ROBUSTMQ_KAFKA__LISTENERS__TLS__ENABLED: 'true',
    })
  })

  afterAll(async () => {
    expect(await broker.stop()).toBe(0)
    removeDataDirectory(directory)
    rmSync(pem, { recursive: true })
  })

  it('mosquitto publishes with a client certificate, and is refused without; kcat reads it over TLS', async () => {
    const common = ['-h', '127.0.0.1', '-p', String(broker.port('mqtt', 'tls')), '--cafile', file('ca.crt'), '-t', 'tls/a', '-q', '1']
    const without = await run('mosquitto_pub', [...common, '-m', 'no'])
    expect(without.status).not.toBe(0)
    const withOne = await run('mosquitto_pub', [...common, '-m', 'hello', '--cert', file('client.crt'), '--key', file('client.key')])
    expect(`${withOne.status} ${withOne.stderr}`).toMatch(/^0 /)
    const kafka = `127.0.0.1:${broker.port('kafka', 'tls')}`
    const read = await run('kcat', ['-b', kafka, '-X', 'security.protocol=ssl', '-X', `ssl.ca.location=${file('ca.crt')}`, '-C', '-t', 'tls.a', '-o', 'beginning', '-e', '-q'])
    expect(`${read.stdout.toString()}${read.stderr}`).toBe('hello\n')
  })

  it('MQTT.js publishes and subscribes over secure WebSocket', async () => {
    const client = await mqtt.connectAsync(`wss://127.0.0.1:${broker.port('mqtt', 'wss')}/mqtt`, { ca: readFileSync(file('ca.crt')), protocolVersion: 5 })
    await client.subscribeAsync('wss/#', { qos: 1 })
    const heard = new Promise<string>((resolve) => void client.once('message', (_topic, payload) => resolve(String(payload))))
    await client.publishAsync('wss/a', 'over the web', { qos: 1 })
    expect(await heard).toBe('over the web')
    await client.endAsync()
  })
})
