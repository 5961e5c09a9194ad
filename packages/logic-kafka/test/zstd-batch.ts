import { compress } from '@robustmq/common-compression'
import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, CODEC_ZSTD, sealBatch } from '@robustmq/record-batch'
import { batchOf } from './client.ts'

/** A batch compressed with zstd. */
export function zstdBatch(): Buffer {
  const plain = batchOf(['a', 'b'])
  const batch = Buffer.concat([plain.subarray(0, BATCH_HEADER_BYTES), compress(CODEC_ZSTD, plain.subarray(BATCH_HEADER_BYTES))])
  batch.writeInt32BE(batch.length - BATCH_PREFIX_BYTES, 8)
  batch.writeInt16BE(CODEC_ZSTD, 21)
  sealBatch(batch, 0, batch.length)
  return batch
}
