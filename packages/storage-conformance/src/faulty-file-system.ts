import type { FileSystem } from '@robustmq/common-runtime'
import type { HeldCompletions, HoldFilter } from './completion-delays.ts'
import type { CrashKeeps } from './disk-inode.ts'
import type { Fault } from './fault-script.ts'

/*
 * A disk in memory that does what disks are allowed to do. What counts:
 *
 * - A write is visible to readers at once and durable only by a later `datasync` of its file that reports success.
 * - A creation, rename or removal is durable only by a later `syncDirectorySync` of its directory.
 * - `crash` keeps, of what is not durable, what chance decides: each write whole, not at all, or torn at 512-byte sectors,
 *   independently of the others (so later writes may survive earlier ones); of directory changes a prefix.
 * - After a failed `datasync` the writes that it should have covered stay readable, and no later `datasync` makes them durable:
 *   the kernel has marked their pages clean. The same goes for the names that a failed `syncDirectorySync` should have covered.
 *
 * Directories themselves are durable when made. Equal seeds and equal calls give equal results: `fingerprint` tells whether two runs were
 * equal. A failing test says the seed and the number of the operation; with these it is repeated.
 */

export interface FaultyFileSystemOptions {
  readonly seed: number
  /** Runs the completion of an asynchronous operation later. Default `setImmediate`. */
  readonly schedule?: (run: () => void) => void
  /** Size of the disk; writes beyond it fail with `ENOSPC`. Default: no limit. */
  readonly diskBytes?: number
}

/** An operation that is about to happen. */
export interface DiskOperation {
  /** As counted by `operations`. */
  readonly number: number
  /** For messages: `write`, `datasync`, `datasync completion`, `rename` … */
  readonly what: string
  readonly path: string
}

export interface FaultyFileSystem extends FileSystem {
  readonly seed: number
  /** Changes and completions so far: a place to crash at. */
  readonly operations: number
  /** Of all operations so far, with their places and lengths: equal for equal runs. */
  readonly fingerprint: number
  readonly dead: boolean
  /** While true, `datasync` and `syncDirectorySync` report success and do nothing. For controls that must lose. */
  lyingSync: boolean
  /** Size of the disk in bytes; may be changed at any time: a disk that fills up, and one that is given room. */
  diskBytes: number
  readonly usedBytes: number
  /**
   * Share of writes, 0 to 1, that arrive in two to four pieces, as when the system writes less than asked for and the port goes on:
   * each piece is an operation of its own, to crash at, to fail and to lose. Default 0.
   */
  shortWrites: number
  /** Successful datasyncs. */
  readonly datasyncs: number
  fail(fault: Fault): void
  /** An asynchronous operation takes `min` to `max` rounds of the scheduler, by chance. Default 1 to 3. */
  setLatency(min: number, max: number): void
  /** Keeps asynchronous operations from completing until the test lets them. */
  holdCompletions(filter?: HoldFilter): HeldCompletions
  /** Called before every operation, which has not happened yet. Null ends it. */
  watch(watcher: ((operation: DiskOperation) => void) | null): void
  /** Dies just before the operation with this number (counted as `operations`), or in the middle of it when it is a write. */
  crashBefore(operation: number, onDeath: () => void): void
  /** Ends this filesystem: everything on it fails from now on. Returns what the disk holds, mounted anew. */
  crash(keeps?: CrashKeeps): FaultyFileSystem
  /** What `crash` would return, while this one lives on: with `watch`, a crash at every operation of one run. */
  fork(keeps?: CrashKeeps): FaultyFileSystem
  /** Flips bits of a file, in what is readable and in what is durable. */
  flip(path: string, byte: number, mask: number): void
  /** A copy of what a reader sees. */
  contents(path: string): Buffer
}
