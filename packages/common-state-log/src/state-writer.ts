import { STATE_DELTA, STATE_PUT, STATE_REMOVE } from '@robustmq/broker-api'
import type { StateKind, StateTicket, StateWriter } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import type { Companion, Shard } from '@robustmq/storage-adapter'
import type { GroupLog } from './group-log.ts'
import { attributesOf, ownerPrefix } from './state-record.ts'

/** Bytes of a key, without the owner's name. */
export const STATE_KEY_BYTES_MAX = 4096

/** Plain fields: written to on the way of every acknowledgement. */
export class OwnerWriter implements StateWriter {
  readonly group: number
  private readonly log: GroupLog
  /** The owner's name in front, then the key of the moment. */
  private readonly key: Buffer
  private readonly prefixBytes: number

  constructor(owner: string, log: GroupLog) {
    this.group = log.group
    this.log = log
    const prefix = ownerPrefix(owner)
    this.prefixBytes = prefix.length
    this.key = Buffer.allocUnsafe(prefix.length + 64)
    prefix.copy(this.key)
    this.grown = null
  }

  /** For keys that are longer than what is kept for all. */
  private grown: Buffer | null

  get valueBytesMax(): number {
    return this.log.valueBytesMax
  }

  get shard(): Shard {
    return this.log.shard
  }

  put(key: Uint8Array, value: Uint8Array, valueStart: number = 0, valueEnd: number = value.length): void {
    this.write(STATE_PUT, key, value, valueStart, valueEnd)
  }

  delta(key: Uint8Array, value: Uint8Array, valueStart: number = 0, valueEnd: number = value.length): void {
    this.write(STATE_DELTA, key, value, valueStart, valueEnd)
  }

  remove(key: Uint8Array): void {
    this.write(STATE_REMOVE, key, null, 0, 0)
  }

  ticket(): StateTicket {
    return this.log.ticket()
  }

  beginCompanion(): void {
    this.log.beginCompanion()
  }

  takeCompanion(): Companion | null {
    return this.log.takeCompanion()
  }

  private write(kind: StateKind, key: Uint8Array, value: Uint8Array | null, valueStart: number, valueEnd: number): void {
    assert(key.length <= STATE_KEY_BYTES_MAX, 'a key of state is too long')
    assert(valueEnd - valueStart <= this.log.valueBytesMax, 'a value of state is too long')
    const end = this.prefixBytes + key.length
    const bytes = end <= this.key.length ? this.key : this.longKey()
    bytes.set(key, this.prefixBytes)
    this.log.write(attributesOf(kind), bytes, end, value, valueStart, valueEnd)
  }

  private longKey(): Buffer {
    if (this.grown === null) {
      this.grown = Buffer.allocUnsafe(this.prefixBytes + STATE_KEY_BYTES_MAX)
      this.key.copy(this.grown, 0, 0, this.prefixBytes)
    }
    return this.grown
  }
}
