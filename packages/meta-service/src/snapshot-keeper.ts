import type { BrokerError } from '@robustmq/common-errors'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { ConfState } from '@robustmq/raft'
import { metaError } from './errors.ts'
import type { SectionSource, Snapshot, SnapshotState } from './snapshot-format.ts'
import type { FoundSnapshot, NewSnapshotFile, SnapshotStore } from './snapshot-store.ts'

export interface SnapshotLimits {
  readonly snapshotCommands: number
  readonly snapshotBytes: number
  readonly snapshotLogFiles: number
}

/** What it writes snapshots of. */
export interface SnapshotOwner {
  capture(): { readonly state: SnapshotState; readonly sources: readonly SectionSource[] }
  readonly appliedIndex: number
  snapshotWritten(index: number, term: number, confState: ConfState): void
  failed(error: BrokerError): void
}

/** A file that was read from so recently is not removed: a member is fetching it. */
const SERVED_MS = 15_000

/** When one group's state is written, and that one file of it is kept. */
export class SnapshotKeeper {
  readonly #store: SnapshotStore
  readonly #limits: SnapshotLimits
  readonly #log: Logger
  readonly #now: () => number
  owner: SnapshotOwner | null = null
  #running: Promise<void> | null = null
  #stopped = false
  #wanted = false
  /** Index in the newest snapshot on disk; 0 for none. */
  index = 0
  bytes = 0
  /** Written since start. */
  written = 0
  /** Commands seen, and how many of them are in the newest snapshot. */
  #counted = 0
  #saved = 0
  #commandsSince = 0
  #bytesSince = 0
  #filesSince = 0
  #served = 0
  #servedAt = 0

  constructor(store: SnapshotStore, limits: SnapshotLimits, log: Logger, now: () => number) {
    this.#store = store
    this.#limits = limits
    this.#log = log
    this.#now = now
  }

  load(): FoundSnapshot {
    const found = this.#store.load()
    this.index = found.snapshot?.appliedIndex ?? 0
    this.bytes = found.bytes
    return found
  }

  read(index: number): Snapshot {
    return this.#store.read(index)
  }

  begin(index: number): NewSnapshotFile {
    return this.#store.begin(index)
  }

  /** For a member that fetches it. */
  readChunk(index: number, offset: number, bytesMax: number): { readonly bytesTotal: number; readonly data: Buffer } | null {
    this.#served = index
    this.#servedAt = this.#now()
    return this.#store.readChunk(index, offset, bytesMax)
  }

  count(commands: number, bytes: number): void {
    this.#counted += commands
    this.#commandsSince += commands
    this.#bytesSince += bytes
  }

  /** A log file was filled that is kept for this group's entries. */
  countFile(files: number): void {
    this.#filesSince += files
    this.startIfDue()
  }

  /** A member needs one that reaches further than the newest. */
  want(): void {
    this.#wanted = true
    this.startIfDue()
  }

  startIfDue(): void {
    if (this.#running !== null || this.#stopped || this.owner === null) return
    const { snapshotCommands, snapshotBytes, snapshotLogFiles } = this.#limits
    const often = this.#commandsSince >= snapshotCommands || this.#bytesSince >= snapshotBytes
    // A large state is not written again for a few commands: at most one byte of snapshot per byte of log.
    const worthIt = this.#bytesSince >= this.bytes
    if ((often && worthIt) || this.#filesSince >= snapshotLogFiles || this.#wanted) void this.#start(this.owner)
  }

  /** Writes one unless the newest has everything (the beginning of a term is nothing). True: now it has. */
  async now(): Promise<boolean> {
    if (this.#running !== null) await this.#running
    const counted = this.#counted
    if (this.owner !== null && !this.#stopped && counted > this.#saved) await this.#start(this.owner)
    return this.#saved >= counted
  }

  /** No more snapshots begin; waits for the one under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  writeSync(state: SnapshotState, sources: readonly SectionSource[]): void {
    this.bytes = this.#store.writeSync(state, sources)
    this.#saved = this.#counted
    this.#keep(state.appliedIndex)
  }

  /** One of another node is in place. */
  installed(index: number): void {
    this.#reset()
    this.#saved = this.#counted
    this.#keep(index)
  }

  #keep(index: number): void {
    this.index = index
    const served = this.#now() - this.#servedAt < SERVED_MS ? this.#served : 0
    this.#store.removeOthers(index, served)
  }

  #reset(): void {
    this.#commandsSince = 0
    this.#bytesSince = 0
    this.#filesSince = 0
    this.#wanted = false
  }

  #start(owner: SnapshotOwner): Promise<void> {
    const running = this.#write(owner).finally(() => {
      this.#running = null
    })
    this.#running = running
    return running
  }

  /** Never rejects: a full disk is tried again when the next snapshot is due, anything else ends the service. */
  async #write(owner: SnapshotOwner): Promise<void> {
    this.#reset()
    if (owner.appliedIndex <= this.index) return
    try {
      // Captured in one go, with its index: state and applied index are one thing.
      const counted = this.#counted
      const { state, sources } = owner.capture()
      const bytes = await this.#store.write(state, sources)
      // Another node's may have been installed meanwhile.
      if (state.appliedIndex <= this.index) return
      this.bytes = bytes
      this.#saved = counted
      this.written++
      this.index = state.appliedIndex
      owner.snapshotWritten(state.appliedIndex, state.appliedTerm, state.confState as ConfState)
      this.#keep(state.appliedIndex)
      this.#log.debug({ index: state.appliedIndex, bytes }, 'metadata snapshot written')
    } catch (error) {
      const code = errorCode(error)
      if (code === 'ENOSPC' || code === 'EDQUOT') this.#log.warn({ error }, 'no room for a metadata snapshot; the log is kept instead')
      else owner.failed(metaError('META_UNAVAILABLE', 'a metadata snapshot could not be written', error))
    }
  }
}
