import { assert } from '@robustmq/common-errors'
import { copyBytes, writeInt32, writeInt64, writeUint16, writeUvarint } from '@robustmq/common-bytes'

/** Memory is taken from the system in pieces of this size and handed out front to back, never twice. */
const SLAB_BYTES = 64 * 1024
/** Records up to this size are copied between the headers around them: cheaper than one more entry for writev. */
const COPY_MAX_BYTES = 512
const INT16_MAX = 32767
const UVARINT_BYTES_MAX = 5
/** Short strings are nearly always ASCII: a loop beats the call into native code. */
const LOOP_MAX_LENGTH = 40

/** Makes a writer; hold one per connection or thread. It takes 64 KiB at once. */
export function createWireWriter(): WireWriter {
  return new WireWriter()
}

/**
 * Growable output of one frame at a time, as segments for one `writev`. Reuse one writer per connection or per
 * thread: finished segments belong to the caller and are never written again; small ones share a slab.
 */
export class WireWriter {
  // Plain fields: written several times per field of every message.
  bytes: Buffer
  /** First byte that no segment has yet. */
  start = 0
  at = 0
  segments: Buffer[] = []
  segmentBytes = 0

  constructor(slabBytes: number = SLAB_BYTES) {
    this.bytes = Buffer.allocUnsafeSlow(slabBytes)
  }

  /** Starts a frame, dropping one that was not finished. */
  openFrame(): void {
    this.start = this.at
    this.segments = []
    this.segmentBytes = 0
    this.reserve(4)
    this.at += 4
  }

  /** Ends the frame: its segments in order, the length prefix in the first. */
  closeFrame(): Buffer[] {
    this.flush()
    const first = this.segments[0]
    assert(first !== undefined, 'closeFrame without openFrame')
    writeInt32(first, 0, this.segmentBytes - 4)
    const segments = this.segments
    this.segments = []
    return segments
  }

  /** Ends the current run of written bytes as a segment. */
  flush(): void {
    if (this.at === this.start) return
    this.pushSegment(this.bytes.subarray(this.start, this.at))
    this.start = this.at
  }

  pushSegment(segment: Buffer): void {
    this.segments.push(segment)
    this.segmentBytes += segment.length
  }

  /** Makes room for `count` bytes at `at`. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return
    const pending = this.at - this.start
    const next = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (pending + count)))
    copyBytes(this.bytes, this.start, this.at, next, 0)
    this.bytes = next
    this.start = 0
    this.at = pending
  }

  writeInt8(value: number): void {
    this.reserve(1)
    this.bytes[this.at++] = value
  }

  writeInt16(value: number): void {
    this.reserve(2)
    writeUint16(this.bytes, this.at, value)
    this.at += 2
  }

  writeInt32(value: number): void {
    this.reserve(4)
    writeInt32(this.bytes, this.at, value)
    this.at += 4
  }

  writeInt64(value: number): void {
    this.reserve(8)
    writeInt64(this.bytes, this.at, value)
    this.at += 8
  }

  writeFloat64(value: number): void {
    this.reserve(8)
    this.at = this.bytes.writeDoubleBE(value, this.at)
  }

  writeUvarint(value: number): void {
    this.reserve(UVARINT_BYTES_MAX)
    this.at = writeUvarint(this.bytes, this.at, value)
  }

  writeUuid(value: string): void {
    this.reserve(16)
    const written = this.bytes.write(value, this.at, 16, 'hex')
    assert(written === 16 && value.length === 32, 'a topic id is 32 hexadecimal digits')
    this.at += 16
  }

  writeString(value: string, flexible: boolean): void {
    if (value.length <= LOOP_MAX_LENGTH && this.#writeAscii(value, flexible)) return
    const length = Buffer.byteLength(value, 'utf8')
    this.#writeStringLength(length, flexible)
    this.reserve(length)
    this.at += this.bytes.write(value, this.at, length, 'utf8')
  }

  #writeAscii(value: string, flexible: boolean): boolean {
    const before = this.at - this.start
    this.#writeStringLength(value.length, flexible)
    this.reserve(value.length)
    const bytes = this.bytes
    const at = this.at
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit > 0x7f) {
        this.at = this.start + before
        return false
      }
      bytes[at + i] = unit
    }
    this.at = at + value.length
    return true
  }

  #writeStringLength(length: number, flexible: boolean): void {
    if (flexible) return this.writeUvarint(length + 1)
    assert(length <= INT16_MAX, 'a string of a version without compact lengths holds at most 32767 bytes')
    this.writeInt16(length)
  }

  writeBytesLength(length: number, flexible: boolean): void {
    if (flexible) this.writeUvarint(length + 1)
    else this.writeInt32(length)
  }

  /** Copies `source` in. */
  copyIn(source: Buffer): void {
    this.reserve(source.length)
    this.at = copyBytes(source, 0, source.length, this.bytes, this.at)
  }

  /** Writes the length and the batches; beyond `COPY_MAX_BYTES` the given buffers themselves become segments. */
  writeRecords(value: Buffer | readonly Buffer[], flexible: boolean): void {
    if (Buffer.isBuffer(value)) return this.#writeBatches([value], value.length, flexible)
    let length = 0
    for (let i = 0; i < value.length; i++) length += (value[i] as Buffer).length
    this.#writeBatches(value, length, flexible)
  }

  #writeBatches(batches: readonly Buffer[], length: number, flexible: boolean): void {
    this.writeBytesLength(length, flexible)
    if (length <= COPY_MAX_BYTES) {
      for (let i = 0; i < batches.length; i++) this.copyIn(batches[i] as Buffer)
      return
    }
    this.flush()
    for (let i = 0; i < batches.length; i++) {
      const batch = batches[i] as Buffer
      if (batch.length > 0) this.pushSegment(batch)
    }
  }
}
