import type { StateKind } from './state-record.ts'
import type { StateSweep } from './state-sweep.ts'
import type { StateWriter } from './state-writer.ts'

/**
 * Who keeps state in the logs: a capability or a protocol. It holds its state in memory and writes what changes; the log
 * is read back in order at the start. Calls come on one thread, never from inside the owner's own calls.
 */
export interface StateOwner {
  /** Part of the disk format: 1 .. 64 characters `a-z`, `0-9`, `-`, `.`; unique in the process. */
  readonly name: string
  /**
   * One record of the group that `writer` writes to, in the order in which they were written. The key is `bytes[keyStart, keyEnd)`,
   * the value `bytes[valueStart, valueEnd)` (empty for STATE_REMOVE); valid until the call returns. A delta or removal
   * of a key that is not known is to be ignored: what it belonged to is written whole further on.
   * @throws what makes the start fail, since it cannot be read
   */
  recoverState(writer: StateWriter, kind: StateKind, bytes: Buffer, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void
  /** Everything of this group has been handed over. */
  stateRecovered?(writer: StateWriter): void
  /** Begins to write every key that lives in this group again, so that the front of the log can go. */
  sweepState(writer: StateWriter): StateSweep
}
