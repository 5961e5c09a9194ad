import type { FileSystem } from '@robustmq/common-runtime'
import { BATCH_PREFIX_BYTES, batchLength, emptyBatch } from '@robustmq/record-batch'
import { EXTENT_HAS_GAPS } from '../row-columns.ts'
import { SegmentWriter, WRITER_BUFFER_BYTES } from '../segment-writer.ts'
import { ByteWindow } from './byte-window.ts'
import type { Quarantine } from './quarantine.ts'
import type { GoodRun, ScannedExtent, ScannedSegment } from './scan-segment.ts'

/**
 * Writes a segment anew from its intact batches, with an index made from them, and puts it in the place of the old one. What is not an
 * intact batch, and what is left of a damaged index, is set aside before. One of which no extent can be told is set aside whole.
 */
export async function repairSegment(fileSystem: FileSystem, segment: ScannedSegment, quarantine: Quarantine): Promise<void> {
  const name = segment.path.slice(segment.path.lastIndexOf('/') + 1)
  const directory = segment.path.slice(0, segment.path.lastIndexOf('/'))
  const source = fileSystem.openSync(segment.path, 'read')
  try {
    const window = new ByteWindow(source)
    if (segment.extents.length === 0) {
      quarantine.keep(name, window.copy(0, segment.bytes), 'a segment of which nothing can be told')
    } else {
      setAside(window, segment, name, quarantine)
      await rewrite(fileSystem, segment, window)
    }
  } finally {
    source.closeSync()
  }
  if (segment.extents.length > 0) fileSystem.renameSync(temporaryOf(segment), segment.path)
  else fileSystem.unlinkSync(segment.path)
  fileSystem.syncDirectorySync(directory)
}

const temporaryOf = (segment: ScannedSegment): string => `${segment.path}.tmp`

function setAside(window: ByteWindow, segment: ScannedSegment, name: string, quarantine: Quarantine): void {
  const keep = (from: number, to: number, why: string): void => {
    if (to > from) quarantine.keep(`${name}.${from}-${to}`, window.copy(from, to), why)
  }
  for (const { from, to } of segment.bad) keep(from, to, 'no intact batch')
  // Between extents lies nothing but their headers, unless one of them is damaged.
  let at = 0
  for (const { header } of segment.extents) {
    if (!segment.isIndexIntact) keep(at, header.position, 'headers of a segment with damage in its index')
    at = header.position + header.bytes
  }
  if (!segment.isIndexIntact) keep(segment.dataEnd, segment.bytes, 'index and footer of a segment with damage in them, or what could not be told from them')
}

async function rewrite(fileSystem: FileSystem, segment: ScannedSegment, window: ByteWindow): Promise<void> {
  const temporary = temporaryOf(segment)
  if (fileSystem.existsSync(temporary)) fileSystem.unlinkSync(temporary)
  const writer = new SegmentWriter(fileSystem, temporary, Buffer.allocUnsafeSlow(WRITER_BUFFER_BYTES))
  try {
    // The order of the table: by shard and offset.
    for (const extent of [...segment.extents].sort((a, b) => a.header.shard - b.header.shard || a.header.baseOffset - b.header.baseOffset)) {
      await writeExtent(writer, window, extent)
    }
    await writer.finish(segment.replaced)
  } catch (error) {
    writer.abandon()
    throw error
  }
}

/** The intact batches of the extent; in the place of those between them an empty batch each, so that readers pass over what is lost. */
async function writeExtent(writer: SegmentWriter, window: ByteWindow, { header, runs }: ScannedExtent): Promise<void> {
  const pieces: (GoodRun | Buffer)[] = []
  let expected = header.baseOffset
  const fill = (to: number): void => {
    if (to > expected) pieces.push(emptyBatch(expected, to, header.maxTimestamp))
  }
  for (const run of runs) {
    fill(run.baseOffset)
    pieces.push(run)
    expected = run.nextOffset
  }
  // Offsets behind the last batch of an extent with gaps were removed on purpose.
  if ((header.flags & EXTENT_HAS_GAPS) === 0 || runs.length === 0) fill(header.nextOffset)
  const bytes = pieces.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? piece.length : piece.to - piece.from), 0)
  await writer.beginExtent({ ...header, bytes })
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      await append(writer, piece)
      continue
    }
    for (let at = piece.from; at < piece.to;) {
      const size = BATCH_PREFIX_BYTES + batchLength(window.view(at, BATCH_PREFIX_BYTES), 0)
      await append(writer, window.copy(at, at + size))
      at += size
    }
  }
}

async function append(writer: SegmentWriter, batch: Buffer): Promise<void> {
  if (writer.tryAppend(batch, 0, batch.length)) return
  await writer.flush()
  if (!writer.tryAppend(batch, 0, batch.length)) await writer.appendLarge(batch)
}
