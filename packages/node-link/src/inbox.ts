import { asBuffer } from './frame.ts'
import type { Part } from './frame.ts'

interface Pieces {
  kind: number
  id: number
  bytes: number
  bodies: Buffer[]
}

/** Joins the pieces of messages: of each channel at most one message is under way. */
export class Inbox {
  readonly #messageBytesMax: number
  readonly #underWay = new Map<number, Pieces>()
  /** Why the last `add` gave null for good; empty while the stream is sound. */
  fault = ''

  constructor(messageBytesMax: number) {
    this.#messageBytesMax = messageBytesMax
  }

  /** The whole body when this piece completes its message, else null. */
  add(part: Part): Buffer | null {
    const { channel, kind, id, more } = part
    const body = asBuffer(part.body)
    const begun = this.#underWay.get(channel)
    if (begun === undefined && !more) return body
    if (begun !== undefined && (begun.kind !== kind || begun.id !== id)) return this.#fail('a message begins within another one')
    const pieces = begun ?? { kind, id, bytes: 0, bodies: [] }
    if (begun === undefined) this.#underWay.set(channel, pieces)
    pieces.bytes += body.length
    // Empty pieces would go on for ever within the bound.
    if (pieces.bytes > this.#messageBytesMax || (more && body.length === 0)) return this.#fail('a message is larger than agreed')
    pieces.bodies.push(body)
    if (more) return null
    this.#underWay.delete(channel)
    return Buffer.concat(pieces.bodies, pieces.bytes)
  }

  #fail(fault: string): null {
    this.fault = fault
    this.#underWay.clear()
    return null
  }
}
