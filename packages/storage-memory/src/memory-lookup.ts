import { RecordCursor } from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { addressMatcher } from '@robustmq/storage-adapter'
import type { AddressCount, AddressPattern, LookupSettings, RecordFields, ShardLookup } from '@robustmq/storage-adapter'

/** What a lookup reads: the batches of a shard, oldest first. */
export interface LookupSource {
  readonly logStartOffset: number
  readonly settings: { readonly lookup: LookupSettings | null }
  readonly decompress: Decompressor | null
  readonly fields: RecordFields | null
  batches(): Iterable<Buffer>
}

const ADDRESSES_MAX = 100_000

/** Finds by reading every record: no index to keep, and what other drivers' indexes are compared with. */
export class MemoryLookup implements ShardLookup {
  readonly #source: LookupSource
  readonly #cursor = new RecordCursor()

  constructor(source: LookupSource) {
    this.#source = source
  }

  lastByKey(key: Uint8Array): number | null {
    if (this.#source.settings.lookup?.key !== true) return null
    let last: number | null = null
    for (const { offset, buffer, keyStart, keyEnd } of this.#records(0)) {
      if (keyStart >= 0 && Buffer.compare(buffer.subarray(keyStart, keyEnd), key) === 0) last = offset
    }
    return last
  }

  lastByAddress(pattern: AddressPattern): number | null {
    let last: number | null = null
    for (const [, offset] of this.#withAddress(pattern, 0)) last = offset
    return last
  }

  nextByAddress(pattern: AddressPattern, fromOffset: number): number | null {
    for (const [, offset] of this.#withAddress(pattern, fromOffset)) return offset
    return null
  }

  countByAddress(pattern: AddressPattern, fromOffset: number): number {
    return [...this.#withAddress(pattern, fromOffset)].length
  }

  addresses(pattern: AddressPattern, after: string, limit: number): readonly AddressCount[] {
    const found = new Map<string, { address: string; count: number; lastOffset: number }>()
    for (const [address, offset] of this.#withAddress(pattern, 0)) {
      if (address <= after) continue
      const entry = found.get(address)
      if (entry === undefined) {
        found.set(address, { address, count: 1, lastOffset: offset })
      } else {
        entry.count++
        entry.lastOffset = offset
      }
    }
    const sorted = [...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1))
    return sorted.slice(0, Math.min(limit, ADDRESSES_MAX))
  }

  nextByTag(tag: string, fromOffset: number): number | null {
    const { fields, settings } = this.#source
    if (fields === null || settings.lookup?.tag !== true) return null
    for (const cursor of this.#records(fromOffset)) if (fields.tag(cursor, cursor.brokerWritten) === tag) return cursor.offset
    return null
  }

  *#withAddress(pattern: AddressPattern, fromOffset: number): Generator<[address: string, offset: number]> {
    const { fields, settings } = this.#source
    if (fields === null || settings.lookup?.address !== true) return
    const matches = addressMatcher(pattern)
    for (const cursor of this.#records(fromOffset)) {
      const address = fields.address(cursor, cursor.brokerWritten)
      if (address !== null && matches(address)) yield [address, cursor.offset]
    }
  }

  /** Markers of transactions are not records that anybody looks for. */
  *#records(fromOffset: number): Generator<RecordCursor> {
    const from = Math.max(fromOffset, this.#source.logStartOffset)
    const cursor = this.#cursor
    for (const batch of this.#source.batches()) {
      if (!cursor.open(batch, 0, batch.length, this.#source.decompress) || cursor.control) continue
      while (cursor.next()) if (cursor.offset >= from) yield cursor
    }
  }
}
