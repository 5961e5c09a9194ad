import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../bin/robustmq.js', import.meta.url))

interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

let folder = ''
const running: { kill(signal: NodeJS.Signals): boolean }[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'robustmq-cli-'))
})

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): { readonly finished: Promise<Finished>; readonly child: ReturnType<typeof spawn> } {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => void (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()))
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, stdout, stderr }))
  })
  return { child, finished }
}

/** Starts a broker and waits until it serves. */
async function start(extra: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<ReturnType<typeof run> & { readonly ready: { admin: { port: number } } }> {
  const file = join(folder, 'ready.json')
  const started = run(['start', '--data', join(folder, 'data'), '--ports-by-system', '--ready-file', file, ...extra], environment)
  const ended = started.finished.then(({ stderr }) => { throw new Error(stderr) })
  const ready = new Promise<void>((resolve) => {
    const look = (): void => void (existsSync(file) ? resolve() : setTimeout(look, 10))
    look()
  })
  await Promise.race([ready, ended])
  ended.catch(() => undefined)
  return { ...started, ready: JSON.parse(readFileSync(file, 'utf8')) as { admin: { port: number } } }
}

describe('robustmq', () => {
  it('version and help', async () => {
    expect(await run(['version']).finished).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string })
    expect((await run(['--help']).finished).stdout).toContain('start [options]')
  })

  it('config check names line, key, value and what is allowed, and exits with 1', async () => {
    writeFileSync(join(folder, 'robustmq.toml'), '[storage]\ndurability = "sometimes"\n\n[mqtt.listeners.tcp]\nport = 99999\n')
    const { status, stderr } = await run(['config', 'check']).finished
    expect(status).toBe(1)
    expect(stderr).toContain('robustmq.toml:2:14: storage.durability: "sometimes" is not allowed: one of "always", "interval", "never"')
    expect(stderr).toContain('robustmq.toml:5:8: mqtt.listeners.tcp.port: 99999 is not allowed: a number from 0 to 65535')
    writeFileSync(join(folder, 'robustmq.toml'), '[node]\nhost = "0.0.0.0"\n')
    expect(await run(['config', 'check']).finished).toMatchObject({ status: 1, stderr: expect.stringContaining('[CONFIG_UNSAFE]') as string })
    expect(await run(['config', 'check', '--insecure']).finished).toMatchObject({ status: 0 })
    writeFileSync(join(folder, 'robustmq.toml'), '[storage]\ndurability = "sometimes"\n')
    expect(await run(['config', 'check'], { ROBUSTMQ_STORAGE__DURABILITY: 'never', ROBUSTMQ_MQTT__LISTENERS__TCP__PORT: '0' }).finished).toMatchObject({ status: 0 })
  })

  it('says that it serves, on which ports, with which durability, and ends with 0 on SIGTERM', async () => {
    const { child, finished, ready } = await start()
    expect(await (await fetch(`http://127.0.0.1:${ready.admin.port}/health/ready`)).json()).toEqual({ status: 'ready' })
    expect(await (await fetch(`http://127.0.0.1:${ready.admin.port}/metrics`)).text()).toContain('wal_syncs')
    child.kill('SIGTERM')
    const { status, stdout } = await finished
    expect(status).toBe(0)
    expect(stdout).toMatch(/^MQTT +tcp +127\.0\.0\.1:\d+$/m)
    expect(stdout).toContain('durability  local (this node only), fsync always for new topics')
    expect(stdout).toMatch(/try it\n {2}mosquitto_pub -h 127\.0\.0\.1 -p \d+/)
  })

  it('answers bad requests of administration with their reason', async () => {
    const { ready } = await start()
    const admin = `http://127.0.0.1:${ready.admin.port}`
    const post = (body: string, type = 'application/json'): Promise<Response> => fetch(`${admin}/api/topics`, { method: 'POST', body, headers: { 'content-type': type } })
    const codes = await Promise.all([
      fetch(`${admin}/api/topics?limit=-1`), fetch(`${admin}/api/topics/%E0%A4%A`), fetch(`${admin}/nothing`), post('{"name":'), post('{}'), post('{"name":"a","bogus":1}'),
      post('{"name":"a","partitions":-1}'), post('{"name":"a","durability":"often"}'), post('name=a', 'application/x-www-form-urlencoded'),
    ].map(async (answer) => {
      const response = await answer
      return `${response.status} ${((await response.json()) as { code: string }).code}`
    }))
    expect(codes).toEqual([
      '400 ADMIN_BAD_REQUEST', '400 ADMIN_BAD_REQUEST', '404 ADMIN_NOT_FOUND', '400 ADMIN_BAD_REQUEST', '400 TOPIC_NAME_INVALID', '400 ADMIN_BAD_REQUEST',
      '400 TOPIC_PARTITIONS_INVALID', '400 TOPIC_CONFIG_INVALID', '415 ADMIN_BAD_REQUEST',
    ])
    const topic = (...args: string[]): Promise<Finished> => run(['topic', ...args]).finished
    expect((await topic('create', 'a', '--partitions', 'abc', '--admin', admin)).stderr).toContain('--partitions takes a whole number, not "abc" [TOPIC_PARTITIONS_INVALID]')
    expect((await topic('list', '--admin', 'nonsense')).stderr).toContain('[ADMIN_URL_INVALID]')
    expect((await topic('create', 'a', '--admin', admin)).status).toBe(0)
  })

  it('refuses a taken port by its number', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', () => resolve()))
    const { port } = holder.address() as AddressInfo
    const environment = {
      ROBUSTMQ_MQTT__LISTENERS__TCP__PORT: String(port), ROBUSTMQ_NODE__HOST: '127.0.0.1', ROBUSTMQ_ADMIN__PORT: '0',
      ROBUSTMQ_MQTT__LISTENERS__WS__PORT: '0', ROBUSTMQ_KAFKA__LISTENERS__TCP__PORT: '0',
    }
    const { status, stderr } = await run(['start', '--data', join(folder, 'data')], environment).finished
    holder.close()
    expect(status).toBe(1)
    expect(stderr).toContain(String(port))
    expect(stderr).toContain('[NET_PORT_TAKEN]')
  })

  it('refuses a data directory that another broker has, and takes it over from one that was killed', async () => {
    const first = await start()
    const second = await run(['start', '--data', join(folder, 'data'), '--ports-by-system']).finished
    expect(second).toMatchObject({ status: 1, stderr: expect.stringMatching(/in use by another broker \(process \d+\) \[DATA_DIRECTORY_LOCKED\]/) as string })
    first.child.kill('SIGKILL')
    await first.finished
    rmSync(join(folder, 'ready.json'))
    const third = await start()
    third.child.kill('SIGTERM')
    expect((await third.finished).status).toBe(0)
  })

  it('refuses a data directory of a newer layout, of something else, and one that cannot be read', async () => {
    const directory = join(folder, 'data')
    mkdirSync(directory)
    writeFileSync(join(directory, 'layout.json'), '{"layoutVersion": 99, "clusterId": "x"}')
    const newer = await run(['start', '--data', directory, '--ports-by-system']).finished
    expect(newer).toMatchObject({ status: 1, stderr: expect.stringContaining('layout version 99') as string })
    rmSync(join(directory, 'layout.json'))
    writeFileSync(join(directory, 'holiday.jpg'), '')
    const foreign = await run(['start', '--data', directory, '--ports-by-system']).finished
    expect(foreign).toMatchObject({ status: 1, stderr: expect.stringContaining('[DATA_DIRECTORY_FOREIGN]') as string })
    const unreadable = await run(['start', '--data', join(directory, 'holiday.jpg'), '--ports-by-system']).finished
    expect(unreadable).toMatchObject({ status: 1, stderr: expect.stringContaining('[DATA_DIRECTORY_UNREADABLE]') as string })
  })

  it('listens beyond this machine only when told that this is insecure', async () => {
    const refused = await run(['start', '--data', join(folder, 'data'), '--ports-by-system'], { ROBUSTMQ_NODE__HOST: '0.0.0.0' }).finished
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('[CONFIG_UNSAFE]') as string })
    const allowed = await start(['--insecure'], { ROBUSTMQ_NODE__HOST: '0.0.0.0' })
    allowed.child.kill('SIGTERM')
    expect((await allowed.finished).status).toBe(0)
  })
})
