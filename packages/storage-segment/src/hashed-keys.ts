import { hash } from 'node:crypto'
import type { KeyOffsets } from '@robustmq/record-batch'

const ENTRY_BYTES = 24
const SLOTS_MIN = 1024

/**
 * The newest offset of each key, by 128 bits of the key's SHA-256: 24 bytes for a key however long it is, within a bound. Two keys
 * with the same 128 bits would be taken for one: nobody can make such a pair, and by chance it does not happen.
 */
export class HashedKeys implements KeyOffsets {
  readonly #slotsMax: number
  #hashes: Uint32Array = new Uint32Array(SLOTS_MIN * 4)
  #offsets: Float64Array = new Float64Array(SLOTS_MIN).fill(-1)
  #mask = SLOTS_MIN - 1
  count = 0

  /** Memory at most, bytes; the keys fill two thirds of it. */
  constructor(bytesMax: number) {
    this.#slotsMax = Math.max(SLOTS_MIN, 2 ** Math.floor(Math.log2(bytesMax / ENTRY_BYTES)))
  }

  put(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const digest = digestOf(bytes, start, end)
    let slot = this.#find(digest)
    if ((this.#offsets[slot] as number) < 0) {
      if ((this.count + 1) * 3 > this.#offsets.length * 2) {
        if (this.#offsets.length >= this.#slotsMax) return false
        this.#grow()
        slot = this.#find(digest)
      }
      for (let i = 0; i < 4; i++) this.#hashes[slot * 4 + i] = digest.readUInt32LE(i * 4)
      this.count++
    }
    this.#offsets[slot] = offset
    return true
  }

  get(bytes: Uint8Array, start: number, end: number): number {
    return this.count === 0 ? -1 : (this.#offsets[this.#find(digestOf(bytes, start, end))] as number)
  }

  /** The slot of the digest, or the empty one where it would go. */
  #find(digest: Buffer): number {
    const a = digest.readUInt32LE(0)
    const b = digest.readUInt32LE(4)
    const c = digest.readUInt32LE(8)
    const d = digest.readUInt32LE(12)
    const hashes = this.#hashes
    for (let slot = a & this.#mask; ; slot = (slot + 1) & this.#mask) {
      if ((this.#offsets[slot] as number) < 0) return slot
      const at = slot * 4
      if (hashes[at] === a && hashes[at + 1] === b && hashes[at + 2] === c && hashes[at + 3] === d) return slot
    }
  }

  #grow(): void {
    const hashes = this.#hashes
    const offsets = this.#offsets
    const slots = offsets.length * 2
    this.#hashes = new Uint32Array(slots * 4)
    this.#offsets = new Float64Array(slots).fill(-1)
    this.#mask = slots - 1
    for (let from = 0; from < offsets.length; from++) {
      if ((offsets[from] as number) < 0) continue
      let slot = (hashes[from * 4] as number) & this.#mask
      while ((this.#offsets[slot] as number) >= 0) slot = (slot + 1) & this.#mask
      this.#hashes.set(hashes.subarray(from * 4, from * 4 + 4), slot * 4)
      this.#offsets[slot] = offsets[from] as number
    }
  }
}

function digestOf(bytes: Uint8Array, start: number, end: number): Buffer {
  return hash('sha256', bytes.subarray(start, end), 'buffer')
}
