import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../bin/robustmq.js', import.meta.url))
const START_MS_MAX = 60_000

interface ReadyFile {
  readonly admin: { readonly port: number }
  readonly listeners: readonly { readonly protocol: string; readonly transport: string; readonly port: number }[]
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

const running = new Set<BrokerProcess>()

export function killAll(): void {
  for (const broker of running) broker.kill()
}

/** A broker in a process of its own, as people run it. */
export class BrokerProcess {
  readonly #child: ChildProcess
  #ready: ReadyFile | null = null
  #output = ''
  readonly exited: Promise<void>

  private constructor(child: ChildProcess) {
    this.#child = child
    running.add(this)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-20_000)
      })
    }
    this.exited = new Promise((resolve) => child.once('exit', () => {
      running.delete(this)
      resolve()
    }))
  }

  static async start(dataDirectory: string, readyFile: string, settings: Record<string, string>): Promise<BrokerProcess> {
    rmSync(readyFile, { force: true })
    const args = [ENTRY, 'start', '--data', dataDirectory, '--ports-by-system', '--ready-file', readyFile]
    const broker = new BrokerProcess(spawn(process.execPath, args, { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] }))
    for (const began = Date.now(); !existsSync(readyFile);) {
      if (broker.#child.exitCode !== null || broker.#child.signalCode !== null) throw new Error(`the broker does not start:\n${broker.output}`)
      if (Date.now() - began > START_MS_MAX) {
        broker.kill()
        throw new Error(`the broker is not ready after a minute:\n${broker.output}`)
      }
      await pause(20)
    }
    broker.#ready = JSON.parse(readFileSync(readyFile, 'utf8')) as ReadyFile
    return broker
  }

  get output(): string {
    return this.#output
  }

  port(protocol: string): number {
    return this.#ready?.listeners.find((one) => one.protocol === protocol && one.transport === 'tcp')?.port ?? 0
  }

  /** Calls the admin interface; resolves with the status, or 0 when the broker does not answer any more. */
  async admin(method: string, path: string, body?: unknown): Promise<number> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.#ready?.admin.port ?? 0}/api/${path}`, {
        method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      // Killed meanwhile: nothing was promised.
      return 0
    }
  }

  /** Stops all its threads where they are; what they have written stays in the page cache. */
  async freeze(): Promise<void> {
    this.#child.kill('SIGSTOP')
    for (let i = 0; !this.#isStopped(); i++) {
      if (i > 2000) throw new Error('the broker does not stop')
      await pause(1)
    }
  }

  #isStopped(): boolean {
    const stat = readFileSync(`/proc/${this.#child.pid ?? 0}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
  }

  thaw(): void {
    this.#child.kill('SIGCONT')
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
