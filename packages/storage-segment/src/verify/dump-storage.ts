import {
  BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchBaseOffset, batchLength, batchNextOffset, batchRecordCount, readLogRecord, RecordCursor,
} from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { FRAME_BATCH, FRAME_SHARD, inspectWal } from '@robustmq/wal'
import type { RecoveredFrame } from '@robustmq/wal'
import { walkCompanions } from '../companion-section.ts'
import { decodeShardFrame } from '../shard-frame.ts'
import { ByteWindow } from './byte-window.ts'
import { scanSegment } from './scan-segment.ts'
import { SEGMENT_NAME } from './verify-storage.ts'
import type { VerifyOptions } from './verify-storage.ts'

export interface DumpOptions extends VerifyOptions {
  /** Only this shard. */
  readonly shard?: number
  /** Only this file of the log or segment, by the end of its path. */
  readonly file?: string
  /** Batches from this offset on. */
  readonly fromOffset?: number
  /** Lines at most. Default 1 000. */
  readonly linesMax?: number
  /** A line per record too. */
  readonly records?: boolean
  readonly decompress?: Decompressor
}

const LINES_MAX = 1000
/** Of a key, value or header that is printed. */
const PRINTED_BYTES_MAX = 1024

/** Writes what is stored, intact or not, as one JSON object per line: first segments, then the log. Returns true when lines were left out. */
export async function dumpStorage(options: DumpOptions, write: (line: string) => void): Promise<boolean> {
  const dump = new Dump(options, write)
  const { fileSystem, directory, walDirectory } = options
  const names = fileSystem.existsSync(`${directory}/segments`) ? fileSystem.listSync(`${directory}/segments`) : []
  for (const name of names) {
    const match = SEGMENT_NAME.exec(name)
    const path = `${directory}/segments/${name}`
    if (match === null || dump.isFull || !dump.wantsFile(path)) continue
    await dump.segment(path, Number.parseInt(match[1] as string, 16))
  }
  if (!dump.isFull && fileSystem.existsSync(walDirectory)) inspectWal({ directory: walDirectory, fileSystem }, (frame) => dump.frame(frame))
  return dump.isFull
}

class Dump {
  isFull = false
  readonly #options: DumpOptions
  readonly #write: (line: string) => void
  readonly #cursor = new RecordCursor()
  #left: number

  constructor(options: DumpOptions, write: (line: string) => void) {
    this.#options = options
    this.#write = write
    this.#left = options.linesMax ?? LINES_MAX
  }

  wantsFile(path: string): boolean {
    return this.#options.file === undefined || path.endsWith(this.#options.file)
  }

  async segment(path: string, file: number): Promise<void> {
    const { fileSystem, shard } = this.#options
    const scanned = await scanSegment(fileSystem, path, file)
    for (const finding of scanned.findings) this.#line({ damaged: finding.message, path, fromByte: finding.fromByte, toByte: finding.toByte, shard: finding.shard })
    const handle = fileSystem.openSync(path, 'read')
    try {
      const window = new ByteWindow(handle)
      for (const { header, runs } of scanned.extents) {
        if (shard !== undefined && header.shard !== shard) continue
        for (const run of runs) for (let at = run.from; at < run.to && !this.isFull;) {
          const size = BATCH_PREFIX_BYTES + batchLength(window.view(at, BATCH_PREFIX_BYTES), 0)
          this.#batch({ segment: file, byte: at, shard: header.shard, tenant: header.tenant, group: header.group }, window.copy(at, at + size))
          at += size
        }
      }
    } finally {
      handle.closeSync()
    }
  }

  frame(frame: RecoveredFrame): void {
    const { shard, fromOffset } = this.#options
    const { kind, file, position, bodyPosition, group, term, index, body } = frame
    if (this.isFull || !this.wantsFile(`wal-${String(file).padStart(12, '0')}.log`)) return
    const where = { log: file, byte: bodyPosition, position, group, term, index }
    if (kind === FRAME_BATCH) {
      const end = body.length < BATCH_HEADER_BYTES ? 0 : BATCH_PREFIX_BYTES + batchLength(body, 0)
      if (shard === undefined || frame.shard === shard) this.#batch({ ...where, shard: frame.shard }, body.subarray(0, end))
      walkCompanions(body, end, (other, _offset, from, to) => {
        if (shard === undefined || other === shard) this.#batch({ ...where, shard: other, companionOf: frame.shard }, body.subarray(from, to))
      })
    } else if (kind === FRAME_SHARD && (shard === undefined || frame.shard === shard)) {
      const { operation, durability, offset } = decodeShardFrame(body)
      this.#line({ ...where, shard: frame.shard, operation: ['', 'created', 'deleted', 'trimmed', 'synced', 'records deleted'][operation], durability, offset })
    } else if (kind !== FRAME_SHARD && shard === undefined && fromOffset === undefined) {
      this.#line({ ...where, kind, bytes: body.length })
    }
  }

  #batch(where: object, batch: Buffer): void {
    const [baseOffset, nextOffset] = [batchBaseOffset(batch, 0), batchNextOffset(batch, 0)]
    if (nextOffset <= (this.#options.fromOffset ?? 0)) return
    this.#line({ ...where, baseOffset, nextOffset, records: batchRecordCount(batch, 0), bytes: batch.length })
    if (this.#options.records !== true) return
    const cursor = this.#cursor
    const { decompress } = this.#options
    cursor.open(batch, 0, batch.length, ...(decompress === undefined ? [] : [decompress]))
    while (cursor.next() && !this.isFull) {
      const { offset, timestampMs, key, value, headers } = readLogRecord(cursor)
      if (offset < (this.#options.fromOffset ?? 0)) continue
      this.#line({ offset, timestampMs, key: textOf(key), value: textOf(value), headers: headers.map(([name, content]) => [name, textOf(content)]) })
    }
  }

  #line(content: object): void {
    if (this.#left === 0) {
      this.isFull = true
      return
    }
    this.#left--
    this.#write(JSON.stringify(content))
  }
}

/** As text where it is UTF-8, else base64; long ones are cut and say so. */
function textOf(bytes: Uint8Array | null): unknown {
  if (bytes === null) return null
  const shown = Buffer.from(bytes.subarray(0, PRINTED_BYTES_MAX))
  const text = shown.toString('utf8')
  const content = Buffer.from(text, 'utf8').equals(shown) ? text : { base64: shown.toString('base64') }
  return bytes.length > shown.length ? { bytes: bytes.length, begins: content } : content
}
