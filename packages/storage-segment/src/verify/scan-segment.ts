import { crc32c } from '@robustmq/common-bytes'
import type { FileSystem } from '@robustmq/common-runtime'
import { BATCH_HEADER_BYTES, batchBaseOffset, batchMaxTimestamp, batchNextOffset } from '@robustmq/record-batch'
import { createNullLogger } from '@robustmq/common-log'
import { EXTENT_HAS_GAPS } from '../row-columns.ts'
import {
  checkSegmentHeader, decodeExtentHeader, emptyExtentHeader, EXTENT_HEADER_BYTES, FORMAT_DAMAGED, isExtentHeader, SEGMENT_HEADER_BYTES,
  SPARSE_ENTRY_BYTES,
} from '../segment-format.ts'
import type { ExtentHeader } from '../segment-format.ts'
import { readSegmentIndex } from '../segment-index.ts'
import { isIntact, storedBatchBytes } from '../stored-batches.ts'
import { ByteWindow } from './byte-window.ts'
import type { Finding, FindingKind } from './finding.ts'

/** Intact batches that lie back to back. */
export interface GoodRun {
  readonly from: number
  readonly to: number
  readonly baseOffset: number
  readonly nextOffset: number
  readonly maxTimestamp: number
}

export interface ScannedExtent {
  readonly header: ExtentHeader
  readonly runs: readonly GoodRun[]
}

export interface ScannedSegment {
  readonly file: number
  readonly path: string
  readonly bytes: number
  readonly extents: readonly ScannedExtent[]
  readonly replaced: readonly number[]
  readonly findings: readonly Finding[]
  /** Byte ranges of data that are no intact batch. */
  readonly bad: readonly { readonly from: number; readonly to: number }[]
  /** Where index and footer begin; what they should be can be made from the data. */
  readonly dataEnd: number
  readonly isIndexIntact: boolean
}

/** Verifies one segment file: header, index, extent headers, the sparse index and every batch. @throws BrokerError STORAGE_FORMAT_UNKNOWN */
export async function scanSegment(fileSystem: FileSystem, path: string, file: number): Promise<ScannedSegment> {
  const index = await readSegmentIndex(fileSystem, path, createNullLogger())
  const handle = fileSystem.openSync(path, 'read')
  try {
    const scan = new SegmentScan(new ByteWindow(handle), path)
    scan.header()
    const headers = index.rebuilt ? scan.searchExtents() : headersOf(index.table)
    if (index.rebuilt) scan.report('segment-index', headers.at(-1) === undefined ? SEGMENT_HEADER_BYTES : endOf(headers.at(-1) as ExtentHeader), scan.bytes, 'the index of the segment is damaged; it can be made again from the data')
    const extents = headers.sort((a, b) => a.position - b.position).map((header) => scan.extent(header, !index.rebuilt))
    const dataEnd = extents.reduce((end, { header }) => Math.max(end, endOf(header)), SEGMENT_HEADER_BYTES)
    return { file, path, bytes: scan.bytes, extents, replaced: index.replaced, findings: scan.findings, bad: scan.bad, dataEnd, isIndexIntact: scan.isIndexIntact && !index.rebuilt }
  } finally {
    handle.closeSync()
  }
}

const endOf = (header: ExtentHeader): number => header.position + header.bytes

function headersOf(table: Buffer): ExtentHeader[] {
  const headers: ExtentHeader[] = []
  for (let at = 0; at < table.length; at += EXTENT_HEADER_BYTES) headers.push(decodeExtentHeader(table, at, emptyExtentHeader()))
  return headers
}

class SegmentScan {
  readonly findings: Finding[] = []
  readonly bad: { from: number; to: number }[] = []
  isIndexIntact = true
  readonly #window: ByteWindow
  readonly #path: string

  constructor(window: ByteWindow, path: string) {
    this.#window = window
    this.#path = path
  }

  get bytes(): number {
    return this.#window.bytes
  }

  report(kind: FindingKind, fromByte: number, toByte: number, message: string, more: Partial<Finding> = {}): void {
    this.findings.push({ severity: 'damage', kind, path: this.#path, fromByte, toByte, message, ...more })
  }

  header(): void {
    const head = this.#window.view(0, SEGMENT_HEADER_BYTES)
    if (head.length === SEGMENT_HEADER_BYTES && checkSegmentHeader(head) !== FORMAT_DAMAGED) return
    this.isIndexIntact = false
    this.report('segment-header', 0, SEGMENT_HEADER_BYTES, 'the header of the segment is damaged; it can be written again')
  }

  /** Extent headers among the data, found without the index, also behind a damaged one. */
  searchExtents(): ExtentHeader[] {
    const found: ExtentHeader[] = []
    for (let at = SEGMENT_HEADER_BYTES; at + EXTENT_HEADER_BYTES <= this.bytes;) {
      const bytes = this.#window.view(at, EXTENT_HEADER_BYTES)
      if (isExtentHeader(bytes, 0)) {
        const header = decodeExtentHeader(bytes, 0, emptyExtentHeader())
        // In the table, which follows the data, the same headers lie at other places than they say.
        if (header.position === at + EXTENT_HEADER_BYTES && endOf(header) <= this.bytes) {
          found.push(header)
          at = endOf(header)
          continue
        }
      }
      at++
    }
    return found
  }

  extent(header: ExtentHeader, hasTable: boolean): ScannedExtent {
    const { shard, position } = header
    const inData = this.#window.view(position - EXTENT_HEADER_BYTES, EXTENT_HEADER_BYTES)
    const isSame = isExtentHeader(inData, 0) && decodeExtentHeader(inData, 0, emptyExtentHeader()).position === position
    if (!isSame) {
      this.isIndexIntact = false
      this.report('segment-extent', position - EXTENT_HEADER_BYTES, position, 'the header of an extent is damaged; the index has it too', { shard })
    }
    if (hasTable && header.sparseCount > 0 && this.#sparseCrc(header) !== header.sparseCrc) {
      this.isIndexIntact = false
      this.report('segment-index', header.sparsePosition, header.sparsePosition + header.sparseCount * SPARSE_ENTRY_BYTES, 'the sparse index of an extent is damaged; it can be made again from the data', { shard })
    }
    return { header, runs: this.#batches(header) }
  }

  #sparseCrc({ sparsePosition, sparseCount }: ExtentHeader): number {
    return crc32c(this.#window.view(sparsePosition, sparseCount * SPARSE_ENTRY_BYTES))
  }

  #batches(header: ExtentHeader): GoodRun[] {
    const runs: GoodRun[] = []
    const end = endOf(header)
    let run: { from: number; to: number; baseOffset: number; nextOffset: number; maxTimestamp: number } | null = null
    let expected = header.baseOffset
    for (let at = header.position; at < end;) {
      const size = this.#batchAt(at, end, expected, header, false)
      if (size > 0) {
        const batch = this.#window.view(at, size)
        const [baseOffset, nextOffset, maxTimestamp] = [batchBaseOffset(batch, 0), batchNextOffset(batch, 0), batchMaxTimestamp(batch, 0)]
        if (run === null || run.to !== at) runs.push((run = { from: at, to: at, baseOffset, nextOffset, maxTimestamp }))
        run.to = at + size
        run.nextOffset = nextOffset
        run.maxTimestamp = Math.max(run.maxTimestamp, maxTimestamp)
        expected = nextOffset
        at += size
        continue
      }
      const resume = this.#nextBatch(at + 1, end, expected, header)
      const toOffset = resume < end ? batchBaseOffset(this.#window.view(resume, BATCH_HEADER_BYTES), 0) : header.nextOffset
      this.bad.push({ from: at, to: resume })
      this.report('segment-batch', at, resume, `records ${expected} to ${toOffset - 1} of shard ${header.shard} are damaged`, { shard: header.shard, fromOffset: expected, toOffset })
      expected = toOffset
      at = resume
    }
    return runs
  }

  /** Size of the intact batch at `at`, or 0. */
  #batchAt(at: number, end: number, expected: number, header: ExtentHeader, isSearching: boolean): number {
    if (at + BATCH_HEADER_BYTES > end) return 0
    const head = this.#window.view(at, BATCH_HEADER_BYTES)
    if (head.length < BATCH_HEADER_BYTES || head[16] !== 2) return 0
    const baseOffset = batchBaseOffset(head, 0)
    const mayJump = isSearching || (header.flags & EXTENT_HAS_GAPS) !== 0
    if (mayJump ? baseOffset < expected || baseOffset >= header.nextOffset : baseOffset !== expected) return 0
    const size = storedBatchBytes(head, 0, baseOffset, end - at)
    if (size < 0 || batchNextOffset(head, 0) > header.nextOffset) return 0
    return isIntact(this.#window.view(at, size), 0, size) ? size : 0
  }

  #nextBatch(from: number, end: number, expected: number, header: ExtentHeader): number {
    for (let at = from; at < end; at++) if (this.#batchAt(at, end, expected, header, true) > 0) return at
    return end
  }
}
