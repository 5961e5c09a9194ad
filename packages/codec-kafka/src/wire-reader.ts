import { readInt16, readInt32, readInt64, readUvarint32, varintEnd } from '@robustmq/common-bytes'

export type DecodeFailureCode =
  | 'truncated'
  | 'length-invalid'
  | 'null-not-allowed'
  | 'count-too-large'
  | 'tags-not-ascending'
  | 'tag-size-wrong'
  | 'trailing-bytes'
  | 'version-unsupported'

/** Why bytes could not be decoded. */
export interface DecodeFailure {
  readonly ok: false
  readonly code: DecodeFailureCode
  /** Index in the buffer that was given. */
  readonly position: number
  /** Field, such as `/topicData/0/partitionData/1/records`; empty for the message itself. */
  readonly path: string
}

const NOTHING: Buffer = Buffer.alloc(0)
/** Longest string worth comparing with the one before. */
const REPEATED_LENGTH_MAX = 64

/**
 * Cursor over one message. The first failure sticks: it moves the cursor to the end, so that every later read fails
 * at once, and callers look at `failed` where they would loop. Reads return a harmless value after a failure.
 */
export class WireReader {
  // Plain fields: read several times per field of every message.
  bytes: Buffer = NOTHING
  at = 0
  end = 0
  failed = false
  code: DecodeFailureCode = 'truncated'
  failedAt = 0
  path = ''
  /** Array elements that this message may still create: bounds objects per byte of input. */
  elementsLeft = 0

  open(bytes: Buffer, start: number, end: number, elementCountMax: number): void {
    this.bytes = bytes
    this.at = start
    this.end = end
    this.failed = false
    this.path = ''
    this.elementsLeft = elementCountMax
  }

  /** Lets go of the buffer. */
  close(): void {
    this.bytes = NOTHING
  }

  failure(): DecodeFailure {
    return { ok: false, code: this.code, position: this.failedAt, path: this.path }
  }

  fail(code: DecodeFailureCode, position: number): number {
    if (!this.failed) {
      this.failed = true
      this.code = code
      this.failedAt = position
    }
    this.at = this.end
    return 0
  }

  readBool(): boolean {
    return this.readInt8() !== 0
  }

  readInt8(): number {
    const at = this.at
    if (at + 1 > this.end) return this.fail('truncated', at)
    this.at = at + 1
    return ((this.bytes[at] as number) << 24) >> 24
  }

  readInt16(): number {
    const at = this.at
    if (at + 2 > this.end) return this.fail('truncated', at)
    this.at = at + 2
    return readInt16(this.bytes, at)
  }

  readInt32(): number {
    const at = this.at
    if (at + 4 > this.end) return this.fail('truncated', at)
    this.at = at + 4
    return readInt32(this.bytes, at)
  }

  readInt64(): number {
    const at = this.at
    if (at + 8 > this.end) return this.fail('truncated', at)
    this.at = at + 8
    return readInt64(this.bytes, at)
  }

  readFloat64(): number {
    const at = this.at
    if (at + 8 > this.end) return this.fail('truncated', at)
    this.at = at + 8
    return this.bytes.readDoubleBE(at)
  }

  readUvarint(): number {
    const at = this.at
    const value = readUvarint32(this.bytes, at, this.end)
    if (value < 0) return this.fail(this.end - at >= 5 ? 'length-invalid' : 'truncated', at)
    this.at = varintEnd
    return value
  }

  readUuid(): string {
    const at = this.at
    if (at + 16 > this.end) {
      this.fail('truncated', at)
      return ''
    }
    this.at = at + 16
    return this.bytes.toString('hex', at, at + 16)
  }

  /** Length of a string: -1 for null. */
  readStringLength(flexible: boolean): number {
    const at = this.at
    return this.#checkLength(flexible ? this.readUvarint() - 1 : this.readInt16(), at)
  }

  /** Length of bytes or records: -1 for null. */
  readBytesLength(flexible: boolean): number {
    const at = this.at
    return this.#checkLength(flexible ? this.readUvarint() - 1 : this.readInt32(), at)
  }

  /** Elements of an array: -1 for null. Checked against what the rest of the message can hold at `elementBytesMin` each. */
  readCount(flexible: boolean, elementBytesMin: number): number {
    const at = this.at
    const count = flexible ? this.readUvarint() - 1 : this.readInt32()
    if (this.failed) return 0
    if (count < -1) return this.fail('length-invalid', at)
    if (count <= 0) return count
    if (count * elementBytesMin > this.end - this.at) return this.fail('truncated', at)
    if (count > this.elementsLeft) return this.fail('count-too-large', at)
    this.elementsLeft -= count
    return count
  }

  #checkLength(length: number, at: number): number {
    if (this.failed) return 0
    if (length < -1) return this.fail('length-invalid', at)
    if (length > this.end - this.at) return this.fail('truncated', at)
    return length
  }

  /** The next `length` bytes as text; malformed UTF-8 becomes U+FFFD. The length has been checked. */
  takeString(length: number): string {
    const at = this.at
    this.at = at + length
    return length === 0 ? '' : this.bytes.toString('utf8', at, this.at)
  }

  /**
   * As `takeString`, but returns `last` itself when the bytes say the same: names repeat from message to message, and
   * comparing is cheaper than making a string, which would also have to be hashed again as a map key.
   */
  takeRepeatedString(length: number, last: string): string {
    if (last.length !== length || length > REPEATED_LENGTH_MAX) return this.takeString(length)
    const bytes = this.bytes
    const at = this.at
    for (let i = 0; i < length; i++) {
      const byte = bytes[at + i] as number
      // Beyond ASCII a byte and a UTF-16 unit of the same number are different things.
      if (byte > 0x7f || byte !== last.charCodeAt(i)) return this.takeString(length)
    }
    this.at = at + length
    return last
  }

  /** The next `length` bytes, sharing memory with the frame. The length has been checked. */
  takeBytes(length: number): Buffer {
    const at = this.at
    this.at = at + length
    return this.bytes.subarray(at, this.at)
  }
}
