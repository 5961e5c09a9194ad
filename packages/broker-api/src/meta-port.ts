/**
 * Metadata that must be agreed: changed by commands that deterministic state machines apply, read from the local
 * replica, watched for changes. On one node the group has one member; the calls are the same in a cluster.
 */

/** A deterministic state machine. No clock, no chance, no I/O: the same commands give the same state on every node. */
export interface StateMachine {
  /** Unique; part of the disk format. Lower-case letters, digits and `-`. */
  readonly name: string
  /** Version of the command and snapshot encodings; rises by one at a time. */
  readonly version: number
  /**
   * Machines of one group share one order of commands; groups are independent of each other. Lower-case letters and
   * digits; default `main`. Part of the disk format: a machine never moves.
   */
  readonly metaGroup?: string
  /**
   * Applies a committed command and returns the answer for whoever proposed it (its own encoding; refusals are answers
   * too). Must not throw on any bytes: an undecodable command is answered with a refusal. Called in index order, also on recovery.
   * `timeMs` was stamped by the proposer, so that all replicas see the same.
   */
  apply(command: Uint8Array, index: number, timeMs: number): Uint8Array
  snapshot(): Uint8Array
  /**
   * As `snapshot`, in parts: back to back they are the same bytes. For machines whose state is large: the state is captured by
   * the call, and encoded a part at a time while commands go on (a part takes a millisecond or two).
   */
  snapshotParts?(): Iterator<Uint8Array>
  /** Replaces the state. `version` is the one that the snapshot was written with. */
  restore(snapshot: Uint8Array, version: number): void
}

export interface MetaWatcher {
  /** A command of the watched machine was applied; read what changed from the machine. Never called during recovery. */
  metaApplied(index: number): void
  /** The machine was replaced by a snapshot that came from another node: read everything again. */
  metaRestored?(index: number): void
}

export interface MetaPort {
  /** Before the service starts. */
  register(machine: StateMachine): void
  /**
   * Resolves with the machine's answer when the command is committed (durable on a majority) and applied here.
   * `command` is not touched afterwards by the caller. META_UNAVAILABLE does not say that it was not applied, nor that it will not be.
   * @throws BrokerError META_UNAVAILABLE (later), META_QUEUE_FULL (later), META_COMMAND_TOO_LARGE (never), META_CLOSED (later)
   */
  propose(machine: string, command: Uint8Array): Promise<Uint8Array>
  /**
   * Resolves when the local replica of the machine has everything that was committed before the call (a linearizable read
   * follows it). Reading without it gives what this node knows, which may be old. @throws META_UNAVAILABLE (later)
   */
  readBarrier(machine?: string): Promise<void>
  watch(machine: string, watcher: MetaWatcher): void
  unwatch(machine: string, watcher: MetaWatcher): void
  /** Index of the last command applied here. */
  readonly appliedIndex: number
}

export const META_ERROR_CODES = [
  'META_UNAVAILABLE', 'META_QUEUE_FULL', 'META_COMMAND_TOO_LARGE', 'META_CLOSED', 'META_MACHINE_UNKNOWN', 'META_FORMAT_UNKNOWN', 'META_CORRUPT',
  'META_CLUSTER_REFUSED',
] as const
export type MetaErrorCode = (typeof META_ERROR_CODES)[number]
