import type { AdvertisedListener, StateMachine } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'

export const LISTENERS_MACHINE = 'listeners'
const VERSION = 1
/** Nodes that ever told their listeners. */
const NODES_MAX = 4096
const BYTES_MAX = 64 * 1024

interface Entry {
  readonly nodeId: number
  readonly listeners: readonly AdvertisedListener[]
}

/**
 * Where each node listens, for the metadata of protocols that send their clients to the node that has the data. Commands and the
 * snapshot are JSON: told once at the start of a node.
 */
export class ListenersMachine implements StateMachine {
  readonly name: string = LISTENERS_MACHINE
  readonly version: number = VERSION
  #entries = new Map<number, readonly AdvertisedListener[]>()

  of(nodeId: number): readonly AdvertisedListener[] {
    return this.#entries.get(nodeId) ?? []
  }

  apply(command: Uint8Array): Uint8Array {
    const entry = command.length > BYTES_MAX ? null : parseEntry(parse(command))
    if (entry === null || (!this.#entries.has(entry.nodeId) && this.#entries.size >= NODES_MAX)) return Buffer.from('refused')
    this.#entries.set(entry.nodeId, entry.listeners)
    return Buffer.from('ok')
  }

  snapshot(): Uint8Array {
    const entries = [...this.#entries].sort((a, b) => a[0] - b[0]).map(([nodeId, listeners]) => ({ nodeId, listeners }))
    return Buffer.from(JSON.stringify(entries))
  }

  restore(snapshot: Uint8Array, version: number): void {
    if (version > VERSION) throw new BrokerError({ code: 'META_FORMAT_UNKNOWN', retry: 'never', message: `listeners snapshot version ${version} is newer than ${VERSION}` })
    const list = parse(snapshot)
    const entries = Array.isArray(list) ? list.map(parseEntry) : [null]
    if (entries.includes(null)) throw new BrokerError({ code: 'META_CORRUPT', retry: 'never', message: 'the snapshot of the listeners cannot be read' })
    this.#entries = new Map((entries as Entry[]).map(({ nodeId, listeners }) => [nodeId, listeners]))
  }
}

export function encodeListeners(nodeId: number, listeners: readonly AdvertisedListener[]): Buffer {
  return Buffer.from(JSON.stringify({ nodeId, listeners }))
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    // Any bytes may come: what is not JSON is refused like any other nonsense.
    return null
  }
}

function parseEntry(value: unknown): Entry | null {
  if (typeof value !== 'object' || value === null) return null
  const { nodeId, listeners } = value as { nodeId?: unknown; listeners?: unknown }
  if (!Number.isSafeInteger(nodeId) || !Array.isArray(listeners)) return null
  const good = listeners.every((one: unknown) => {
    const { protocol, transport, host, port } = one as Record<string, unknown>
    return typeof protocol === 'string' && typeof transport === 'string' && typeof host === 'string' && Number.isSafeInteger(port)
  })
  return good ? { nodeId: nodeId as number, listeners: listeners as AdvertisedListener[] } : null
}
