import { TURN_PERSIST } from '@robustmq/common-runtime'
import type { Turns } from '@robustmq/common-runtime'
import { BatchCursor, RecordCursor } from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { addressMatcher, addressPrefix, exactAddress, storageError } from '@robustmq/storage-adapter'
import type { AddressCount, AddressPattern, CommitListener, LookupSettings, RecordFields, ShardLookup } from '@robustmq/storage-adapter'
import type { DeletedRecords } from './deleted-records.ts'
import type { SegmentShard } from './segment-shard.ts'
import { lowerBound, TermIndex } from './term-index.ts'

export interface LookupParts {
  readonly fields: RecordFields | null
  readonly decompress: Decompressor | null
  readonly deleted: DeletedRecords
  readonly turns: Turns
  /** Memory of all indexes together. */
  readonly bytesMax: number
}

const ADDRESSES_MAX = 100_000
/** Read at a time while an index is built; other work gets its turn in between. */
const BUILD_BYTES = 256 * 1024

/** The lookups of all shards that asked for some. Indexes are in memory, made from the records when first asked. */
export class LookupIndexes {
  readonly #parts: LookupParts
  /** In order of use. */
  readonly #lookups = new Map<number, RecordLookup>()
  /** Appends need not look for a lookup. */
  isUsed = false

  constructor(parts: LookupParts) {
    this.#parts = parts
  }

  of(shard: number): ShardLookup | null {
    return this.isUsed ? (this.#lookups.get(shard) ?? null) : null
  }

  configure(shard: SegmentShard): void {
    const id = shard.spec.shard
    const wanted = shard.settings.lookup
    const found = this.#lookups.get(id)
    if (wanted === null) {
      if (found !== undefined) this.drop(id)
      return
    }
    if (found === undefined) {
      shard.pin()
      this.#lookups.set(id, new RecordLookup(shard, wanted, this.#parts, (lookup) => this.#checkBytes(lookup)))
    } else {
      found.configure(wanted)
    }
    this.isUsed = true
  }

  appended(shard: number, batch: Buffer): void {
    this.#lookups.get(shard)?.appended(batch)
  }

  /** Records that no mark says to be deleted are gone: what is known is made anew when next asked. */
  forget(shard: number): void {
    this.#lookups.get(shard)?.reset()
  }

  /** Marks of deleted records are about to go, with the records. */
  purge(shard: number): void {
    this.#lookups.get(shard)?.purge()
  }

  drop(shard: number): void {
    const lookup = this.#lookups.get(shard)
    if (lookup === undefined) return
    lookup.reset()
    lookup.shard.unpin()
    this.#lookups.delete(shard)
    this.isUsed = this.#lookups.size > 0
  }

  /** The least recently used indexes go while there are too many bytes. False when `lookup` alone has too many. */
  #checkBytes(lookup: RecordLookup): boolean {
    const id = lookup.shard.spec.shard
    if (this.#lookups.delete(id)) this.#lookups.set(id, lookup)
    let bytes = 0
    for (const each of this.#lookups.values()) bytes += each.bytes
    for (const each of this.#lookups.values()) {
      if (bytes <= this.#parts.bytesMax || each === lookup) break
      bytes -= each.bytes
      each.reset()
    }
    return bytes <= this.#parts.bytesMax
  }
}

class Indexes {
  readonly addresses: TermIndex = new TermIndex()
  readonly keys: TermIndex = new TermIndex()
  readonly tags: TermIndex = new TermIndex()

  get bytes(): number {
    return this.addresses.bytes + this.keys.bytes + this.tags.bytes
  }

  append(later: Indexes): void {
    this.addresses.append(later.addresses)
    this.keys.append(later.keys)
    this.tags.append(later.tags)
  }
}

const cursor = new RecordCursor()
const batches = new BatchCursor()

/** Finds records of one shard. */
class RecordLookup implements ShardLookup {
  readonly shard: SegmentShard
  readonly #parts: LookupParts
  readonly #checkBytes: (lookup: RecordLookup) => boolean
  #wanted: LookupSettings
  /** Complete. */
  #index: Indexes | null = null
  /** What was appended since the building began. */
  #live: Indexes | null = null
  #building: Promise<Indexes> | null = null
  #generation = 0
  readonly #isGone = (offset: number): boolean => {
    const { logStartOffset, spec } = this.shard
    return offset < logStartOffset || this.#parts.deleted.of(spec.shard)?.has(offset) === true
  }

  constructor(shard: SegmentShard, wanted: LookupSettings, parts: LookupParts, checkBytes: (lookup: RecordLookup) => boolean) {
    this.shard = shard
    this.#parts = parts
    this.#checkBytes = checkBytes
    this.#wanted = wanted
    if (shard.nextOffset === shard.logStartOffset) this.#index = new Indexes()
  }

  get bytes(): number {
    return this.#index?.bytes ?? 0
  }

  configure(wanted: LookupSettings): void {
    const { address, key, tag } = this.#wanted
    this.#wanted = wanted
    if (address !== wanted.address || key !== wanted.key || tag !== wanted.tag) this.reset()
  }

  reset(): void {
    this.#generation++
    this.#index = null
    this.#live = null
    this.#building = null
  }

  purge(): void {
    const index = this.#index
    if (index === null) {
      this.reset()
      return
    }
    for (const terms of [index.addresses, index.keys, index.tags]) terms.purge(this.#version, this.#isGone)
  }

  appended(batch: Buffer): void {
    const into = this.#index ?? this.#live
    if (into === null) return
    this.#add(into, batch, 0, batch.length, 0, Number.POSITIVE_INFINITY)
    if (into === this.#index && !this.#checkBytes(this)) this.reset()
  }

  lastByKey(key: Uint8Array): number | null | Promise<number | null> {
    const text = Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')
    return this.#answer((index) => found(index.keys.lastOf(text, this.#isGone)))
  }

  lastByAddress(pattern: AddressPattern): number | null | Promise<number | null> {
    return this.#answer((index) => {
      const exact = exactAddress(pattern)
      if (exact !== null) return found(index.addresses.lastOf(exact, this.#isGone))
      let last = index.addresses.lastRecent(addressMatcher(pattern), this.#isGone)
      if (last >= 0) return last
      for (const term of this.#matching(index, pattern, '')) last = Math.max(last, index.addresses.lastOf(term, this.#isGone))
      return found(last)
    })
  }

  nextByAddress(pattern: AddressPattern, fromOffset: number): number | null | Promise<number | null> {
    return this.#answer((index) => {
      let next = Number.POSITIVE_INFINITY
      for (const offsets of this.#offsets(index, pattern)) next = Math.min(next, offsets[lowerBound(offsets, fromOffset)] ?? Number.POSITIVE_INFINITY)
      return next === Number.POSITIVE_INFINITY ? null : next
    })
  }

  countByAddress(pattern: AddressPattern, fromOffset: number): number | Promise<number> {
    return this.#answer((index) => {
      let count = 0
      for (const offsets of this.#offsets(index, pattern)) count += offsets.length - lowerBound(offsets, fromOffset)
      return count
    })
  }

  addresses(pattern: AddressPattern, after: string, limit: number): readonly AddressCount[] | Promise<readonly AddressCount[]> {
    return this.#answer((index) => {
      const list: AddressCount[] = []
      const most = Math.min(limit, ADDRESSES_MAX)
      for (const address of this.#matching(index, pattern, after)) {
        if (list.length >= most) break
        const offsets = index.addresses.offsetsOf(address, this.#version, this.#isGone)
        if (offsets !== null) list.push({ address, count: offsets.length, lastOffset: offsets.at(-1) as number })
      }
      return list
    })
  }

  nextByTag(tag: string, fromOffset: number): number | null | Promise<number | null> {
    return this.#answer((index) => {
      const offsets = index.tags.offsetsOf(tag, this.#version, this.#isGone)
      return offsets?.[lowerBound(offsets, fromOffset)] ?? null
    })
  }

  /** Changes whenever something more may be gone, or was appended since. */
  get #version(): number {
    const { logStartOffset, nextOffset } = this.shard
    return logStartOffset + nextOffset + this.#parts.deleted.version
  }

  *#offsets(index: Indexes, pattern: AddressPattern): Generator<readonly number[]> {
    const exact = exactAddress(pattern)
    for (const term of exact === null ? this.#matching(index, pattern, '') : [exact]) {
      const offsets = index.addresses.offsetsOf(term, this.#version, this.#isGone)
      if (offsets !== null) yield offsets
    }
  }

  *#matching(index: Indexes, pattern: AddressPattern, after: string): Generator<string> {
    const matches = addressMatcher(pattern)
    for (const term of index.addresses.termsFrom(addressPrefix(pattern), after)) if (matches(term)) yield term
  }

  /** At once when the index is complete, else when it is. */
  #answer<T>(ask: (index: Indexes) => T): T | Promise<T> {
    if (this.#index !== null) return ask(this.#index)
    this.#building ??= this.#build()
    return this.#building.then((index) => ask(this.#index ?? index))
  }

  async #build(): Promise<Indexes> {
    const generation = this.#generation
    const { shard } = this
    const index = new Indexes()
    const live = new Indexes()
    this.#live = live
    const end = shard.nextOffset
    for (let at = shard.logStartOffset; at < end; ) {
      await this.#turn()
      shard.checkReadable()
      at = Math.max(at, shard.logStartOffset)
      if (at >= shard.committedOffset) {
        if (at < end) await this.#committed()
        continue
      }
      const result = await shard.fetch(at, { bytesMax: BUILD_BYTES })
      for (const chunk of result.chunks) {
        batches.open(chunk, 0, chunk.length)
        while (batches.next()) this.#add(index, chunk, batches.start, batches.end, at, end)
      }
      at = result.nextOffset
      if (index.bytes > this.#parts.bytesMax) this.#tooLarge()
    }
    index.append(live)
    // What was asked for has changed meanwhile: the answer is right for this caller, and not kept.
    if (generation !== this.#generation) return index
    this.#live = null
    this.#building = null
    this.#index = index
    if (!this.#checkBytes(this)) this.#tooLarge()
    return index
  }

  #tooLarge(): never {
    this.reset()
    throw storageError('STORAGE_UNSUPPORTED', `the lookup index of shard ${this.shard.spec.shard} takes more than ${this.#parts.bytesMax} bytes`)
  }

  /** Records of the batch at `[start, end)` with offsets in `[from, to)`. Markers of transactions are nothing that anybody looks for. */
  #add(into: Indexes, bytes: Buffer, start: number, end: number, from: number, to: number): void {
    const { fields, decompress } = this.#parts
    const wanted = this.#wanted
    if (!cursor.open(bytes, start, end, decompress) || cursor.control) return
    while (cursor.next()) {
      const { offset } = cursor
      if (offset < from || offset >= to) continue
      if (wanted.key && cursor.keyStart >= 0) into.keys.add(keyText(cursor), offset)
      if (fields === null) continue
      const address = wanted.address ? fields.address(cursor, cursor.brokerWritten) : null
      if (address !== null) into.addresses.add(address, offset)
      const tag = wanted.tag ? fields.tag(cursor, cursor.brokerWritten) : null
      if (tag !== null) into.tags.add(tag, offset)
    }
  }

  #committed(): Promise<void> {
    return new Promise((resolve) => {
      const listener: CommitListener = {
        shardCommitted: () => {
          this.shard.unwatch(listener)
          resolve()
        },
      }
      this.shard.watch(listener)
    })
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#parts.turns.atTurnEnd(TURN_PERSIST, { onTurnEnd: resolve }))
  }
}

function keyText({ buffer, keyStart, keyEnd }: RecordCursor): string {
  return Buffer.from(buffer.buffer, buffer.byteOffset + keyStart, keyEnd - keyStart).toString('latin1')
}

function found(offset: number): number | null {
  return offset < 0 ? null : offset
}
