import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import { clientsRequired, hasProgram, run } from './stock-client.ts'

const missing = ['mosquitto_pub', 'mosquitto_sub'].filter((name) => !hasProgram(name))
if (missing.length > 0) process.stderr.write(`interop of users is ${clientsRequired ? 'impossible' : 'skipped'}: ${missing.join(', ')} not on PATH\n`)

const PROGRAM = fileURLToPath(new URL('../apps/broker/bin/robustmq.js', import.meta.url))

// Skipped only where the clients are missing and nobody has asked for them; CI asks.
describe.skipIf(missing.length > 0 && !clientsRequired)('users and rules, with clients that nobody here wrote', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()
  const adminUrl = (login = ''): string => broker.adminUrl.replace('//', login === '' ? '//' : `//${login}@`)
  const cli = async (login: string, args: readonly string[], input = ''): Promise<{ readonly status: number | null; readonly text: string }> => {
    const { status, stdout, stderr } = await run(process.execPath, [PROGRAM, ...args, '--admin', adminUrl(login)], input)
    return { status, text: stdout.toString() + stderr }
  }
  const publish = async (topic: string, ...args: readonly string[]): Promise<number | null> =>
    (await run('mosquitto_pub', ['-V', '5', '-h', '127.0.0.1', '-p', String(broker.port('mqtt')), '-t', topic, '-m', 'hi', '-q', '1', ...args])).status

  beforeAll(async () => {
    broker = await startBrokerProcess(directory)
  })

  afterAll(async () => {
    expect(await broker.stop()).toBe(0)
    removeDataDirectory(directory)
  })

  it('nobody is asked before the first user, and a node is not reachable from elsewhere until then', async () => {
    expect(await publish('a/b')).toBe(0)
    const elsewhere = newDataDirectory()
    await expect(startBrokerProcess(elsewhere, { ROBUSTMQ_NODE__HOST: '0.0.0.0' })).rejects.toThrow('CONFIG_UNSAFE')
    removeDataDirectory(elsewhere)
  })

  it('the first user administers; then administration and clients need name and password', async () => {
    expect(await cli('', ['user', 'add', 'root'], 'r00t pass\n')).toEqual({ status: 0, text: 'user root made, may administer\n' })
    expect((await cli('', ['user', 'list'])).text).toContain('[ADMIN_LOGIN_NEEDED]')
    expect((await cli('root:wrong', ['topic', 'list'])).text).toContain('[ADMIN_LOGIN_NEEDED]')
    expect((await cli('root:r00t%20pass', ['user', 'add', 'ann', '--group', 'sensors'], 'secret\n')).text).toBe('user ann made\n')
    expect((await cli('root:r00t%20pass', ['user', 'list'])).text).toMatch(/^ann +1 +enabled +user +sensors\nroot +1 +enabled +administrator/m)
    expect((await cli('ann:secret', ['topic', 'list'])).text).toContain('[ADMIN_LOGIN_NEEDED]')
    expect((await cli('root:r00t%20pass', ['user', 'delete', 'root'])).text).toContain('[AUTH_LAST_ADMIN]')

    expect(await publish('a/b')).not.toBe(0)
    expect(await publish('a/b', '-u', 'ann', '-P', 'guess')).not.toBe(0)
    expect(await publish('a/b', '-u', 'nobody', '-P', 'secret')).not.toBe(0)
    expect(await publish('a/b', '-u', 'ann', '-P', 'secret')).toBe(0)
  })

  it('rules decide about publishing and subscribing; a disabled user is out', async () => {
    const root = 'root:r00t%20pass'
    expect((await cli(root, ['acl', 'add', 'deny', 'group:sensors', 'commands/#', '--action', 'publish,subscribe'])).text).toBe('rule 1 made\n')
    expect((await cli(root, ['acl', 'list'])).text).toMatch(/^1 +1 +deny +group:sensors +\* +publish,subscribe +commands\.#\ndefault: allow$/m)
    const refused = await run('mosquitto_pub', ['-V', '5', '-d', '-h', '127.0.0.1', '-p', String(broker.port('mqtt')), '-t', 'commands/stop', '-m', 'x', '-q', '1', '-u', 'ann', '-P', 'secret'])
    expect(refused.stdout.toString() + refused.stderr).toMatch(/Not authorized|RC:135/)
    expect(await publish('sensors/1', '-u', 'ann', '-P', 'secret')).toBe(0)
    const listen = (topic: string): ReturnType<typeof run> =>
      run('mosquitto_sub', ['-V', '5', '-d', '-h', '127.0.0.1', '-p', String(broker.port('mqtt')), '-t', topic, '-u', 'ann', '-P', 'secret', '-E'])
    expect((await listen('#')).stdout.toString()).toContain('Subscribed (mid: 1): 135')
    expect((await listen('sensors/#')).stdout.toString()).toMatch(/Subscribed \(mid: 1\): 0/)
    await cli(root, ['acl', 'delete', '1'])
    expect((await listen('#')).stdout.toString()).toMatch(/Subscribed \(mid: 1\): 0/)
    await cli(root, ['user', 'change', 'ann', '--disable'])
    expect(await publish('sensors/1', '-u', 'ann', '-P', 'secret')).not.toBe(0)
    await cli(root, ['user', 'change', 'ann', '--enable'])
    await cli(root, ['user', 'passwd', 'ann'], 'changed\n')
    expect(await publish('sensors/1', '-u', 'ann', '-P', 'changed')).toBe(0)
  })

  it('users and rules are there after a restart, now also for clients from elsewhere', async () => {
    await cli('root:r00t%20pass', ['acl', 'default', 'deny'])
    expect(await broker.stop()).toBe(0)
    broker = await startBrokerProcess(directory, { ROBUSTMQ_NODE__HOST: '0.0.0.0', ROBUSTMQ_MQTT__LISTENERS__TCP__HOST: '127.0.0.1' })
    expect(await publish('a/b')).not.toBe(0)
    expect(await publish('a/b', '-u', 'ann', '-P', 'changed')).not.toBe(0)
    await cli('root:r00t%20pass', ['acl', 'add', 'allow', 'user:ann', '#'])
    expect(await publish('a/b', '-u', 'ann', '-P', 'changed')).toBe(0)
  })
})
