/*
 * A batch that is kept keeps alive the whole memory that it lies in: a network chunk of 64 KiB or a request of
 * several partitions. Copying costs about a tenth of the CRC that has just been computed, so a batch stays where it is
 * only when it is a good part of that memory; what is kept is then at most eight times what was counted.
 */
const PINNED_FACTOR_MAX = 8
/** Below this, copies share pieces of Node's pool, which is smaller than the factor times a few of them. */
const POOLED_BYTES_MAX = 2048

/** The batch itself, or an exact copy of it where keeping it would pin much more memory than it has bytes. */
export function ownBatch(batch: Buffer): Buffer {
  if (batch.buffer.byteLength <= batch.length * PINNED_FACTOR_MAX) return batch
  if (batch.length <= POOLED_BYTES_MAX) return Buffer.from(batch)
  const copy = Buffer.allocUnsafeSlow(batch.length)
  batch.copy(copy)
  return copy
}
