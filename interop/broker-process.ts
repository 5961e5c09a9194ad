import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BROKER = fileURLToPath(new URL('../apps/broker/bin/robustmq.js', import.meta.url))
const START_MS_MAX = 30_000

/** A broker in a process of its own, as people run it. */
export interface BrokerProcess {
  readonly dataDirectory: string
  readonly adminUrl: string
  readonly processId: number
  /** Port of a protocol's listener on 127.0.0.1. */
  port(protocol: string, transport?: string): number
  /** SIGKILL: nothing is flushed, nobody is told. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit status. */
  stop(): Promise<number | null>
  /** What it has written to standard error. */
  log(): string
}

export function newDataDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'robustmq-interop-'))
}

export function removeDataDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true })
}

const running = new Set<ChildProcess>()

/** Ends what a failed test has left running. */
export async function killLeftBrokers(): Promise<void> {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')))
}

export async function startBrokerProcess(dataDirectory: string, settings: Readonly<Record<string, string>> = {}): Promise<BrokerProcess> {
  const readyFile = join(dataDirectory, '..', `${dataDirectory.split('/').at(-1) ?? ''}.ready.json`)
  rmSync(readyFile, { force: true })
  const args = [BROKER, 'start', '--data', dataDirectory, '--ports-by-system', '--ready-file', readyFile]
  const child = spawn(process.execPath, args, { env: { ...process.env, ...settings }, stdio: ['ignore', 'ignore', 'pipe'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => void (complaint = (complaint + chunk.toString()).slice(-64_000)))
  for (const until = Date.now() + START_MS_MAX; !existsSync(readyFile); ) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`the broker did not start: ${complaint}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const ready = JSON.parse(readFileSync(readyFile, 'utf8')) as {
    processId: number
    admin: { port: number }
    listeners: { protocol: string; transport: string; host: string; port: number }[]
  }
  rmSync(readyFile, { force: true })
  return {
    dataDirectory,
    adminUrl: `http://127.0.0.1:${ready.admin.port}`,
    processId: ready.processId,
    port(protocol, transport = 'tcp') {
      const found = ready.listeners.find((l) => l.protocol === protocol && l.transport === transport && l.host === '127.0.0.1')
      if (found === undefined) throw new Error(`no ${protocol} listener over ${transport}`)
      return found.port
    },
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
    log: () => complaint,
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(child.exitCode)
      return
    }
    child.once('exit', (status) => resolve(status))
    child.kill(signal)
  })
}
