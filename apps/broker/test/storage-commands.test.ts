import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runCommandLine } from '../src/cli/command-line.ts'
import { KafkaClient } from './clients/kafka-client.ts'
import { BrokerProcess, killAll } from './power-cut-image/broker-process.ts'

const SETTINGS = { ROBUSTMQ_STORAGE__WAL_FILE_BYTES: String(1024 * 1024), ROBUSTMQ_STORAGE__FREE_BYTES_RESERVE: '0', ROBUSTMQ_LOG__LEVEL: 'error' }

let folder = ''
let data = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'robustmq-storage-'))
  data = join(folder, 'data')
})

afterEach(() => {
  killAll()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const start = (): Promise<BrokerProcess> => BrokerProcess.start(data, join(folder, 'ready.json'), SETTINGS)

async function command(...args: string[]): Promise<{ status: number; output: string }> {
  let output = ''
  const take = (text: string | Uint8Array): boolean => {
    output += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(take)
  vi.spyOn(process.stderr, 'write').mockImplementation(take)
  const status = await runCommandLine(['storage', ...args])
  vi.restoreAllMocks()
  return { status, output }
}

async function stop(broker: BrokerProcess): Promise<void> {
  broker.kill()
  await broker.exited
}

it('verify, dump and repair work on a stopped data directory, refuse a running one, and lose nothing that is readable', { timeout: 90_000 }, async () => {
  const broker = await start()
  const client = await KafkaClient.open(broker.port('kafka'))
  await client.makeTopic('kept')
  const values = Array.from({ length: 60 }, (_, i) => `value ${i} ${'x'.repeat(60_000)}`)
  for (const value of values) await client.produce('kept', [value])
  expect(await command('verify', data)).toMatchObject({ status: 1, output: expect.stringContaining('in use by another broker') as string })
  client.close()
  await stop(broker)

  expect(await command('verify', data)).toMatchObject({ status: 0, output: expect.stringMatching(/[1-9] segments .* records/) as string })
  const dumped = await command('dump', data, '--records', '--limit', '100000')
  // Twice when its file of the log had not been given back yet.
  expect([1, 2]).toContain(dumped.output.split('\n').filter((line) => line.includes('value 7 xxx')).length)
  expect((await command('dump', data, '--limit', '3')).output.trim().split('\n')).toHaveLength(4)

  const segments = join(data, 'storage/segments')
  const path = join(segments, readdirSync(segments)[0] as string)
  const bytes = readFileSync(path)
  const victim = bytes.indexOf('value 3 ')
  expect(victim).toBeGreaterThan(0)
  bytes[victim + 100] = 0x79
  writeFileSync(path, bytes)
  expect(await command('verify', data)).toMatchObject({ status: 1, output: expect.stringContaining('segment-batch') as string })
  const repaired = await command('repair', data)
  expect(repaired).toMatchObject({ status: 0, output: expect.stringContaining('set aside') as string })
  expect(readdirSync(join(data, 'quarantine')).length).toBe(2)
  expect(await command('verify', data)).toMatchObject({ status: 0 })

  const again = await start()
  const reader = await KafkaClient.open(again.port('kafka'))
  expect(await reader.readAll('kept')).toEqual(values.filter((_, i) => i !== 3))
  reader.close()
  await stop(again)
})

it('a folder that is no data directory is refused and left alone', async () => {
  expect(await command('verify', folder)).toMatchObject({ status: 1, output: expect.stringContaining('DATA_DIRECTORY_FOREIGN') as string })
  expect(readdirSync(folder)).toEqual([])
})
