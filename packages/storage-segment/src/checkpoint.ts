import { crc32c, readUint32, writeInt32 } from '@robustmq/common-bytes'
import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import { storageError } from '@robustmq/storage-adapter'
import { datasyncAsync, readAsync, writeAsync } from './async-file.ts'
import {
  applyRow, CHECKPOINT_ROW_BYTES, decodeSectionHeader, encodeGroupRow, encodeRemovedRow, encodeSectionHeader, encodeShardRow, SECTION_ALL,
  SECTION_CHANGES, SECTION_HEADER_BYTES, SECTION_TRAILER_BYTES,
} from './checkpoint-format.ts'
import type { ShardTable } from './shard-table.ts'

const CHUNK_ROWS = 16_384
const NAME = 'shards.checkpoint'
/** Changes are added until they are as long as what they change, and this. */
const CHANGES_BYTES_MIN = 1024 * 1024

/**
 * The checkpoint of all shards, in one file: written whole now and then, in between only what changed is added. What the
 * rows say is read while they are written: each is at least as new as the call, which is enough, since the log repeats what
 * came later and repeating it is harmless.
 */
export class Checkpoints {
  /** Number of the last file of the log that the checkpoint stands for; 0 when there is none. */
  settledFile = 0
  readonly #fileSystem: FileSystem
  readonly #directory: string
  readonly #path: string
  /** Where the next section goes. */
  #end = 0
  #wholeBytes = 0
  /** The next one is written whole: there is none yet, or its end was torn, or a write failed. */
  #mustBeWhole = true

  constructor(fileSystem: FileSystem, directory: string) {
    this.#fileSystem = fileSystem
    this.#directory = directory
    this.#path = `${directory}/${NAME}`
  }

  /** Fills the table. @throws BrokerError STORAGE_CORRUPT, STORAGE_FORMAT_UNKNOWN */
  async load(table: ShardTable): Promise<void> {
    if (!this.#fileSystem.existsSync(this.#path)) return
    const handle = this.#fileSystem.openSync(this.#path, 'read')
    try {
      const bytes = handle.sizeSync()
      while (this.#end < bytes) {
        const length = await this.#loadSection(handle, this.#end, table)
        if (length === 0) break
        if (this.#end === 0) this.#wholeBytes = length
        this.#end += length
      }
      // It took its name by a rename after a sync, so a torn beginning is not possible: a damaged medium. Behind it, what
      // is torn was not synced, and no file of the log was given back for it; `start` checks that.
      if (this.#end === 0) throw storageError('STORAGE_CORRUPT', `${this.#path} is damaged`)
      this.#mustBeWhole = this.#end < bytes
    } finally {
      handle.closeSync()
    }
    table.takeChanges()
  }

  /** Records what is settled up to and with file `settledFile` of the log; resolves when that is durable. */
  async write(table: ShardTable, settledFile: number): Promise<void> {
    const { changed, removed } = table.takeChanges()
    const groups = table.allGroups().length
    const rows = changed.length + removed.length + groups
    const length = SECTION_HEADER_BYTES + rows * CHECKPOINT_ROW_BYTES + SECTION_TRAILER_BYTES
    const whole = this.#mustBeWhole || this.#end - this.#wholeBytes + length > Math.max(CHANGES_BYTES_MIN, this.#wholeBytes)
    // A failure leaves changes that are in no section: the next is whole.
    this.#mustBeWhole = true
    if (whole) await this.#writeWhole(table, settledFile)
    else await this.#addChanges(table, settledFile, changed, removed)
    this.#mustBeWhole = false
    this.settledFile = settledFile
  }

  async #loadSection(handle: FileHandle, at: number, table: ShardTable): Promise<number> {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_ROWS * CHECKPOINT_ROW_BYTES)
    const head = buffer.subarray(0, await readAsync(handle, buffer, SECTION_HEADER_BYTES, at))
    const header = decodeSectionHeader(head, this.#path)
    if (header === null) return 0
    const rowsEnd = at + SECTION_HEADER_BYTES + header.rows * CHECKPOINT_ROW_BYTES
    // First the checksum, then the rows: a torn section changes nothing.
    let crc = 0
    for (const apply of [false, true]) {
      for (let from = at + SECTION_HEADER_BYTES; from < rowsEnd; from += buffer.length) {
        const length = Math.min(buffer.length, rowsEnd - from)
        if ((await readAsync(handle, buffer, length, from)) < length) return 0
        if (!apply) crc = crc32c(buffer, 0, length, crc)
        else for (let row = 0; row < length; row += CHECKPOINT_ROW_BYTES) applyRow(buffer, row, table)
      }
      if (apply) break
      const count = await readAsync(handle, buffer, SECTION_TRAILER_BYTES, rowsEnd)
      if (count < SECTION_TRAILER_BYTES || readUint32(buffer, 4) !== crc) return 0
    }
    this.settledFile = header.settledFile
    return rowsEnd + SECTION_TRAILER_BYTES - at
  }

  async #writeWhole(table: ShardTable, settledFile: number): Promise<void> {
    const temporary = `${this.#path}.tmp`
    if (this.#fileSystem.existsSync(temporary)) this.#fileSystem.unlinkSync(temporary)
    const handle = this.#fileSystem.openSync(temporary, 'create')
    let bytes: number
    try {
      const section = new SectionWriter(handle, 0)
      for (let slot = 1; slot < table.slotEnd; slot++) {
        if (table.isCreated(slot)) encodeShardRow(section.buffer, section.isFull() ? await section.flush() : section.row(), table, slot)
      }
      await addGroups(section, table)
      bytes = await section.finish(SECTION_ALL, settledFile)
    } finally {
      handle.closeSync()
    }
    this.#fileSystem.renameSync(temporary, this.#path)
    this.#fileSystem.syncDirectorySync(this.#directory)
    this.#wholeBytes = bytes
    this.#end = bytes
  }

  async #addChanges(table: ShardTable, settledFile: number, changed: readonly number[], removed: readonly number[]): Promise<void> {
    const handle = this.#fileSystem.openSync(this.#path, 'update')
    try {
      const section = new SectionWriter(handle, this.#end)
      for (const shard of removed) encodeRemovedRow(section.buffer, section.isFull() ? await section.flush() : section.row(), shard)
      for (const slot of changed) {
        // Removed meanwhile: said by the next section.
        if (table.isCreated(slot)) encodeShardRow(section.buffer, section.isFull() ? await section.flush() : section.row(), table, slot)
      }
      await addGroups(section, table)
      this.#end += await section.finish(SECTION_CHANGES, settledFile)
    } finally {
      handle.closeSync()
    }
  }
}

async function addGroups(section: SectionWriter, table: ShardTable): Promise<void> {
  for (const { group, lastIndex } of table.allGroups()) {
    encodeGroupRow(section.buffer, section.isFull() ? await section.flush() : section.row(), group, lastIndex)
  }
}

/** Writes one section, a chunk of rows at a time, its header last. */
class SectionWriter {
  readonly buffer: Buffer = Buffer.allocUnsafeSlow(CHUNK_ROWS * CHECKPOINT_ROW_BYTES)
  readonly #handle: FileHandle
  readonly #at: number
  #used = 0
  #rows = 0
  #written = 0
  #crc = 0

  constructor(handle: FileHandle, at: number) {
    this.#handle = handle
    this.#at = at
  }

  isFull(): boolean {
    return this.#used === this.buffer.length
  }

  /** Where the next row goes. */
  row(): number {
    const at = this.#used
    this.#used += CHECKPOINT_ROW_BYTES
    this.#rows++
    return at
  }

  /** Writes what is in the buffer; as `row` then. */
  async flush(): Promise<number> {
    await this.#write()
    return this.row()
  }

  /** Returns the bytes of the section, which is synced. */
  async finish(kind: number, settledFile: number): Promise<number> {
    await this.#write()
    const end = Buffer.alloc(SECTION_TRAILER_BYTES)
    writeInt32(end, 4, this.#crc)
    const rowsEnd = SECTION_HEADER_BYTES + this.#written
    await writeAsync(this.#handle, end, 0, end.length, this.#at + rowsEnd)
    const head = Buffer.alloc(SECTION_HEADER_BYTES)
    encodeSectionHeader(head, { kind, rows: this.#rows, settledFile })
    await writeAsync(this.#handle, head, 0, head.length, this.#at)
    await datasyncAsync(this.#handle)
    return rowsEnd + SECTION_TRAILER_BYTES
  }

  async #write(): Promise<void> {
    this.#crc = crc32c(this.buffer, 0, this.#used, this.#crc)
    await writeAsync(this.#handle, this.buffer, 0, this.#used, this.#at + SECTION_HEADER_BYTES + this.#written)
    this.#written += this.#used
    this.#used = 0
  }
}
