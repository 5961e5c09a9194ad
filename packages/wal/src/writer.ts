import { BrokerError } from '@robustmq/common-errors'
import type { Timers, TimerTask, Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_PERSIST } from '@robustmq/common-runtime'
import { CompletionRing } from './completion-ring.ts'
import { walError } from './errors.ts'
import type { FilePool } from './file-pool.ts'
import { FRAME_HEADER_BYTES, frameBytes, isFrameHeaderInRange } from './frame.ts'
import { Batch, BlockPool } from './gather.ts'
import { HoldTable } from './holds.ts'
import { PendingReads } from './pending-reads.ts'
import type { SpaceGuard } from './space-guard.ts'
import type {
  FrameHeader, QuarantinedRange, SealedFile, Wal, WalCompletion, WalFileListener, WalFrameLocation, WalHold, WalPosition, WalStats,
} from './wal.ts'
import { FRAME_BATCH, FRAME_SYNC_MARK } from './wal.ts'
import type { WalFile } from './wal-file.ts'
import { FILE_HEAD_BYTES } from './wal-file.ts'
import type { WalLog, WalSettings } from './wal-options.ts'

const EMPTY: Uint8Array = new Uint8Array(0)

/** How long a log is quiet before it says what is synced. */
const IDLE_MARK_MS = 50

export interface WriterDeps {
  readonly settings: WalSettings
  readonly turns: Turns
  readonly timers: Timers | null
  readonly log: WalLog
  readonly pool: FilePool
  readonly guard: SpaceGuard
  /** Live files, oldest first; the last one is written to. */
  readonly files: WalFile[]
  readonly quarantined: readonly QuarantinedRange[]
  /** Numbers below it are taken. */
  readonly nextNumber: number
  /** Where the next frame goes in the last file, and what it must carry. */
  readonly at: number
  readonly position: WalPosition
  readonly chain: number
}

/**
 * The writing half of the log. Life of a frame: `append` gives it a place and puts it into the batch of this turn; at
 * the end of the turn the batch is written with one call; one fdatasync at a time runs, and covers what was written when
 * it began; when it returns, everybody covered is told in order and the next one begins if more was written meanwhile.
 *
 * Positions say how far each step has come, all exclusive: told <= synced <= written <= next.
 */
export class WalWriter implements Wal, TurnTask, TimerTask {
  readonly quarantined: readonly QuarantinedRange[]
  readonly #settings: WalSettings
  readonly #turns: Turns
  readonly #timers: Timers | null
  readonly #log: WalLog
  readonly #pool: FilePool
  readonly #guard: SpaceGuard
  readonly #files: WalFile[]
  readonly #blocks: BlockPool = new BlockPool()
  readonly #ring: CompletionRing = new CompletionRing()
  readonly #holds: HoldTable
  readonly #reads: PendingReads
  readonly #fileListeners: WalFileListener[] = []
  readonly #reliefListeners: { walRelieved(): void }[] = []
  /** Batches of files that are full, waiting for the file before to be synced. Never more than a few. */
  readonly #waiting: Batch[] = []
  readonly #newlySealed: WalFile[] = []
  readonly #onDatasync = (error: Error | null): void => this.#synced(error)

  #batch: Batch
  /** File of `#batch`, and where its next frame goes. */
  #appendFile: WalFile
  #appendAt: number
  #chain: number
  #nextPosition: WalPosition
  #nextNumber: number

  #writeFile: WalFile
  #writtenPosition: WalPosition
  #syncedPosition: WalPosition
  #syncWanted: WalPosition
  #syncCovers: WalPosition
  #syncing = false
  /** What the newest mark claims. */
  #markedPosition: WalPosition

  #appendedBytes = 0
  #writtenBytes = 0
  #syncedBytes = 0
  #syncCoversBytes = 0
  #syncs = 0
  #relieve = false
  #scheduled = false
  #markScheduled = false
  #failure: BrokerError | null = null
  #closing = false
  #closed: Promise<void> | null = null
  #onDrained: (() => void) | null = null

  constructor(deps: WriterDeps) {
    this.#settings = deps.settings
    this.#turns = deps.turns
    this.#timers = deps.timers
    this.#log = deps.log
    this.#pool = deps.pool
    this.#guard = deps.guard
    this.#files = deps.files
    this.quarantined = deps.quarantined
    const file = deps.files[deps.files.length - 1] as WalFile
    this.#writeFile = file
    this.#appendFile = file
    this.#appendAt = deps.at
    this.#chain = deps.chain
    this.#nextPosition = deps.position
    this.#nextNumber = deps.nextNumber
    this.#writtenPosition = deps.position
    this.#syncedPosition = deps.position
    this.#syncWanted = deps.position
    this.#syncCovers = deps.position
    this.#markedPosition = deps.position
    this.#batch = new Batch(file, deps.at, this.#blocks)
    this.#holds = new HoldTable(() => this.#schedule())
    this.#reads = new PendingReads()
    this.#schedule()
  }

  append(
    header: FrameHeader,
    body: Uint8Array,
    extra: Uint8Array | null,
    sync: boolean,
    completion: WalCompletion | null,
    token: number,
  ): WalFrameLocation {
    this.#checkOpen()
    const bodyBytes = body.length + (extra === null ? 0 : extra.length)
    const bytes = frameBytes(bodyBytes)
    this.#checkFrame(header, bytes)
    this.#makeRoom(bytes)
    const file = this.#appendFile
    const bodyPosition = this.#appendAt + FRAME_HEADER_BYTES
    const position = this.#put(header, body, extra)
    if (sync) this.#syncWanted = position + 1
    if (completion !== null) this.#ring.push(completion, token, position, this.#syncWanted)
    if (!this.#scheduled) this.#schedule()
    return { file: file.number, bodyPosition, bodyBytes }
  }

  read(file: number, position: number, bytes: number, done: (error: BrokerError | null, buffer: Buffer | null) => void, into?: Buffer): void {
    const failure = this.#failure ?? (this.#closing ? walError('WAL_CLOSED', 'the log is closed') : null)
    const found = this.#fileOf(file)
    if (failure !== null || found === null || position < FILE_HEAD_BYTES || position + bytes > found.bytes) {
      const error = failure ?? walError('WAL_FILE_GONE', `no bytes ${position}+${bytes} in WAL file ${file}`, undefined, { file, position, bytes })
      this.#reads.fail(error, done)
      return
    }
    if (position + bytes > found.writtenEnd) this.#write()
    this.#reads.read(found, position, bytes, done, into ?? null)
  }

  hold(owner: string): WalHold {
    return this.#holds.hold(owner)
  }

  onFileSealed(listener: WalFileListener): void {
    this.#fileListeners.push(listener)
  }

  onRelief(listener: { walRelieved(): void }): void {
    this.#reliefListeners.push(listener)
  }

  sealedFiles(): SealedFile[] {
    return this.#files
      .filter((file) => file.sealed)
      .map((file) => ({ file: file.number, firstPosition: file.firstPosition, endPosition: file.endPosition }))
  }

  seal(): void {
    this.#checkOpen()
    // Nothing behind the head mark: an empty file is not worth a new one.
    if (this.#appendAt > FILE_HEAD_BYTES + FRAME_HEADER_BYTES) this.#rotate()
  }

  get congested(): boolean {
    const pending = this.#pendingBytes()
    if (pending > this.#settings.highWaterBytes || this.#nextFileIsLate()) this.#relieve = true
    else if (pending <= this.#settings.highWaterBytes / 2) return false
    return this.#relieve
  }

  stats(): WalStats {
    return {
      syncs: this.#syncs,
      pendingBytes: this.#pendingBytes(),
      files: this.#files.length,
      oldestFile: (this.#files[0] as WalFile).number,
      syncedPosition: this.#syncedPosition,
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#drainAndClose()
    return this.#closed
  }

  /** End of turn: one write for all appends, then what had to wait for a quiet moment. */
  onTurnEnd(): void {
    this.#scheduled = false
    this.#guard.turnEnded()
    if (this.#failure !== null) {
      this.#drained()
      return
    }
    this.#write()
    this.#startSync()
    this.#tell()
    this.#recycle()
    if (!this.#closing) this.#pool.prepare(this.#nextNumber)
    this.#drained()
  }

  /** The pool has a next file: writers that were held back may go on. */
  fileReady(): void {
    this.#relieved()
  }

  /** After this nothing is written; everybody who waits is told. */
  fail(cause: unknown): void {
    if (this.#failure !== null) return
    const error = walError('WAL_IO', 'the write-ahead log failed; the process has to end and recover', cause)
    this.#failure = error
    this.#batch = new Batch(this.#appendFile, this.#appendAt, this.#blocks)
    this.#waiting.length = 0
    this.#log.onFatal?.(error)
    this.#ring.failAll(error)
    this.#reads.failWaiting(error)
    this.#drained()
  }

  #checkOpen(): void {
    if (this.#failure !== null) throw this.#failure
    if (this.#closing) throw walError('WAL_CLOSED', 'the log is closed')
  }

  #checkFrame(header: FrameHeader, bytes: number): void {
    if (bytes > this.#settings.frameBytesMax) {
      throw walError('WAL_FRAME_TOO_LARGE', `frame of ${bytes} bytes, at most ${this.#settings.frameBytesMax}`, undefined, { bytes })
    }
    if (!isFrameHeaderInRange(header) || header.kind === FRAME_SYNC_MARK) {
      throw new BrokerError({ code: 'INTERNAL_ASSERTION', retry: 'never', message: 'frame header out of range' })
    }
    if (this.#pendingBytes() + bytes > this.#settings.pendingBytesMax) {
      this.#relieve = true
      throw walError('WAL_QUEUE_FULL', 'too many bytes wait for the disk', undefined, { pendingBytes: this.#pendingBytes() })
    }
    // Only data is held back by the reserve: what makes room again (a deletion) has to get through.
    if (header.kind === FRAME_BATCH && this.#guard.refuses(bytes)) {
      this.#schedule()
      throw walError('WAL_DISK_FULL', 'free space is under the reserve')
    }
  }

  #makeRoom(bytes: number): void {
    const mark = this.#batch.bytes === 0 && this.#markedPosition < this.#syncedPosition ? FRAME_HEADER_BYTES : 0
    if (this.#appendAt + mark + bytes > this.#appendFile.bytes) this.#rotate()
    else if (mark > 0) this.#putMark(this.#syncedPosition)
  }

  #put(header: FrameHeader, body: Uint8Array, extra: Uint8Array | null): WalPosition {
    const position = this.#nextPosition++
    const before = this.#batch.bytes
    this.#chain = this.#batch.add(header, body, extra, this.#chain, position)
    const bytes = this.#batch.bytes - before
    this.#appendAt += bytes
    this.#appendedBytes += bytes
    return position
  }

  #putMark(synced: WalPosition): void {
    const position = this.#nextPosition
    this.#put(markHeader(this.#appendFile.number, position, synced), EMPTY, null)
    this.#markedPosition = synced
  }

  /** Goes on in the next file. Throws before anything changed when there is none. */
  #rotate(): void {
    let next: WalFile
    try {
      next = this.#pool.takeNow(this.#nextNumber)
    } catch (error) {
      if ((error as { code?: unknown }).code === 'WAL_DISK_FULL') throw error
      this.fail(error)
      throw this.#failure ?? error
    }
    this.#nextNumber++
    this.#appendFile.endPosition = this.#nextPosition
    next.firstPosition = this.#nextPosition
    if (this.#batch.bytes > 0) this.#waiting.push(this.#batch)
    this.#batch = new Batch(next, FILE_HEAD_BYTES, this.#blocks)
    this.#files.push(next)
    this.#appendFile = next
    this.#appendAt = FILE_HEAD_BYTES
    this.#chain = next.seed
    // True when it is written: the file before is synced to its end by then.
    this.#putMark(this.#nextPosition)
    this.#syncWanted = Math.max(this.#syncWanted, this.#appendFile.firstPosition)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#turns.atTurnEnd(TURN_PERSIST, this)
  }

  /** Hands to the kernel what may be written now. A file is begun only when the one before it is synced. */
  #write(): void {
    while (this.#failure === null) {
      const full = this.#waiting[0]
      const batch = full ?? this.#batch
      if (batch.bytes === 0) break
      if (batch.file !== this.#writeFile && !this.#beginFile(batch.file)) break
      batch.finish()
      try {
        const buffers = batch.buffers
        const only = buffers[0] as Uint8Array
        if (buffers.length === 1) batch.file.handle.writeSync(only, 0, only.length, batch.at)
        else batch.file.handle.writevSync(buffers, batch.at)
      } catch (error) {
        this.fail(error)
        return
      }
      batch.release()
      this.#writtenPosition = batch.endPosition
      this.#writtenBytes += batch.bytes
      batch.file.writtenEnd = batch.at + batch.bytes
      if (full !== undefined) this.#waiting.shift()
      else this.#batch = new Batch(batch.file, this.#appendAt, this.#blocks)
    }
    this.#reads.retry()
  }

  #beginFile(next: WalFile): boolean {
    if (this.#syncedPosition < this.#writtenPosition) {
      this.#syncWanted = Math.max(this.#syncWanted, this.#writtenPosition)
      return false
    }
    const full = this.#writeFile
    full.sealed = true
    this.#newlySealed.push(full)
    this.#writeFile = next
    return true
  }

  #startSync(): void {
    if (this.#syncing || this.#failure !== null) return
    if (this.#syncWanted <= this.#syncedPosition || this.#writtenPosition <= this.#syncedPosition) return
    this.#syncing = true
    this.#syncCovers = this.#writtenPosition
    this.#syncCoversBytes = this.#writtenBytes
    try {
      this.#writeFile.handle.datasync(this.#onDatasync)
    } catch (error) {
      this.#syncing = false
      this.fail(error)
    }
  }

  #synced(error: Error | null): void {
    this.#syncing = false
    if (this.#failure !== null) {
      this.#drained()
      return
    }
    if (error !== null) {
      this.fail(error)
      return
    }
    this.#syncs++
    this.#syncedPosition = this.#syncCovers
    this.#syncedBytes = this.#syncCoversBytes
    // A new file may have waited for this; what this turn gathers waits for the end of the turn.
    if (this.#waiting.length > 0 || this.#batch.file !== this.#writeFile) this.#write()
    this.#startSync()
    this.#tell()
    this.#markSoon()
    if (this.#holds.changed) this.#schedule()
    this.#relieved()
    this.#drained()
  }

  #tell(): void {
    this.#ring.commit(this.#writtenPosition, this.#syncedPosition)
    while (this.#newlySealed.length > 0) {
      const file = this.#newlySealed.shift() as WalFile
      this.#holds.changed = true
      for (const listener of this.#fileListeners) listener.walFileSealed(file.number, file.firstPosition, file.endPosition)
    }
  }

  #markSoon(): void {
    if (this.#timers === null) this.#markIdle()
    else if (!this.#markScheduled && this.#markedPosition < this.#syncedPosition) {
      this.#markScheduled = true
      this.#timers.schedule(IDLE_MARK_MS, this)
    }
  }

  onTimer(): void {
    this.#markScheduled = false
    this.#markIdle()
  }

  /** With nothing to do, records what is synced right away, so that later damage to it can not pass for a torn tail. */
  #markIdle(): void {
    if (this.#failure !== null || this.#closing || this.#syncing || this.#batch.bytes > 0 || this.#waiting.length > 0) return
    if (this.#markedPosition >= this.#syncedPosition || this.#appendAt + FRAME_HEADER_BYTES > this.#appendFile.bytes) return
    this.#putMark(this.#syncedPosition)
    this.#write()
  }

  /** Gives back the oldest file when nobody needs it; one per turn, since it costs a directory sync. */
  #recycle(): void {
    if (!this.#holds.changed || this.#closing) return
    const file = this.#files[0] as WalFile
    // The mark at the head of the next file has to be on disk first: else no file would tell where positions go on.
    if (!file.sealed || file.readers > 0 || file.endPosition > this.#holds.lowest() || file.endPosition >= this.#syncedPosition) {
      this.#holds.changed = file.sealed && file.endPosition <= this.#holds.lowest()
      return
    }
    try {
      this.#files.shift()
      this.#pool.retire(file)
      this.#schedule()
    } catch (error) {
      this.fail(error)
    }
  }

  #pendingBytes(): number {
    return this.#appendedBytes - (this.#syncWanted <= this.#syncedPosition ? this.#writtenBytes : this.#syncedBytes)
  }

  /** The current file is three quarters full and there is no next one yet: slow down, before an append has to block for it. */
  #nextFileIsLate(): boolean {
    return this.#pool.ready === null && this.#appendAt > this.#appendFile.bytes * 0.75
  }

  #relieved(): void {
    if (!this.#relieve || this.#pendingBytes() > this.#settings.highWaterBytes / 2 || this.#nextFileIsLate()) return
    this.#relieve = false
    for (const listener of this.#reliefListeners) listener.walRelieved()
  }

  #fileOf(number: number): WalFile | null {
    const first = this.#files[0] as WalFile
    const guess = this.#files[number - first.number]
    if (guess !== undefined && guess.number === number) return guess
    return this.#files.find((file) => file.number === number) ?? null
  }

  async #drainAndClose(): Promise<void> {
    this.#closing = true
    this.#syncWanted = this.#nextPosition
    await new Promise<void>((resolve) => {
      this.#onDrained = resolve
      this.#schedule()
    })
    await this.#reads.idle()
    try {
      if (this.#failure === null) this.#markClosed()
    } catch (error) {
      this.fail(error)
    }
    await this.#pool.close(this.#failure === null)
    for (const file of this.#files) file.handle.closeSync()
    if (this.#failure !== null) throw this.#failure
  }

  #drained(): void {
    if (this.#onDrained === null || this.#syncing) return
    const done = this.#waiting.length === 0 && this.#batch.bytes === 0 && this.#syncedPosition >= this.#nextPosition
    if (this.#failure === null && !done) return
    const onDrained = this.#onDrained
    this.#onDrained = null
    onDrained()
  }

  /** A last mark, so that everything is known to be synced when the log is opened again. */
  #markClosed(): void {
    if (this.#markedPosition >= this.#syncedPosition || this.#appendAt + FRAME_HEADER_BYTES > this.#appendFile.bytes) return
    this.#putMark(this.#syncedPosition)
    this.#write()
    this.#writeFile.handle.datasyncSync()
  }
}

/** Header of a mark; see frame.ts for what its fields mean. */
export function markHeader(file: number, follows: WalPosition, synced: WalPosition): FrameHeader {
  return { kind: FRAME_SYNC_MARK, group: 0, term: 0, index: follows, tenant: 0, shard: file, baseOffset: synced }
}
