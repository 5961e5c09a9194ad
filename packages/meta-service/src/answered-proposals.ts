import { equalBytes } from '@robustmq/common-bytes'
import type { metaProto } from '@robustmq/proto-gen'

type ClientRecord = metaProto.meta.v1.ClientRecord
type ClientRecordProperties = metaProto.meta.v1.ClientRecord.$Properties

/*
 * Exactly-once: a proposal that a client repeats because it did not hear the answer is answered again, not applied
 * again. The table is part of the replicated state, so its bounds are the same on every replica and belong to the
 * format: who changes them changes what replicas with the old bounds do.
 *
 * Proposals of one client may be applied in another order than they were made: one may be lost with a leader and repeated. So
 * what is remembered is each answer, and a floor below which nothing is applied any more. The client says with each proposal
 * below which sequence it has all answers; beyond the bounds the floor rises by itself.
 */

/** Clients remembered; beyond it the one that has been silent for longest is forgotten. */
export const CLIENTS_MAX = 1024
/** Answers kept per client: how many proposals it may have in flight when it has to repeat them. */
export const ANSWERS_PER_CLIENT_MAX = 16_384
/** Bytes of answers kept per client; the newest is kept whatever its size. */
export const ANSWER_BYTES_PER_CLIENT_MAX: number = 4 * 1024 * 1024
/** Bytes of all answers; beyond it those of the client that has been silent for longest go. */
const ANSWER_BYTES_MAX = 64 * 1024 * 1024

interface Client {
  readonly id: Uint8Array
  /** By sequence, in the order of application. */
  readonly answers: Map<number, Uint8Array>
  bytes: number
  /** At least 1. */
  floor: number
}

/** What the table knows of a proposal. */
export type Repeat =
  /** Not seen before: apply it. */
  | { readonly kind: 'new' }
  | { readonly kind: 'answered'; readonly answer: Uint8Array }
  /** Applied so long ago that the answer is gone, or given up by its client. */
  | { readonly kind: 'forgotten' }

const NEW: Repeat = { kind: 'new' }
const FORGOTTEN: Repeat = { kind: 'forgotten' }

export class AnsweredProposals {
  /** In order of use, oldest first (a Map keeps the order of insertion). */
  readonly #clients = new Map<string, Client>()
  /** The client used last: most commands in a row are of one node. */
  #newest: Client | null = null
  #bytes = 0

  get size(): number {
    return this.#clients.size
  }

  find(id: Uint8Array, sequence: number): Repeat {
    const client = this.#lookUp(id)
    if (client === null) return NEW
    const answer = client.answers.get(sequence)
    if (answer !== undefined) return { kind: 'answered', answer }
    return sequence < client.floor ? FORGOTTEN : NEW
  }

  /** Keeps `answer`; copies `id`. `answeredBelow`: 0 when the client does not say. */
  record(id: Uint8Array, sequence: number, answer: Uint8Array, answeredBelow: number): void {
    const client = this.#use(id)
    client.answers.set(sequence, answer)
    client.bytes += answer.length
    this.#bytes += answer.length
    if (answeredBelow > client.floor) this.#forgetBelow(client, answeredBelow)
    while (client.answers.size > 1 && (client.answers.size > ANSWERS_PER_CLIENT_MAX || client.bytes > ANSWER_BYTES_PER_CLIENT_MAX)) this.#forgetOldest(client)
    while (this.#bytes > ANSWER_BYTES_MAX && this.#clients.size > 1) this.#forgetSilent()
    if (this.#clients.size > CLIENTS_MAX) {
      const [key, silent] = this.#clients.entries().next().value as [string, Client]
      this.#bytes -= silent.bytes
      this.#clients.delete(key)
    }
  }

  /** The order of answers is that of application, so equal on all replicas. */
  records(): ClientRecordProperties[] {
    return [...this.#clients.values()].map(({ id, floor, answers }) => ({
      client: id, floor, answers: [...answers].map(([sequence, answer]) => ({ sequence, answer })),
    }))
  }

  restore(records: readonly ClientRecordProperties[]): void {
    this.#clients.clear()
    this.#newest = null
    this.#bytes = 0
    for (const { client, answers, floor } of records as readonly ClientRecord[]) {
      // Format 1 had no floor: everything before the first answer that is left was answered.
      const first = answers[0]?.sequence ?? 1
      this.#use(client).floor = Math.max(1, floor === 0 ? first : floor)
      for (const { sequence, answer } of answers) this.record(client, sequence ?? 0, Buffer.from(answer ?? []), 0)
    }
  }

  #lookUp(id: Uint8Array): Client | null {
    const newest = this.#newest
    if (newest !== null && equalBytes(newest.id, 0, newest.id.length, id, 0, id.length)) return newest
    return this.#clients.get(keyOf(id)) ?? null
  }

  #use(id: Uint8Array): Client {
    const newest = this.#newest
    if (newest !== null && equalBytes(newest.id, 0, newest.id.length, id, 0, id.length)) return newest
    const key = keyOf(id)
    const client = this.#clients.get(key) ?? { id: Buffer.from(id), answers: new Map<number, Uint8Array>(), bytes: 0, floor: 1 }
    this.#clients.delete(key)
    this.#clients.set(key, client)
    this.#newest = client
    return client
  }

  #forgetBelow(client: Client, floor: number): void {
    if (floor - client.floor <= client.answers.size) for (let at = client.floor; at < floor; at++) this.#forget(client, at)
    else for (const sequence of [...client.answers.keys()]) if (sequence < floor) this.#forget(client, sequence)
    client.floor = floor
  }

  #forgetOldest(client: Client): void {
    const oldest = client.answers.keys().next().value as number
    this.#forget(client, oldest)
    client.floor = Math.max(client.floor, oldest + 1)
  }

  #forgetSilent(): void {
    for (const client of this.#clients.values()) {
      if (client.answers.size === 0 || client === this.#newest) continue
      for (const sequence of client.answers.keys()) client.floor = Math.max(client.floor, sequence + 1)
      client.answers.clear()
      this.#bytes -= client.bytes
      client.bytes = 0
      return
    }
    // Only the newest has any: bounded by what one client may have.
  }

  #forget(client: Client, sequence: number): void {
    const answer = client.answers.get(sequence)
    if (answer === undefined) return
    client.answers.delete(sequence)
    client.bytes -= answer.length
    this.#bytes -= answer.length
  }
}

function keyOf(id: Uint8Array): string {
  return Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1')
}
