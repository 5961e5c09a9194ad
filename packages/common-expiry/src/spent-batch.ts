import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, CODEC_MASK, sealBatch } from '@robustmq/record-batch'

/** The batch at `start` with none of its records: what is left says which offsets it had, and who produced it. */
export function spentBatch(bytes: Uint8Array, start: number): Buffer {
  const batch = Buffer.from(bytes.subarray(start, start + BATCH_HEADER_BYTES))
  batch.writeInt32BE(BATCH_HEADER_BYTES - BATCH_PREFIX_BYTES, 8)
  batch.writeInt16BE(batch.readInt16BE(21) & ~CODEC_MASK, 21)
  batch.writeInt32BE(0, 57)
  sealBatch(batch, 0, batch.length)
  return batch
}
