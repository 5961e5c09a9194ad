import type { metaProto } from '@robustmq/proto-gen'

type ClientRecord = metaProto.meta.v1.ClientRecord
type ClientRecordProperties = metaProto.meta.v1.ClientRecord.$Properties

/*
 * Exactly-once: a proposal that a client repeats because it did not hear the answer is answered again, not applied
 * again. The table is part of the replicated state, so its bounds are the same on every replica and belong to the
 * format: who changes them changes what replicas with the old bounds do.
 */

/** Clients remembered; beyond it the one that has been silent for longest is forgotten. */
export const CLIENTS_MAX = 1024
/** Newest answers kept per client: how many proposals it may have in flight when it has to repeat them. */
export const ANSWERS_PER_CLIENT_MAX = 64
/** Bytes of answers kept per client; the newest is kept whatever its size. */
export const ANSWER_BYTES_PER_CLIENT_MAX = 65_536

interface Client {
  readonly id: Uint8Array
  readonly sequences: number[]
  readonly answers: Uint8Array[]
  bytes: number
}

/** What the table knows of a proposal. */
export type Repeat =
  /** Not seen before: apply it. */
  | { readonly kind: 'new' }
  | { readonly kind: 'answered'; readonly answer: Uint8Array }
  /** Applied so long ago that the answer is gone. */
  | { readonly kind: 'forgotten' }

const NEW: Repeat = { kind: 'new' }
const FORGOTTEN: Repeat = { kind: 'forgotten' }

export class AnsweredProposals {
  /** In order of use, oldest first (a Map keeps the order of insertion). */
  readonly #clients = new Map<string, Client>()

  get size(): number {
    return this.#clients.size
  }

  find(id: Uint8Array, sequence: number): Repeat {
    const client = this.#clients.get(keyOf(id))
    if (client === undefined || sequence > (client.sequences.at(-1) as number)) return NEW
    const place = client.sequences.indexOf(sequence)
    return place < 0 ? FORGOTTEN : { kind: 'answered', answer: client.answers[place] as Uint8Array }
  }

  /** `sequence` is above every earlier one of the client. Keeps `answer`; copies `id`. */
  record(id: Uint8Array, sequence: number, answer: Uint8Array): void {
    const key = keyOf(id)
    let client = this.#clients.get(key)
    if (client === undefined) client = { id: Buffer.from(id), sequences: [], answers: [], bytes: 0 }
    else this.#clients.delete(key)
    this.#clients.set(key, client)
    client.sequences.push(sequence)
    client.answers.push(answer)
    client.bytes += answer.length
    while (client.answers.length > 1 && (client.answers.length > ANSWERS_PER_CLIENT_MAX || client.bytes > ANSWER_BYTES_PER_CLIENT_MAX)) {
      client.sequences.shift()
      client.bytes -= (client.answers.shift() as Uint8Array).length
    }
    if (this.#clients.size > CLIENTS_MAX) this.#clients.delete(this.#clients.keys().next().value as string)
  }

  records(): ClientRecordProperties[] {
    return [...this.#clients.values()].map((client) => ({
      client: client.id,
      answers: client.sequences.map((sequence, place) => ({ sequence, answer: client.answers[place] as Uint8Array })),
    }))
  }

  restore(records: readonly ClientRecordProperties[]): void {
    this.#clients.clear()
    for (const { client, answers } of records as readonly ClientRecord[]) {
      for (const { sequence, answer } of answers) this.record(client, sequence ?? 0, Buffer.from(answer ?? []))
    }
  }
}

function keyOf(id: Uint8Array): string {
  return Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1')
}
