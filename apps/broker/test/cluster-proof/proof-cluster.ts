import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('./proof-node.ts', import.meta.url))
const START_MS_MAX = 120_000
const LINK_PORT_IN_NAMESPACE = 1228

export interface ProofClusterOptions {
  readonly nodes: number
  /** Each node in a network namespace of its own, so that single directions can be cut. Needs root, ip and nft. */
  readonly namespaces: boolean
  readonly staleReads?: boolean
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** Broker processes on loopback, or in namespaces joined by a bridge. Nodes are counted from 1. */
export class ProofCluster {
  readonly count: number
  readonly #options: ProofClusterOptions
  readonly #directory = mkdtempSync(join(tmpdir(), 'robustmq-proof-'))
  readonly #tag = `rmq${process.pid % 10_000}`
  readonly #processes = new Map<number, ChildProcess>()
  readonly #ready = new Map<number, { readonly admin: { readonly port: number }; readonly listeners: readonly { readonly port: number }[] }>()
  #linkPorts: readonly number[] = []

  constructor(options: ProofClusterOptions) {
    this.count = options.nodes
    this.#options = options
  }

  async start(): Promise<void> {
    const all = Array.from({ length: this.count }, (_, i) => i + 1)
    if (this.#options.namespaces) {
      this.#makeNetwork()
      this.#linkPorts = all.map(() => LINK_PORT_IN_NAMESPACE)
    } else this.#linkPorts = await Promise.all(all.map(freePort))
    await Promise.all(all.map((node) => this.startNode(node)))
  }

  host(node: number): string {
    return this.#options.namespaces ? `10.97.${process.pid % 200}.${10 + node}` : '127.0.0.1'
  }

  /** Port of the registers. */
  port(node: number): number {
    return this.#ready.get(node)?.listeners[0]?.port ?? 0
  }

  runs(node: number): boolean {
    return this.#processes.has(node)
  }

  async startNode(node: number): Promise<void> {
    const readyFile = join(this.#directory, `ready-${node}.json`)
    rmSync(readyFile, { force: true })
    const members = Array.from({ length: this.count }, (_, i) => `${i + 1}=${this.host(i + 1)}:${this.#linkPorts[i]}`)
    const environment = {
      ...process.env,
      PROOF_READY: readyFile, PROOF_STALE_READS: this.#options.staleReads === true ? '1' : '0',
      ROBUSTMQ_NODE__ID: String(node), ROBUSTMQ_NODE__DATA_DIRECTORY: join(this.#directory, `node-${node}`), ROBUSTMQ_NODE__HOST: this.host(node),
      ROBUSTMQ_ADMIN__HOST: this.host(node), ROBUSTMQ_ADMIN__PORT: '0', ROBUSTMQ_REGISTERS__LISTENERS__TCP__PORT: '0',
      ROBUSTMQ_CLUSTER__INITIAL_MEMBERS: JSON.stringify(members), ROBUSTMQ_CLUSTER__PORT: String(this.#linkPorts[node - 1]),
      ROBUSTMQ_STORAGE__FREE_BYTES_RESERVE: '0', ROBUSTMQ_STORAGE__WAL_FILE_BYTES: String(16 * 1024 * 1024), ROBUSTMQ_LOG__LEVEL: process.env['PROOF_LOG'] ?? 'warn',
    }
    const command = [process.execPath, ENTRY]
    const [program, ...args] = (this.#options.namespaces ? ['ip', 'netns', 'exec', this.#namespace(node), ...command] : command) as [string, ...string[]]
    const child = spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
    this.#processes.set(node, child)
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => void (complaint = (complaint + chunk.toString()).slice(-20_000)))
    child.once('exit', () => void (this.#processes.get(node) === child && this.#processes.delete(node)))
    for (const until = Date.now() + START_MS_MAX; !existsSync(readyFile); await pause(5)) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`node ${node} did not start: ${complaint}`)
    }
    this.#ready.set(node, JSON.parse(readFileSync(readyFile, 'utf8')) as never)
  }

  /** The process itself: `ip netns exec` becomes it. */
  signal(node: number, signal: NodeJS.Signals): void {
    this.#processes.get(node)?.kill(signal)
  }

  async kill(node: number, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#processes.get(node)
    if (child === undefined) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(signal)
    await gone
  }

  async admin(node: number, path: string, body?: object): Promise<unknown> {
    const url = `http://${this.host(node)}:${this.#ready.get(node)?.admin.port ?? 0}${path}`
    const response = await fetch(url, {
      signal: AbortSignal.timeout(1000),
      ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return response.json()
  }

  /** The leader that most reachable nodes of the newest term name; 0: none now. */
  async leader(): Promise<{ readonly node: number; readonly term: number }> {
    let best = { node: 0, term: 0 }
    await Promise.all(Array.from({ length: this.count }, async (_, i) => {
      try {
        const { groups } = (await this.admin(i + 1, '/api/cluster')) as { groups: { group: string; leader: number; term: number }[] }
        const main = groups.find(({ group }) => group === 'main')
        if (main !== undefined && main.leader > 0 && main.term > best.term) best = { node: main.leader, term: main.term }
      } catch {
        // It is dead, stopped or cut off: the others tell.
      }
    }))
    return best
  }

  async awaitLeader(): Promise<{ readonly node: number; readonly term: number }> {
    for (const until = Date.now() + 20_000; Date.now() < until; await pause(20)) {
      const leader = await this.leader()
      if (leader.node > 0) return leader
    }
    throw new Error('the cluster has no leader')
  }

  /** Packets from one node to another are lost from here on, the others are not. */
  cut(from: number, to: number): void {
    this.#nft(from, 'add', 'rule', 'inet', 'proof', 'out', 'ip', 'daddr', this.host(to), 'drop')
  }

  heal(): void {
    for (let node = 1; node <= this.count; node++) this.#nft(node, 'flush', 'chain', 'inet', 'proof', 'out')
  }

  async dispose(): Promise<void> {
    for (const node of [...this.#processes.keys()]) {
      this.signal(node, 'SIGCONT')
      await this.kill(node)
    }
    if (this.#options.namespaces) this.#removeNetwork()
    rmSync(this.#directory, { recursive: true, force: true })
  }

  #namespace(node: number): string {
    return `${this.#tag}n${node}`
  }

  #nft(node: number, ...args: readonly string[]): void {
    ip('netns', 'exec', this.#namespace(node), 'nft', ...args)
  }

  #makeNetwork(): void {
    const bridge = `${this.#tag}b`
    ip('link', 'add', bridge, 'type', 'bridge')
    ip('addr', 'add', `10.97.${process.pid % 200}.1/24`, 'dev', bridge)
    ip('link', 'set', bridge, 'up')
    for (let node = 1; node <= this.count; node++) {
      const name = this.#namespace(node)
      ip('netns', 'add', name)
      ip('link', 'add', `${name}o`, 'type', 'veth', 'peer', 'name', `${name}i`)
      ip('link', 'set', `${name}i`, 'netns', name)
      ip('link', 'set', `${name}o`, 'master', bridge)
      ip('link', 'set', `${name}o`, 'up')
      ip('-n', name, 'addr', 'add', `${this.host(node)}/24`, 'dev', `${name}i`)
      ip('-n', name, 'link', 'set', `${name}i`, 'up')
      ip('-n', name, 'link', 'set', 'lo', 'up')
      this.#nft(node, 'add', 'table', 'inet', 'proof')
      this.#nft(node, 'add', 'chain', 'inet', 'proof', 'out', '{ type filter hook output priority 0 ; }')
    }
  }

  #removeNetwork(): void {
    for (let node = 1; node <= this.count; node++) ip('netns', 'del', this.#namespace(node))
    ip('link', 'del', `${this.#tag}b`)
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Why namespaces cannot be had here; null when they can. */
export function namespacesRefusal(): string | null {
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  try {
    execFileSync('nft', ['--version'], { stdio: 'ignore' })
    const name = `rmqtry${process.pid % 10_000}`
    ip('netns', 'add', name)
    ip('netns', 'del', name)
    return null
  } catch (error) {
    return `ip or nft does not do it here: ${error instanceof Error ? error.message : String(error)}`
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
