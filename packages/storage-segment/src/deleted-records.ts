import { crc32c, readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'
import type { FileSystem } from '@robustmq/common-runtime'
import { BatchCursor, batchBaseOffset, batchNextOffset, filterBatch, RECORDS_OK } from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import { datasyncAsync, writeAsync } from './async-file.ts'
import { DeletedOffsets } from './deleted-offsets.ts'

/*
 * Records that were deleted one by one and whose bytes are still stored. Big-endian; written whole, before files of the log
 * with frames about them may go, and put in place by a rename.
 *
 *   magic u32 | format version u16 | zeros u16 | shard count u32 | per shard: shard i64, offsets (deleted-offsets.ts) | crc u32
 */
const MAGIC = 0x524d5144
const FORMAT_VERSION = 1
const HEADER_BYTES = 12
const NAME = 'records.deleted'

/** Which records of which shards are deleted. A shard without any costs nothing. */
export class DeletedRecords {
  readonly #shards = new Map<number, DeletedOffsets>()
  readonly #fileSystem: FileSystem
  readonly #path: string
  readonly #directory: string
  readonly #decompress: Decompressor | null
  /** Rises with every change. */
  version = 0
  #dirty = false

  constructor(fileSystem: FileSystem, directory: string, decompress: Decompressor | null) {
    this.#fileSystem = fileSystem
    this.#directory = directory
    this.#path = `${directory}/${NAME}`
    this.#decompress = decompress
  }

  /** Bytes of memory, about. */
  get bytes(): number {
    let bytes = 0
    for (const offsets of this.#shards.values()) bytes += offsets.bytes
    return bytes
  }

  of(shard: number): DeletedOffsets | null {
    return this.#shards.get(shard) ?? null
  }

  shards(): IterableIterator<number> {
    return this.#shards.keys()
  }

  add(shard: number, offset: number): void {
    let offsets = this.#shards.get(shard)
    if (offsets === undefined) this.#shards.set(shard, (offsets = new DeletedOffsets()))
    if (offsets.add(offset)) this.#changed()
  }

  /** The bytes of those records are gone: trimmed, or rewritten without them. */
  forget(shard: number, from: number, to: number): void {
    const offsets = this.#shards.get(shard)
    if (offsets === undefined) return
    const before = offsets.count
    offsets.removeRange(from, to)
    if (offsets.count === before) return
    this.#changed()
    if (offsets.count === 0) this.#shards.delete(shard)
  }

  forgetShard(shard: number): void {
    if (this.#shards.delete(shard)) this.#changed()
  }

  #changed(): void {
    this.#dirty = true
    this.version++
  }

  /**
   * What a reader is given in place of `chunks`, whole batches of the shard: those that hold deleted records are rewritten, offsets kept.
   * @throws BrokerError STORAGE_UNSUPPORTED when one is compressed and there is no way to decompress, STORAGE_CORRUPT
   */
  hide(shard: number, chunks: readonly Buffer[]): readonly Buffer[] {
    const deleted = this.#shards.get(shard)
    return deleted === undefined ? chunks : chunks.flatMap((chunk) => this.#hideIn(chunk, deleted))
  }

  #hideIn(chunk: Buffer, deleted: DeletedOffsets): Buffer[] {
    const pieces: Buffer[] = []
    const cursor = new BatchCursor()
    let unchangedFrom = 0
    cursor.open(chunk, 0, chunk.length)
    while (cursor.next()) {
      if (!deleted.intersects(batchBaseOffset(chunk, cursor.start), batchNextOffset(chunk, cursor.start))) continue
      const options = { decompress: this.#decompress, keepEmpty: true }
      const result = filterBatch(chunk.subarray(cursor.start, cursor.end), (record) => !deleted.has(record.offset), options)
      if (result.failure !== RECORDS_OK) {
        const code = this.#decompress === null ? 'STORAGE_UNSUPPORTED' : 'STORAGE_CORRUPT'
        throw storageError(code, `the batch at offset ${batchBaseOffset(chunk, cursor.start)} holds deleted records and cannot be rewritten`)
      }
      if (result.removed === 0) continue
      if (cursor.start > unchangedFrom) pieces.push(chunk.subarray(unchangedFrom, cursor.start))
      pieces.push(result.batch as Buffer)
      unchangedFrom = cursor.end
    }
    if (unchangedFrom < chunk.length) pieces.push(chunk.subarray(unchangedFrom))
    return pieces
  }

  /** Writes what changed since the last call, durably. */
  async persist(): Promise<void> {
    const fileSystem = this.#fileSystem
    if (!this.#dirty) return
    this.#dirty = false
    const bytes = this.#encode()
    const temporary = `${this.#path}.tmp`
    try {
      if (fileSystem.existsSync(temporary)) fileSystem.unlinkSync(temporary)
      const handle = fileSystem.openSync(temporary, 'create')
      try {
        await writeAsync(handle, bytes, 0, bytes.length, 0)
        await datasyncAsync(handle)
      } finally {
        handle.closeSync()
      }
      fileSystem.renameSync(temporary, this.#path)
      fileSystem.syncDirectorySync(this.#directory)
    } catch (error) {
      this.#dirty = true
      throw error
    }
  }

  #encode(): Buffer {
    let size = HEADER_BYTES + 4
    for (const offsets of this.#shards.values()) size += 8 + offsets.encodedBytes
    const bytes = Buffer.alloc(size)
    writeInt32(bytes, 0, MAGIC)
    writeUint16(bytes, 4, FORMAT_VERSION)
    writeInt32(bytes, 8, this.#shards.size)
    let at = HEADER_BYTES
    for (const [shard, offsets] of this.#shards) {
      writeInt64(bytes, at, shard)
      at = offsets.encode(bytes, at + 8)
    }
    writeInt32(bytes, at, crc32c(bytes, 0, at))
    return bytes
  }

  /**
   * Reads what was persisted.
   * @throws BrokerError STORAGE_CORRUPT, STORAGE_FORMAT_UNKNOWN
   */
  load(): void {
    if (!this.#fileSystem.existsSync(this.#path)) return
    const handle = this.#fileSystem.openSync(this.#path, 'read')
    const bytes = Buffer.allocUnsafe(handle.sizeSync())
    try {
      handle.readSync(bytes, 0, bytes.length, 0)
    } finally {
      handle.closeSync()
    }
    const end = bytes.length - 4
    // It took its name by a rename after a sync, so a torn one is not possible: a bad one is a damaged medium.
    if (end < HEADER_BYTES || readUint32(bytes, 0) !== MAGIC || crc32c(bytes, 0, end) !== readUint32(bytes, end)) {
      throw storageError('STORAGE_CORRUPT', `${this.#path} is damaged`)
    }
    const version = readUint16(bytes, 4)
    if (version !== FORMAT_VERSION) {
      throw storageError('STORAGE_FORMAT_UNKNOWN', `${this.#path} has format version ${version}; this program reads ${FORMAT_VERSION}`)
    }
    const count = readUint32(bytes, 8)
    let at = HEADER_BYTES
    for (let i = 0; i < count; i++) {
      const offsets = new DeletedOffsets()
      const shard = readInt64(bytes, at)
      at = offsets.decode(bytes, at + 8)
      this.#shards.set(shard, offsets)
    }
  }
}
