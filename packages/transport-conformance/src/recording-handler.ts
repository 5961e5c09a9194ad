import { ok } from 'node:assert/strict'
import type { CloseReason, Connection, ConnectionHandler } from '@robustmq/broker-api'

/** What a case does on a call; each may be left out. */
export interface Script {
  onData?(chunk: Buffer, connection: Connection): void
  onEnd?(connection: Connection): void
  onDrain?(connection: Connection): void
  onIdle?(connection: Connection): void
  onClose?(reason: CloseReason): void
}

/** Records the calls of a connection and checks that they come one at a time and never after `onClose`. */
export class RecordingHandler implements ConnectionHandler {
  readonly connection: Connection
  readonly #script: Script
  readonly chunks: Buffer[] = []
  receivedBytes = 0
  ends = 0
  drains = 0
  idles = 0
  readonly closes: CloseReason[] = []
  /** What was wrong with the calls; must stay empty. */
  readonly violations: string[] = []
  #inside = ''

  constructor(connection: Connection, script: Script) {
    this.connection = connection
    this.#script = script
  }

  onData(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.receivedBytes += chunk.length
    this.#call('onData', () => this.#script.onData?.(chunk, this.connection))
  }

  onEnd(): void {
    this.ends++
    this.#call('onEnd', () => this.#script.onEnd?.(this.connection))
  }

  onDrain(): void {
    this.drains++
    this.#call('onDrain', () => this.#script.onDrain?.(this.connection))
  }

  onIdle(): void {
    this.idles++
    this.#call('onIdle', () => this.#script.onIdle?.(this.connection))
  }

  onClose(reason: CloseReason): void {
    if (this.closes.length > 0) this.violations.push('onClose twice')
    try {
      this.#call('onClose', () => this.#script.onClose?.(reason))
    } finally {
      this.closes.push(reason)
    }
  }

  /** The reason of the only `onClose`. */
  get closeCode(): string {
    return this.closes[0]?.code ?? 'open'
  }

  #call(name: string, body: () => void): void {
    if (this.#inside !== '') this.violations.push(`${name} during ${this.#inside}`)
    if (this.closes.length > 0) this.violations.push(`${name} after onClose`)
    this.#inside = name
    try {
      body()
    } finally {
      this.#inside = ''
    }
  }
}

const PATIENCE_MS = 15_000

/** Waits, turn by turn, until `condition` holds; fails with `what` when it never does. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!condition()) {
    ok(performance.now() < deadline, `waited in vain until ${what}`)
    await new Promise<void>((resolve) => void setImmediate(resolve))
  }
}

/** Lets the event loop go round `count` times. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => void setImmediate(resolve))
}
