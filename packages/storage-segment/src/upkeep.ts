import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { TURN_PERSIST } from '@robustmq/common-runtime'
import type { Clock, FileSystem, Timers, TimerTask, Turns } from '@robustmq/common-runtime'
import { filterBatch, RECORDS_OK } from '@robustmq/record-batch'
import type { Compressor, Decompressor } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { StorageStats } from '@robustmq/storage-adapter'
import { Compaction, dueExtents, initialState } from './compaction.ts'
import type { CompactionState } from './compaction.ts'
import type { DeletedRecords } from './deleted-records.ts'
import { walkExtent } from './extent-batches.ts'
import type { FileExtents } from './extent-tables.ts'
import { cutAt, endOfExcess, endOfOld, mayGiveWay, removableEnd } from './retention.ts'
import type { Cut } from './retention.ts'
import { REWRITE_BUFFER_BYTES, RewriteOutput } from './rewrite-output.ts'
import {
  EXTENT_BASE, EXTENT_COLUMNS, EXTENT_COMPACTED, EXTENT_FILE, EXTENT_FLAGS, EXTENT_NEXT, ROW_MAX_TIMESTAMP, ROW_NEXT,
} from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import type { SegmentShard } from './segment-shard.ts'
import type { ShardTable } from './shard-table.ts'
import { storageFailure } from './wal-failures.ts'

export interface UpkeepOptions {
  /** Bytes of the whole storage; null: no cap. */
  readonly nodeBytesMax: number | null
  readonly intervalMs: number
  readonly keyBytesMax: number
}

export interface UpkeepParts {
  readonly fileSystem: FileSystem
  readonly files: SegmentFiles
  readonly table: ShardTable
  readonly turns: Turns
  readonly log: Logger
  readonly clock: Clock | null
  readonly timers: Timers | null
  readonly deleted: DeletedRecords
  readonly decompress: Decompressor | null
  readonly compress: Compressor | null
  readonly onFatal: (error: BrokerError) => void
}

/** What upkeep asks of the driver. */
export interface UpkeepHooks {
  readonly congested: boolean
  trimFront(shard: SegmentShard, offset: number): Promise<void>
  /** Records of the shard are gone. */
  compacted(shard: number): void
  /** Marks of deleted records of the shard are about to go, since the records are no longer stored. */
  marksGo(shard: number): void
  /** Makes the log give up its current file, so that it becomes segments. */
  sealLog(shard: SegmentShard): void
}

/** Shards, or extents, that are looked at before the event loop is served. */
const SLICE = 4096
/** Trims that wait for the log at a time. */
const TRIMS_MAX = 256
/** At this share of the cap the oldest begin to give way, until it is below the second. */
const GIVE_WAY_SHARE = 0.9
const TARGET_SHARE = 0.85
/** A file is copied when less than this share of it is wanted; near the cap, this. */
const LIVE_SHARE_MIN = 0.5
const LIVE_SHARE_MIN_NEAR_CAP = 0.9
/** A shard is rewritten without its deleted records when they are this share of an extent's offsets. */
const DELETED_SHARE = 0.5
/** A new segment file ends when it is this large, or has this many extents. */
const OUTPUT_BYTES = 256 * 1024 * 1024
const OUTPUT_ITEMS = 4096
/** Oldest batches and extents considered in one go when the cap is near. */
const CANDIDATES_MAX = 4096
/** Batches of one shard that are only in the log, considered likewise. */
const ROWS_MAX = 256
const CONGESTED_WAIT_MS = 50
/** Shards from here on belong to the broker itself. */
const RESERVED_SHARD_MIN = 2 ** 47

interface Candidate {
  readonly slot: number
  readonly id: number
  readonly offset: number
  readonly timestampMs: number
}

/**
 * Removes what may go and rewrites what is worth it, in the background, a slice at a time: retention, the cap of the node, files that are
 * mostly dead, compaction. One pass at a time; nothing is rewritten while the log is behind.
 */
export class Upkeep implements TimerTask {
  readonly removed = { byAge: 0, bySize: 0, byCap: 0, byCompaction: 0 }
  capRefusals = 0
  readonly #options: UpkeepOptions
  readonly #parts: UpkeepParts
  #hooks: UpkeepHooks | null = null
  #started = false
  #stopping = false
  #running: Promise<void> | null = null
  #again = false
  /** Near the cap and nothing may give way: appends need not ask again before the next pass. */
  #stuck = false
  #refusalLogged = false
  #sealedAt = Number.NEGATIVE_INFINITY
  readonly #compactions = new Map<number, CompactionState>()
  /** Shards whose extents are damaged: left alone until the next start. */
  readonly #damaged = new Set<number>()
  #doneMarks: { readonly shard: number; readonly from: number; readonly to: number; readonly count: number }[] = []
  /** So that files without anything old need no look. */
  readonly #oldestMs = new WeakMap<FileExtents, number>()
  #buffer: Buffer | null = null

  constructor(options: UpkeepOptions, parts: UpkeepParts) {
    this.#options = options
    this.#parts = parts
  }

  get stats(): Pick<StorageStats, 'removed' | 'capRefusals'> {
    return { removed: { ...this.removed }, capRefusals: this.capRefusals }
  }

  start(hooks: UpkeepHooks): void {
    if (this.#started) return
    this.#started = true
    this.#hooks = hooks
    this.#parts.timers?.schedule(this.#options.intervalMs, this)
  }

  onTimer(): void {
    if (this.#stopping) return
    this.#parts.timers?.schedule(this.#options.intervalMs, this)
    this.#stuck = false
    this.#begin(true)
  }

  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#running
  }

  forget(shard: number): void {
    this.#compactions.delete(shard)
    this.#damaged.delete(shard)
  }

  /** Null: there is room for `bytes` more below the cap. Else why they are refused; room is made in the background. */
  refusal(shard: number, bytes: number): BrokerError | null {
    const { nodeBytesMax } = this.#options
    if (nodeBytesMax === null) return null
    const used = this.#parts.table.storedBytes
    if (used + bytes > nodeBytesMax * GIVE_WAY_SHARE && !this.#stuck) this.#begin(false)
    // Where the state of consumers is kept: without it nothing could be let go of.
    if (used + bytes <= nodeBytesMax || shard >= RESERVED_SHARD_MIN) return null
    this.capRefusals++
    if (!this.#refusalLogged) {
      this.#refusalLogged = true
      this.#parts.log.warn({ nodeBytesMax, storedBytes: used }, 'the cap of the node is reached and what could give way is held: writes are refused')
    }
    return storageError('STORAGE_CAP_REACHED', `the storage holds ${used} bytes of ${nodeBytesMax}, and nothing may give way`)
  }

  /** `whole`: not only what the cap asks for. */
  #begin(whole: boolean): void {
    if (!this.#started || this.#stopping) return
    if (this.#running === null) this.#running = this.#run(whole)
    else if (!whole) this.#again = true
  }

  async #run(whole: boolean): Promise<void> {
    // Not from inside an append.
    await this.#turn()
    try {
      await this.#giveWay()
      if (whole) await this.#pass()
      while (this.#again && !this.#stuck && !this.#stopping) {
        this.#again = false
        await this.#giveWay()
      }
    } catch (cause) {
      this.#failed(cause)
    }
    this.#running = null
  }

  #failed(cause: unknown): void {
    const error = storageFailure(cause)
    if (this.#stopping || error.code === 'STORAGE_CLOSED') return
    this.#parts.log.error({ error }, 'upkeep of the storage failed; it is tried again')
    if (error.code === 'STORAGE_IO') this.#parts.onFatal(error)
  }

  async #pass(): Promise<void> {
    this.#dropMarks()
    const compacted = await this.#retain()
    await this.#rewriteSparse()
    await this.#compact(compacted)
  }

  /** Retention of all shards. Returns the slots of those that are to be compacted. */
  async #retain(): Promise<number[]> {
    const { table, clock } = this.#parts
    if (clock === null) return []
    const nowMs = clock.now()
    const due = new Set<number>()
    const compacted: number[] = []
    let shortestMs = Number.POSITIVE_INFINITY
    for (let slot = 1; slot < table.slotEnd; slot++) {
      if (slot % SLICE === 0) await this.#turn()
      if (table.ids[slot] === 0 || table.settings[slot] === 0) continue
      const settings = table.settingsOf(slot)
      if (settings.compaction !== null) compacted.push(slot)
      if (!mayGiveWay(settings)) continue
      if (settings.retentionBytes !== null && (table.bytes[slot] as number) > settings.retentionBytes) due.add(slot)
      if (settings.retentionMs === null) continue
      shortestMs = Math.min(shortestMs, settings.retentionMs)
      if (this.#oldestRowMs(slot) < nowMs - settings.retentionMs) due.add(slot)
    }
    for (const file of [...table.extents.values()]) {
      if (this.#oldestOf(file) < nowMs - shortestMs) await this.#findOld(file, nowMs, due)
    }
    const trims: Promise<void>[] = []
    for (const slot of due) {
      trims.push(this.#retainShard(slot, nowMs))
      if (trims.length >= TRIMS_MAX) await Promise.all(trims.splice(0))
    }
    await Promise.all(trims)
    return compacted
  }

  /** Timestamp of the oldest extent of the file. */
  #oldestOf(file: FileExtents): number {
    let oldest = this.#oldestMs.get(file)
    if (oldest === undefined) {
      oldest = file.maxTimestamps.reduce((least, timestamp) => Math.min(least, timestamp), Number.POSITIVE_INFINITY)
      this.#oldestMs.set(file, oldest)
    }
    return oldest
  }

  /** Timestamp of the first batch that is only in the log; Infinity when there is none. */
  #oldestRowMs(slot: number): number {
    const { table } = this.#parts
    if (table.chains.count(slot) > 0) return table.chains.firstTimestamp(slot)
    const rows = table.peek(slot)?.ownRows ?? null
    return rows === null || rows.length === 0 ? Number.POSITIVE_INFINITY : rows.cell(0, ROW_MAX_TIMESTAMP)
  }

  /** Adds the slots of shards with an extent in the file that is too old. */
  async #findOld(file: FileExtents, nowMs: number, due: Set<number>): Promise<void> {
    const { table } = this.#parts
    for (let i = 0; i < file.count; i++) {
      if (i % SLICE === SLICE - 1) await this.#turn()
      const slot = table.slotOf(file.shards[i] as number)
      if (slot === 0 || table.settings[slot] === 0 || file.isDead(i) || file.next(i) <= (table.starts[slot] as number)) continue
      const { retentionMs, deleteOld } = table.settingsOf(slot)
      if (deleteOld && retentionMs !== null && (file.maxTimestamps[i] as number) < nowMs - retentionMs) due.add(slot)
    }
  }

  async #retainShard(slot: number, nowMs: number): Promise<void> {
    const { table } = this.#parts
    if (table.ids[slot] === 0) return
    const shard = table.handle(slot)
    const { retentionMs, retentionBytes } = table.settingsOf(slot)
    const old = retentionMs === null ? null : endOfOld(shard, nowMs - retentionMs)
    const excess = retentionBytes === null ? null : endOfExcess(shard, retentionBytes)
    if (old !== null) this.removed.byAge += await this.#trim(shard, old)
    if (excess !== null && excess.offset > (old?.offset ?? 0)) this.removed.bySize += (await this.#trim(shard, excess)) - (old?.bytes ?? 0)
  }

  async #trim(shard: SegmentShard, cut: Cut): Promise<number> {
    if (this.#stopping || shard.deleted || cut.offset <= shard.logStartOffset) return 0
    await this.#hooks?.trimFront(shard, cut.offset)
    return cut.bytes
  }

  #isNearCap(): boolean {
    const { nodeBytesMax } = this.#options
    return nodeBytesMax !== null && this.#parts.table.storedBytes > nodeBytesMax * GIVE_WAY_SHARE
  }

  /** While the cap is near, the oldest of shards with a limit go. Returns the bytes that went. */
  async #giveWay(): Promise<number> {
    const { nodeBytesMax } = this.#options
    const { table, log } = this.#parts
    if (nodeBytesMax === null || !this.#isNearCap()) {
      this.#refusalLogged = false
      return 0
    }
    const target = nodeBytesMax * TARGET_SHARE
    let given = 0
    for (let before = -1; given > before && table.storedBytes > target && !this.#stopping; ) {
      before = given
      for (const { slot, id, offset } of await this.#oldest()) {
        if (table.storedBytes <= target || this.#stopping) break
        if (table.ids[slot] !== id) continue
        const shard = table.handle(slot)
        given += await this.#trim(shard, cutAt(shard, offset))
      }
    }
    this.#stuck = given === 0
    this.removed.byCap += given
    if (given > 0) {
      this.#refusalLogged = false
      log.warn({ nodeBytesMax, removedBytes: given }, 'the cap of the node is near: the oldest data of topics with a limit gave way')
    }
    return given
  }

  /** The oldest units that may go, oldest first. */
  async #oldest(): Promise<Candidate[]> {
    const { table } = this.#parts
    let found: Candidate[] = []
    for (const file of [...table.extents.values()]) {
      for (let i = 0; i < file.count; i++) {
        if (i % SLICE === SLICE - 1) await this.#turn()
        const id = file.shards[i] as number
        const slot = table.slotOf(id)
        if (slot === 0 || !this.#isLive(file, i) || !mayGiveWay(table.settingsOf(slot))) continue
        const offset = file.next(i)
        // A shard that is held has an object.
        if ((table.peek(slot)?.heldOffset ?? Number.POSITIVE_INFINITY) < offset) continue
        found.push({ slot, id, offset, timestampMs: file.maxTimestamps[i] as number })
        if (found.length >= 4 * CANDIDATES_MAX) found = oldestOf(found)
      }
    }
    for (let slot = 1; slot < table.slotEnd; slot++) {
      if (slot % SLICE === 0) await this.#turn()
      if (table.ids[slot] === 0 || this.#oldestRowMs(slot) === Number.POSITIVE_INFINITY || !mayGiveWay(table.settingsOf(slot))) continue
      const shard = table.handle(slot)
      const { rows } = shard
      const end = removableEnd(shard)
      for (let row = 0; row < Math.min(rows.length, ROWS_MAX) && rows.cell(row, ROW_NEXT) <= end; row++) {
        found.push({ slot, id: shard.spec.shard, offset: rows.cell(row, ROW_NEXT), timestampMs: rows.cell(row, ROW_MAX_TIMESTAMP) })
      }
      if (found.length >= 4 * CANDIDATES_MAX) found = oldestOf(found)
    }
    return oldestOf(found)
  }

  /** Copies the living part of files that are mostly dead, and of extents of which many records were deleted. */
  async #rewriteSparse(): Promise<void> {
    const { table, files, deleted } = this.#parts
    const { nodeBytesMax } = this.#options
    const isNearCap = nodeBytesMax !== null && files.storedBytes > nodeBytesMax * GIVE_WAY_SHARE
    const worth = isNearCap ? LIVE_SHARE_MIN_NEAR_CAP : LIVE_SHARE_MIN
    const sparse = new Set<number>()
    for (const file of [...table.extents.values()]) {
      await this.#turn()
      // Something of it has gone.
      if (files.liveExtents(file.file) >= file.count) continue
      if ((await this.#liveBytes(file)) < files.bytesOf(file.file) * worth) sparse.add(file.file)
    }
    const items = new Map<number, Set<number>>()
    for (const number of sparse) {
      const file = table.extents.get(number)
      for (let i = 0; file !== null && i < file.count; i++) if (this.#isLive(file, i)) addItem(items, file.shards[i] as number, file.bases[i] as number)
    }
    for (const id of deleted.shards()) {
      const shard = table.get(id)
      const offsets = deleted.of(id)
      for (let i = 0; shard !== null && offsets !== null && i < shard.extents.length; i++) {
        const base = shard.extents.cell(i, EXTENT_BASE)
        const next = shard.extents.cell(i, EXTENT_NEXT)
        if (offsets.countIn(base, next) >= (next - base) * DELETED_SHARE) addItem(items, id, base)
      }
    }
    await this.#copy(items)
  }

  #isLive(file: FileExtents, i: number): boolean {
    const slot = this.#parts.table.slotOf(file.shards[i] as number)
    return slot !== 0 && !file.isDead(i) && file.next(i) > (this.#parts.table.starts[slot] as number)
  }

  async #liveBytes(file: FileExtents): Promise<number> {
    let bytes = 0
    for (let i = 0; i < file.count; i++) {
      if (i % SLICE === SLICE - 1) await this.#turn()
      if (this.#isLive(file, i)) bytes += file.bytes[i] as number
    }
    return bytes
  }

  /** Writes extents anew, without deleted records. `items`: first offsets of extents by shard. */
  async #copy(items: Map<number, Set<number>>): Promise<void> {
    const run = new RewriteRun(this.#parts, this.#takeBuffer())
    try {
      for (const id of [...items.keys()].sort((a, b) => a - b)) {
        await this.#pace()
        const shard = this.#parts.table.get(id)
        if (shard === null || this.#damaged.has(id)) continue
        await this.#guarded(shard, run, () => this.#copyExtents(shard, items.get(id) as Set<number>, run))
      }
      await run.commit()
    } finally {
      run.abandon()
    }
  }

  async #copyExtents(shard: SegmentShard, bases: Set<number>, run: RewriteRun): Promise<void> {
    const { files, deleted, decompress, compress } = this.#parts
    const cells = shard.extents.cells.slice(shard.extents.at(0), shard.extents.at(shard.extents.length))
    const id = shard.spec.shard
    for (let at = 0; at < cells.length; at += EXTENT_COLUMNS) {
      const base = cells[at + EXTENT_BASE] as number
      const next = cells[at + EXTENT_NEXT] as number
      if (!bases.has(base) || files.liveExtents(cells[at + EXTENT_FILE] as number) === 0) continue
      const offsets = deleted.of(id)
      const count = offsets?.countIn(base, next) ?? 0
      const output = run.output()
      await output.begin(shard, base, next, (cells[at + EXTENT_FLAGS] as number) & EXTENT_COMPACTED)
      let unreadable = 0
      await walkExtent(files, cells, at, () => this.#pace(), async (batch) => {
        const result = count === 0 ? null : filterBatch(batch, (record) => offsets?.has(record.offset) !== true, { decompress, compress, keepEmpty: true })
        if (result !== null && result.failure !== RECORDS_OK) unreadable++
        await output.append(result?.batch ?? batch)
        return true
      })
      await output.end()
      if (count > 0 && unreadable === 0) run.afterwards(() => void this.#doneMarks.push({ shard: id, from: base, to: next, count }))
      await run.extentDone()
    }
  }

  /**
   * The records are no longer stored, and their marks may go: with the next pass, since a read that began before may still end. Marks
   * that were added meanwhile stay, with the others: they do no harm.
   */
  #dropMarks(): void {
    const { deleted } = this.#parts
    for (const { shard, from, to, count } of this.#doneMarks.splice(0)) {
      if ((deleted.of(shard)?.countIn(from, to) ?? 0) !== count) continue
      this.#hooks?.marksGo(shard)
      deleted.forget(shard, from, to)
    }
  }

  async #compact(slots: readonly number[]): Promise<void> {
    const { table, clock } = this.#parts
    if (clock === null || slots.length === 0) return
    const run = new RewriteRun(this.#parts, this.#takeBuffer())
    const nowMs = clock.now()
    try {
      const byId = slots.map((slot) => table.ids[slot] as number).filter((id) => id !== 0 && !this.#damaged.has(id)).sort((a, b) => a - b)
      for (const id of byId) {
        await this.#pace()
        const shard = table.get(id)
        if (shard !== null) await this.#guarded(shard, run, () => this.#compactShard(shard, nowMs, run))
      }
      this.removed.byCompaction += await run.commit()
    } finally {
      run.abandon()
    }
  }

  async #compactShard(shard: SegmentShard, nowMs: number, run: RewriteRun): Promise<void> {
    const { compaction, segmentMs, segmentBytes } = shard.settings
    const { rows } = shard
    const id = shard.spec.shard
    if (compaction === null) return
    const isOld = rows.length > 0 && (rows.cell(0, ROW_MAX_TIMESTAMP) <= nowMs - segmentMs || shard.storedBytes > segmentBytes)
    if (isOld && this.#sealedAt <= nowMs - 60_000) {
      this.#sealedAt = nowMs
      this.#hooks?.sealLog(shard)
    }
    let state = this.#compactions.get(id)
    if (state === undefined) this.#compactions.set(id, (state = initialState(shard, nowMs, compaction.deleteRetentionMs)))
    const count = dueExtents(shard, state, compaction, nowMs)
    if (count === 0) return
    const { files, decompress, compress, deleted } = this.#parts
    const tools = { files, decompress, compress, keyBytesMax: this.#options.keyBytesMax, pace: () => this.#pace() }
    const job = new Compaction(tools, shard, count, state.cleanOffset, compaction, nowMs, deleted.of(id))
    const startOffset = shard.logStartOffset
    const endOffset = await job.prepare()
    const marks = deleted.of(id)?.countIn(startOffset, endOffset) ?? 0
    if (endOffset <= shard.logStartOffset) return
    await job.write(endOffset, () => run.output(), () => run.extentDone())
    if (job.unreadable > 0) this.#parts.log.warn({ shard: id, batches: job.unreadable }, 'batches that cannot be read were kept as they are')
    const reached = state
    run.afterwards(() => {
      reached.cleanOffset = endOffset
      reached.horizonMs = job.horizonMs
      if (marks > 0 && job.unreadable === 0) this.#doneMarks.push({ shard: id, from: startOffset, to: endOffset, count: marks })
      this.#hooks?.compacted(id)
    })
  }

  /** A damaged extent must not stop the upkeep of all others: its shard is left as it is, and said. */
  async #guarded(shard: SegmentShard, run: RewriteRun, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (cause) {
      const error = storageFailure(cause)
      run.abandon()
      if (error.code !== 'STORAGE_CORRUPT') throw error
      this.#damaged.add(shard.spec.shard)
      this.#parts.log.error({ error, shard: shard.spec.shard }, 'a damaged shard is not rewritten')
    }
  }

  #takeBuffer(): Buffer {
    this.#buffer ??= Buffer.allocUnsafeSlow(REWRITE_BUFFER_BYTES)
    return this.#buffer
  }

  /** Lets other work go first, and waits while the log is behind. */
  async #pace(): Promise<void> {
    if (this.#stopping) throw storageError('STORAGE_CLOSED', 'the storage is closing')
    const { timers } = this.#parts
    while (timers !== null && this.#hooks?.congested === true && !this.#stopping) {
      await new Promise<void>((resolve) => void timers.schedule(CONGESTED_WAIT_MS, { onTimer: resolve }))
    }
  }

  /** Resolves in the next turn of the event loop. */
  #turn(): Promise<void> {
    return new Promise((resolve) => this.#parts.turns.atTurnEnd(TURN_PERSIST, { onTurnEnd: resolve }))
  }
}

/** Outputs one after the other; what depends on one is done when it is committed. */
class RewriteRun {
  readonly #parts: UpkeepParts
  readonly #buffer: Buffer
  #output: RewriteOutput | null = null
  #afterwards: (() => void)[] = []
  #given = 0

  constructor(parts: UpkeepParts, buffer: Buffer) {
    this.#parts = parts
    this.#buffer = buffer
  }

  output(): RewriteOutput {
    this.#output ??= new RewriteOutput(this.#parts, this.#buffer)
    return this.#output
  }

  afterwards(run: () => void): void {
    this.#afterwards.push(run)
  }

  async extentDone(): Promise<void> {
    if (this.#output !== null && (this.#output.bytes >= OUTPUT_BYTES || this.#output.itemCount >= OUTPUT_ITEMS)) await this.#finish()
  }

  /** Returns the bytes that all outputs gave. */
  async commit(): Promise<number> {
    await this.#finish()
    const afterwards = this.#afterwards
    this.#afterwards = []
    for (const run of afterwards) run()
    return this.#given
  }

  /** Gives up what was not committed. */
  abandon(): void {
    this.#output?.abandon()
    this.#output = null
    this.#afterwards = []
  }

  async #finish(): Promise<void> {
    const output = this.#output
    if (output === null) return
    this.#given += await output.commit()
    this.#output = null
  }
}

function addItem(items: Map<number, Set<number>>, shard: number, base: number): void {
  const bases = items.get(shard)
  if (bases === undefined) items.set(shard, new Set([base]))
  else bases.add(base)
}

function oldestOf(candidates: Candidate[]): Candidate[] {
  return candidates.sort((a, b) => a.timestampMs - b.timestampMs).slice(0, CANDIDATES_MAX)
}

