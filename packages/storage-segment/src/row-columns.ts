/** Columns of a batch that is still only in the write-ahead log. The offset comes first: `OffsetTable` searches by it. */
export const ROW_BASE = 0
export const ROW_NEXT = 1
export const ROW_FILE = 2
/** Of the batch in its file, bytes. */
export const ROW_POSITION = 3
export const ROW_BYTES = 4
export const ROW_MAX_TIMESTAMP = 5
/** Arrival number in the replication group; companions have that of their batch. */
export const ROW_INDEX = 6
export const ROW_COLUMNS = 7

/** Columns of an extent: consecutive batches of a shard, back to back in one segment file. */
export const EXTENT_BASE = 0
export const EXTENT_NEXT = 1
/** Number of the segment file. */
export const EXTENT_FILE = 2
/** Of the first batch in its file, bytes. */
export const EXTENT_POSITION = 3
export const EXTENT_BYTES = 4
export const EXTENT_MAX_TIMESTAMP = 5
/** Position in the file, count of entries and CRC of the extent's part of the sparse index; the count is 0 for short extents. */
export const EXTENT_SPARSE_POSITION = 6
export const EXTENT_SPARSE_COUNT = 7
export const EXTENT_SPARSE_CRC = 8
/** `EXTENT_HAS_GAPS`, `EXTENT_REWRITTEN`, `EXTENT_COMPACTED`. */
export const EXTENT_FLAGS = 9
export const EXTENT_COLUMNS = 10

/** Offsets between the batches, and within them, may be missing: they were removed on purpose. */
export const EXTENT_HAS_GAPS = 1
/** Extents of the same shard in older files whose offsets it covers count no longer. */
export const EXTENT_REWRITTEN = 2
/** Everything in it has been compacted. */
export const EXTENT_COMPACTED = 4
/** In memory only: another extent has taken its place. */
export const EXTENT_DEAD = 128
