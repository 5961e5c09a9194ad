import type { BrokerError } from '@robustmq/common-errors'
import type { Companion, Shard } from '@robustmq/storage-adapter'

/*
 * Keyed state of consumers and protocols, kept in a log of the same replication group as the data it speaks of. The
 * package `common-state-log` is its implementation; these are the words in which protocols use it.
 */

/** The value replaces whatever the key had. */
export const STATE_PUT = 0
/** The owner folds the value into what the key has. */
export const STATE_DELTA = 1
/** The key is gone. */
export const STATE_REMOVE = 2
export type StateKind = typeof STATE_PUT | typeof STATE_DELTA | typeof STATE_REMOVE

export const STATE_PENDING = 0
export const STATE_COMMITTED = 1
export const STATE_FAILED = 2

/** The fate of what was written to a group's state in one turn. */
export interface StateTicket {
  readonly state: typeof STATE_PENDING | typeof STATE_COMMITTED | typeof STATE_FAILED
  /** Why it failed; the memory of the owners is then ahead of the log until the sweep that follows. */
  readonly error: BrokerError | null
  /** Tells `waiter` once, never from inside this call. Adding the same waiter several times in a row tells once. Not after it is settled. */
  wait(waiter: StateWaiter): void
}

export interface StateWaiter {
  stateSettled(ticket: StateTicket): void
}

/** A walk over live keys, in slices. Keys that come, change or go meanwhile need no care: their changes are in the log too. */
export interface StateSweep {
  /** Puts the next key, or a few, from memory as they are now. False when there are no more; then it is not called again. */
  next(): boolean
}

/**
 * Writes the state of one owner in one replication group. Nothing is sent by a write itself: what all owners write in a turn
 * goes as one batch when somebody asks for its fate (`ticket`), else with the next one, or when it has waited long enough.
 * Keys and values are copied during the call.
 */
export interface StateWriter {
  readonly group: number
  /** The shard behind it: what a companion goes to. */
  readonly shard: Shard
  /** Largest value, bytes: 4 MiB, or less where the storage takes only smaller batches. */
  readonly valueBytesMax: number
  put(key: Uint8Array, value: Uint8Array, valueStart?: number, valueEnd?: number): void
  delta(key: Uint8Array, value: Uint8Array, valueStart?: number, valueEnd?: number): void
  remove(key: Uint8Array): void
  /** Sends, at the end of this turn, everything written to the group so far; its fate. */
  ticket(): StateTicket
  /**
   * From here until `takeCompanion` writes go into a batch of their own, for an append that is to be atomic with them. All in one synchronous
   * piece. Its fate is that of the append: an owner that undoes its change in memory when that fails puts the key again.
   */
  beginCompanion(): void
  /** The batch, for `AppendOptions.companions` of the append that follows at once; null when nothing was written. */
  takeCompanion(): Companion | null
}

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

/** The handle of one owner. */
export interface OwnedState {
  /** The writer for a group; the group has been opened. One object per group: keep it. */
  on(group: number): StateWriter
}

/** The state logs of one storage driver, one per replication group. */
export interface StatePort {
  /** While a protocol starts, which is before recovery. */
  register(owner: StateOwner): OwnedState
  /** Resolves when the state shard of the group exists durably. After recovery. Cheap when it does already. */
  open(group: number): Promise<void>
  isOpen(group: number): boolean
}
