import type { FileSystem } from '@robustmq/common-runtime'
import { batchMaxTimestamp } from '@robustmq/record-batch'
import { adoptSegment } from './converter.ts'
import { EXTENT_REWRITTEN } from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import { TEMPORARY_SUFFIX } from './segment-files.ts'
import { emptyExtentHeader } from './segment-format.ts'
import type { SegmentShard } from './segment-shard.ts'
import { SegmentWriter, WRITER_BUFFER_BYTES } from './segment-writer.ts'
import { encodeDurability } from './shard-frame.ts'
import type { ShardTable } from './shard-table.ts'

export interface RewriteParts {
  readonly fileSystem: FileSystem
  readonly files: SegmentFiles
  readonly table: ShardTable
}

interface Item {
  readonly shard: number
  readonly baseOffset: number
  readonly nextOffset: number
}

/**
 * A segment file that takes the place of extents of older ones. It counts when it has its name, and the extents whose offsets it covers
 * do no longer: at run time from `commit` on, and at a start by the flag of its extents. So a crash leaves the one or the other.
 */
export class RewriteOutput {
  readonly #parts: RewriteParts
  readonly #number: number
  readonly #writer: SegmentWriter
  readonly #items: Item[] = []
  #extentBytes = 0
  #maxTimestamp = -1
  #ended = false

  constructor(parts: RewriteParts, buffer: Buffer) {
    this.#parts = parts
    this.#number = parts.files.takeNumber()
    this.#writer = new SegmentWriter(parts.fileSystem, this.#temporaryPath, buffer)
  }

  get bytes(): number {
    return this.#writer.bytes
  }

  get itemCount(): number {
    return this.#items.length
  }

  get #temporaryPath(): string {
    return this.#parts.files.pathOf(this.#number) + TEMPORARY_SUFFIX
  }

  /** Begins an extent that covers whole extents of the shard, next to each other. Extents come in the order of shards and offsets. */
  async begin(shard: SegmentShard, baseOffset: number, nextOffset: number, flags: number): Promise<void> {
    const { spec } = shard
    await this.#writer.beginExtent({
      ...emptyExtentHeader(), shard: spec.shard, tenant: spec.tenant, group: spec.group, durability: encodeDurability(spec.durability),
      flags: flags | EXTENT_REWRITTEN, baseOffset, nextOffset, maxTimestamp: -1,
    })
    this.#items.push({ shard: spec.shard, baseOffset, nextOffset })
    this.#extentBytes = 0
    this.#maxTimestamp = -1
  }

  async append(batch: Buffer): Promise<void> {
    this.#extentBytes += batch.length
    this.#maxTimestamp = Math.max(this.#maxTimestamp, batchMaxTimestamp(batch, 0))
    if (this.#writer.tryAppend(batch, 0, batch.length)) return
    await this.#writer.flush()
    if (!this.#writer.tryAppend(batch, 0, batch.length)) await this.#writer.appendLarge(batch)
  }

  async end(): Promise<void> {
    await this.#writer.amendExtent(this.#extentBytes, this.#maxTimestamp)
  }

  /** Returns the bytes by which the storage is smaller. */
  async commit(): Promise<number> {
    const { fileSystem, files, table } = this.#parts
    const headers = await this.#writer.finish()
    this.#ended = true
    fileSystem.renameSync(this.#temporaryPath, files.pathOf(this.#number))
    fileSystem.syncDirectorySync(files.directory)
    const before = table.storedBytes
    const released: number[] = []
    for (const { shard, baseOffset, nextOffset } of this.#items) {
      const slot = table.slotOf(shard)
      if (slot === 0) continue
      const start = table.starts[slot] as number
      const bytes = table.extents.supersede(shard, baseOffset, nextOffset, start, this.#number, released)
      table.addBytes(slot, -bytes)
    }
    adoptSegment(table, this.#number, this.#writer.bytes, headers)
    // After the adoption, so that a file which nobody needs goes with all that was read of it forgotten.
    for (const file of released) files.release(file)
    files.removeIfDead(this.#number)
    return before - table.storedBytes
  }

  abandon(): void {
    if (this.#ended) return
    this.#ended = true
    this.#writer.abandon()
    const { fileSystem } = this.#parts
    if (fileSystem.existsSync(this.#temporaryPath)) fileSystem.unlinkSync(this.#temporaryPath)
  }
}

export const REWRITE_BUFFER_BYTES: number = WRITER_BUFFER_BYTES
