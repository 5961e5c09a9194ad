import { STATE_DELTA, STATE_PUT, STATE_REMOVE } from '@robustmq/broker-api'
import type { StateKind, StateSweep } from '@robustmq/broker-api'
import { attributesOf } from './state-record.ts'
import type { GroupLog } from './group-log.ts'
import { createSweep } from './state-sweep.ts'

interface ForeignKey {
  readonly key: Buffer
  readonly put: Buffer
  readonly deltas: Buffer[]
}

/**
 * State of owners that are not here (a protocol that is switched off): carried along unread, so that a sweep does not lose
 * it. Bounded by bytes; above the bound the group is not swept in this run.
 */
export class ForeignState {
  bytes = 0
  readonly #keys = new Map<string, ForeignKey>()

  get count(): number {
    return this.#keys.size
  }

  record(kind: StateKind, bytes: Buffer, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    const name = bytes.toString('latin1', keyStart, keyEnd)
    const known = this.#keys.get(name)
    if (kind === STATE_DELTA) {
      if (known === undefined) return
      known.deltas.push(Buffer.from(bytes.subarray(valueStart, valueEnd)))
      this.bytes += valueEnd - valueStart
      return
    }
    if (known !== undefined) {
      this.#keys.delete(name)
      this.bytes -= sizeOf(known)
    }
    if (kind === STATE_REMOVE) return
    const fresh: ForeignKey = { key: Buffer.from(bytes.subarray(keyStart, keyEnd)), put: Buffer.from(bytes.subarray(valueStart, valueEnd)), deltas: [] }
    this.#keys.set(name, fresh)
    this.bytes += sizeOf(fresh)
  }

  clear(): void {
    this.#keys.clear()
    this.bytes = 0
  }

  sweep(log: GroupLog): StateSweep {
    return createSweep(this.#keys.values(), ({ key, put, deltas }) => {
      log.write(attributesOf(STATE_PUT), key, key.length, put, 0, put.length)
      for (const delta of deltas) log.write(attributesOf(STATE_DELTA), key, key.length, delta, 0, delta.length)
    })
  }
}

function sizeOf({ key, put, deltas }: ForeignKey): number {
  return deltas.reduce((sum, delta) => sum + delta.length, key.length + put.length)
}
