import { assert } from '@robustmq/common-errors'
import type { Wal } from '@robustmq/wal'
import { ROW_BYTES, ROW_COLUMNS, ROW_POSITION } from './row-columns.ts'
import { storageFailure } from './wal-failures.ts'

const CHUNK_BYTES = 1024 * 1024

/**
 * Reads parts of one full file of the log, in any order, a chunk of 1 MiB at a time, off the event loop. A chunk is kept
 * until all that was announced of it has been taken: for one shard in order that is one chunk, at worst it is the file.
 */
export class LogFileReader {
  /** Where the range of the last `take` is. Valid until the next. */
  buffer: Buffer = Buffer.alloc(0)
  start = 0
  end = 0
  readonly #wal: Wal
  readonly #file: number
  readonly #chunks: (Buffer | null)[] = []
  readonly #uses: number[] = []
  /** Buffers of chunks that are done with. A buffer per chunk would be garbage of the size of all data stored. */
  readonly #free: Buffer[] = []
  /** What the last `take` gave up: its bytes are in use until the next. */
  readonly #retired: Buffer[] = []
  /** Range of what was announced: what lies outside is not read. */
  #fileStart = Number.POSITIVE_INFINITY
  #fileEnd = 0

  constructor(wal: Wal, file: number) {
    this.#wal = wal
    this.#file = file
  }

  /** Announces that the batch of each row between the indexes will be taken once. */
  announce(cells: Float64Array, from: number, end: number): void {
    for (let row = from; row < end; row += ROW_COLUMNS) {
      const position = cells[row + ROW_POSITION] as number
      const bytes = cells[row + ROW_BYTES] as number
      this.#fileStart = Math.min(this.#fileStart, position)
      this.#fileEnd = Math.max(this.#fileEnd, position + bytes)
      for (let chunk = chunkOf(position); chunk <= chunkOf(position + bytes - 1); chunk++) this.#uses[chunk] = (this.#uses[chunk] ?? 0) + 1
    }
  }

  /** True when `take` can be called without waiting. */
  isLoaded(position: number, bytes: number): boolean {
    for (let chunk = chunkOf(position); chunk <= chunkOf(position + bytes - 1); chunk++) {
      if ((this.#chunks[chunk] ?? null) === null) return false
    }
    return true
  }

  async load(position: number, bytes: number): Promise<void> {
    for (let chunk = chunkOf(position); chunk <= chunkOf(position + bytes - 1); chunk++) {
      if ((this.#chunks[chunk] ?? null) === null) this.#chunks[chunk] = await this.#read(chunk)
    }
  }

  /** Sets `buffer`, `start` and `end` to what was announced at `position`, which is loaded, and gives up the claim to it. */
  take(position: number, bytes: number): void {
    for (let buffer = this.#retired.pop(); buffer !== undefined; buffer = this.#retired.pop()) this.#free.push(buffer)
    const first = chunkOf(position)
    const last = chunkOf(position + bytes - 1)
    if (first === last) {
      this.buffer = this.#chunk(first)
      this.start = position - this.#origin(first)
      this.end = this.start + bytes
    } else {
      this.buffer = Buffer.allocUnsafe(bytes)
      for (let chunk = first; chunk <= last; chunk++) {
        const from = Math.max(position, chunk * CHUNK_BYTES)
        const to = Math.min(position + bytes, (chunk + 1) * CHUNK_BYTES)
        this.#chunk(chunk).copy(this.buffer, from - position, from - this.#origin(chunk), to - this.#origin(chunk))
      }
      this.start = 0
      this.end = bytes
    }
    for (let chunk = first; chunk <= last; chunk++) {
      const uses = (this.#uses[chunk] as number) - 1
      this.#uses[chunk] = uses
      if (uses > 0) continue
      this.#retired.push(this.#chunk(chunk))
      this.#chunks[chunk] = null
    }
  }

  /** Position of the first byte of a chunk's buffer. */
  #origin(chunk: number): number {
    return Math.max(chunk * CHUNK_BYTES, this.#fileStart)
  }

  #chunk(chunk: number): Buffer {
    const buffer = this.#chunks[chunk] ?? null
    assert(buffer !== null, 'a part of the log is loaded before it is taken')
    return buffer
  }

  #read(chunk: number): Promise<Buffer> {
    const position = this.#origin(chunk)
    const end = Math.min((chunk + 1) * CHUNK_BYTES, this.#fileEnd)
    const into = this.#free.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES)
    return new Promise((resolve, reject) => {
      this.#wal.read(this.#file, position, end - position, (error) => {
        if (error !== null) reject(storageFailure(error))
        else resolve(into)
      }, into)
    })
  }
}

function chunkOf(position: number): number {
  return Math.floor(position / CHUNK_BYTES)
}
