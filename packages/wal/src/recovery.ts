import type { FrameReader as Reader } from './frame-reader.ts'
import { FrameReader } from './frame-reader.ts'
import { FRAME_HEADER_BYTES, frameBytes, frameFollows } from './frame.ts'
import { FRAME_SYNC_MARK } from './wal.ts'
import type { QuarantinedRange, RecoveredFrame, WalPosition } from './wal.ts'
import type { WalFile } from './wal-file.ts'
import { FILE_HEAD_BYTES } from './wal-file.ts'
import { walError } from './errors.ts'

/** Read between two pauses. */
const STEP_BYTES = 4 * 1024 * 1024

/** Unsynced frames at the end of the log that were cut: no acknowledgement was given for them. */
export interface TornTail {
  readonly file: number
  readonly fromByte: number
  /** Position of the first frame that was lost. */
  readonly position: WalPosition
}

export interface RecoveryEvents {
  onTornTail(tail: TornTail): void
  onQuarantine(range: QuarantinedRange): void
  onLostFrame?(frame: RecoveredFrame): void
}

/** Where writing goes on. */
export interface RecoveryEnd {
  /** Index in the list of files; what comes after it in the list holds nothing. */
  readonly fileIndex: number
  readonly at: number
  readonly position: WalPosition
  readonly chain: number
}

/** What the rest of a file says about a place where reading stopped. */
interface Evidence {
  /** The most that any mark claims to be synced. */
  syncedBefore: WalPosition
  /** Next intact frame of a position not seen yet, or -1. */
  resumeAt: number
}

/**
 * Reads all files in order, hands every intact frame to `replay`, and decides at each place where a frame is not intact:
 *
 * - a mark further on (in this file or a later one) says that the missing position was synced: the bytes are damaged.
 *   The range is quarantined and reading goes on behind it; nothing is cut.
 * - nothing says so: this is the end. What lies behind was never synced (or not marked so yet) and is cut.
 *
 * `files` are sorted by number and their headers are read; a file without readable header has `salt` NaN.
 */
export class Recovery {
  readonly #files: readonly WalFile[]
  readonly #replay: (frame: RecoveredFrame) => void
  readonly #events: RecoveryEvents
  /** Position that has to come next; -1 until known. */
  #expected = -1
  readonly quarantined: QuarantinedRange[] = []

  constructor(files: readonly WalFile[], replay: (frame: RecoveredFrame) => void, events: RecoveryEvents) {
    this.#files = files
    this.#replay = replay
    this.#events = events
  }

  /** Reads everything in one go. */
  run(): RecoveryEnd {
    const steps = this.steps()
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
    }
  }

  /** As `run`, stopping after each few MiB, so that the caller can let others have their turn. */
  *steps(): Generator<undefined, RecoveryEnd> {
    // Only the first file of a log's life begins at a known position; older files may have been recycled.
    if ((this.#files[0] as WalFile).number === 1) this.#expected = 1
    for (let i = 0; i < this.#files.length; i++) {
      this.#checkGap(i)
      const end = yield* this.#readFile(i)
      if (end !== null) return end
    }
    throw walError('WAL_CORRUPT', 'no file of the log can be read to its end', undefined, { files: this.#files.length })
  }

  #checkGap(i: number): void {
    if (i === 0) return
    const file = this.#files[i] as WalFile
    const before = this.#files[i - 1] as WalFile
    if (file.number === before.number + 1) return
    const head = this.#headOf(file)
    // Without a loss of positions the missing files were empty: prepared, never used.
    if (head !== this.#expected) this.#quarantine(before.number + 1, 0, 0, head >= 0 ? head : this.#expected)
  }

  /** Null: the log goes on in the next file. */
  *#readFile(i: number): Generator<undefined, RecoveryEnd | null> {
    const file = this.#files[i] as WalFile
    let at = FILE_HEAD_BYTES
    let chain = file.seed
    if (Number.isNaN(file.salt)) return this.#damagedHeader(i)
    const reader = new FrameReader(file)
    let pauseAt = STEP_BYTES
    for (;;) {
      if (at >= pauseAt) {
        pauseAt = at + STEP_BYTES
        yield undefined
      }
      const length = reader.frameAt(at)
      if (length > 0 && reader.found.chain === chain && this.#isNext(reader)) {
        chain = reader.found.crc
        this.#take(file, reader, at)
        at += length
        continue
      }
      const nextHead = this.#nextHead(i)
      if (nextHead >= 0 && nextHead === this.#expected) return this.#sealed(file, at)
      const evidence = this.#scan(file, reader, at)
      const syncedBefore = Math.max(evidence.syncedBefore, this.#evidenceAfter(i, nextHead))
      if (this.#expected >= 0 && syncedBefore <= this.#expected) return this.#end(i, reader, at, chain, evidence.resumeAt)
      if (evidence.resumeAt < 0) {
        if (i === this.#files.length - 1) throw walError('WAL_CORRUPT', `${file.path}: nothing can be read from byte ${at} on`)
        // With the next file's first frame gone too, the loss is more likely there than here: it is reported with that file.
        if (this.#headOfNext(i) >= 0) this.#quarantine(file.number, at, file.bytes, nextHead, reader)
        return this.#sealed(file, at)
      }
      reader.frameAt(evidence.resumeAt)
      this.#quarantine(file.number, at, evidence.resumeAt, frameFollows(reader.found), reader)
      reader.frameAt(evidence.resumeAt)
      at = evidence.resumeAt
      chain = reader.found.chain
    }
  }

  /** A header is synced before the file gets its name, so this is damage, wherever it is; nothing in the file can be trusted. */
  #damagedHeader(i: number): null {
    const file = this.#files[i] as WalFile
    this.#quarantine(file.number, 0, file.bytes, this.#nextHead(i))
    return this.#sealed(file, file.bytes)
  }

  #isNext(reader: Reader): boolean {
    const follows = frameFollows(reader.found)
    if (this.#expected < 0) this.#expected = follows
    return follows === this.#expected && reader.found.position >= follows
  }

  #take(file: WalFile, reader: Reader, at: number): void {
    const found = reader.found
    if (file.firstPosition === 0) file.firstPosition = found.position
    this.#expected = found.position + 1
    if (found.kind === FRAME_SYNC_MARK) return
    const body = reader.body(at)
    this.#replay(describe(file.number, reader, at, body))
  }

  #sealed(file: WalFile, at: number): null {
    file.sealed = true
    file.endPosition = Math.max(this.#expected, 0)
    file.writtenEnd = Math.max(at, file.bytes)
    return null
  }

  #end(i: number, reader: Reader, at: number, chain: number, resumeAt: number): RecoveryEnd {
    const file = this.#files[i] as WalFile
    const broken = reader.headerAt(at) && frameFollows(reader.found) === this.#expected
    for (const later of this.#files.slice(i + 1)) {
      if (Number.isNaN(later.salt)) this.#quarantine(later.number, 0, later.bytes, this.#expected)
    }
    if (broken || resumeAt >= 0) this.#events.onTornTail({ file: file.number, fromByte: at, position: this.#expected })
    return { fileIndex: i, at, position: this.#expected, chain }
  }

  /** Looks through the rest of a file. Stops as soon as both answers are known. */
  #scan(file: WalFile, reader: Reader, from: number): Evidence {
    const evidence: Evidence = { syncedBefore: -1, resumeAt: -1 }
    if (Number.isNaN(file.salt)) return evidence
    for (let at = reader.nextMagic(from); at >= 0; at = reader.nextMagic(at)) {
      const length = reader.frameAt(at)
      if (length === 0 || reader.found.position < this.#expected || (at === from && reader.found.position === this.#expected)) {
        at += 8
        continue
      }
      if (evidence.resumeAt < 0) evidence.resumeAt = at
      if (reader.found.kind === FRAME_SYNC_MARK) evidence.syncedBefore = Math.max(evidence.syncedBefore, reader.found.baseOffset)
      if (this.#expected >= 0 && evidence.syncedBefore > this.#expected) break
      at += length
    }
    return evidence
  }

  /** What later files say about how far the log was synced: a file's first frame is written when all before it is synced. */
  #evidenceAfter(i: number, nextHead: number): WalPosition {
    if (nextHead >= 0) return nextHead
    let synced = -1
    for (let j = i + 1; j < this.#files.length; j++) {
      const file = this.#files[j] as WalFile
      if (!Number.isNaN(file.salt)) synced = Math.max(synced, this.#scan(file, new FrameReader(file), FILE_HEAD_BYTES).syncedBefore)
    }
    return synced
  }

  /** As `#nextHead`, of the file that follows by number only. */
  #headOfNext(i: number): WalPosition {
    const next = this.#files[i + 1]
    return next !== undefined && next.number === (this.#files[i] as WalFile).number + 1 ? this.#headOf(next) : -1
  }

  /** Position at which the next file with an intact first frame begins, or -1. */
  #nextHead(i: number): WalPosition {
    for (let j = i + 1; j < this.#files.length; j++) {
      const head = this.#headOf(this.#files[j] as WalFile)
      if (head >= 0) return head
    }
    return -1
  }

  #headOf(file: WalFile): WalPosition {
    if (Number.isNaN(file.salt)) return -1
    const reader = new FrameReader(file)
    if (reader.frameAt(FILE_HEAD_BYTES) === 0 || reader.found.chain !== file.seed || reader.found.kind !== FRAME_SYNC_MARK) return -1
    return reader.found.index
  }

  #quarantine(file: number, fromByte: number, toByte: number, next: WalPosition, reader: Reader | null = null): void {
    const range: QuarantinedRange = {
      file, fromByte, toByte, fromPosition: Math.max(this.#expected, 0), toPosition: Math.max(next, this.#expected, 0),
    }
    this.quarantined.push(range)
    this.#events.onQuarantine(range)
    if (reader !== null) this.#tellLost(range, reader)
    if (next >= 0) this.#expected = Math.max(next, this.#expected)
  }

  /** Frames in a damaged range whose headers can still be read: whose bytes were lost is known then. */
  #tellLost(range: QuarantinedRange, reader: Reader): void {
    for (let at = reader.nextMagic(range.fromByte); at >= 0 && at < range.toByte; at = reader.nextMagic(at)) {
      const isLost = reader.intactHeaderAt(at) && reader.found.position >= range.fromPosition && reader.found.position < range.toPosition
      const length = isLost ? frameBytes(reader.found.bodyBytes) : 8
      if (isLost && reader.found.kind !== FRAME_SYNC_MARK) this.#events.onLostFrame?.(describe(range.file, reader, at, reader.remainsAt(at)))
      at += length
    }
  }
}

function describe(file: number, { found }: Reader, at: number, body: Buffer): RecoveredFrame {
  return {
    kind: found.kind,
    group: found.group,
    term: found.term,
    index: found.index,
    tenant: found.tenant,
    shard: found.shard,
    baseOffset: found.baseOffset,
    position: found.position,
    file,
    bodyPosition: at + FRAME_HEADER_BYTES,
    bodyBytes: found.bodyBytes,
    body,
  }
}
