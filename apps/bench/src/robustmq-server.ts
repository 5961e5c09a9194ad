import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onCore } from './machine.ts'
import type { Server } from './server.ts'
import { stopProcess } from './server.ts'

const BROKER = fileURLToPath(new URL('../../broker/bin/robustmq.js', import.meta.url))
const START_MS_MAX = 30_000

interface ReadyFile {
  readonly processId: number
  readonly admin: { readonly port: number }
  readonly listeners: readonly { readonly protocol: string; readonly transport: string; readonly port: number }[]
}

/** Starts this repository's broker on core 0 with a new data directory. `settings` are environment variables of its configuration. */
export async function startRobustmq(settings: Readonly<Record<string, string>>): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'robustmq-bench-'))
  const readyFile = join(directory, 'ready.json')
  const command = onCore(0, [process.execPath, BROKER, 'start', '--data', join(directory, 'data'), '--ports-by-system', '--ready-file', readyFile])
  const child = spawn(command[0] as string, command.slice(1), { env: { ...process.env, ...settings }, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => void (complaint = (complaint + chunk.toString()).slice(-4000)))
  const until = Date.now() + START_MS_MAX
  while (!existsSync(readyFile)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the broker did not start: ${complaint}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const ready = JSON.parse(readFileSync(readyFile, 'utf8')) as ReadyFile
  const admin = `http://127.0.0.1:${ready.admin.port}`
  const ports: Record<string, number> = {}
  for (const listener of ready.listeners) if (listener.transport === 'tcp') ports[listener.protocol] ??= listener.port
  return {
    pid: ready.processId,
    ports,
    durability: 'local, fdatasync before each acknowledgement',
    syncs: async () => metric(await (await fetch(`${admin}/metrics`)).text(), 'wal_syncs'),
    storedRecords: async (topic) => {
      const response = await fetch(`${admin}/api/topics/${encodeURIComponent(topic)}`)
      return response.status === 404 ? 0 : ((await response.json()) as { records: number }).records
    },
    async stop() {
      await stopProcess(child)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function metric(text: string, name: string): number | null {
  const line = text.split('\n').find((l) => l.startsWith(`${name} `) || l.startsWith(`${name}{`))
  return line === undefined ? null : Number(line.split(' ').at(-1))
}
