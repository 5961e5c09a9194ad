import { BatchBuilder } from '@robustmq/record-batch'
import type { Random } from '@robustmq/common-runtime'

/** Reused: a builder per batch would cost its scratch memory each time. Nothing of a batch outlives `finish`. */
const builder = new BatchBuilder({ batchBytesMax: 64 * 1024 * 1024 })

/** One uncompressed batch with a value and a timestamp per record. */
export function buildBatch(values: readonly Uint8Array[], timestampsMs: readonly number[]): Buffer {
  builder.begin(timestampsMs[0] ?? 0, 0)
  for (const [i, value] of values.entries()) {
    if (!builder.append(timestampsMs[i] ?? 0, 0, null, 0, 0, value, 0, value.length, null)) throw new RangeError('the test batch is too large')
  }
  return builder.finish()
}

/** A batch of `count` records of `bytes` bytes each, all at `timestampMs`. */
export function buildUniformBatch(count: number, bytes: number, timestampMs = 1_700_000_000_000): Buffer {
  const value = Buffer.alloc(bytes, 0x61)
  return buildBatch(new Array<Buffer>(count).fill(value), new Array<number>(count).fill(timestampMs))
}

/** A batch of random shape: 1 to `recordsMax` records of 0 to `valueBytesMax` bytes. */
export function buildRandomBatch(random: Random, recordsMax: number, valueBytesMax: number, timestampMs: number): Buffer {
  const count = 1 + random.below(recordsMax)
  const values: Buffer[] = []
  const timestamps: number[] = []
  for (let i = 0; i < count; i++) {
    values.push(random.bytes(random.below(valueBytesMax + 1)))
    timestamps.push(timestampMs + random.below(10))
  }
  return buildBatch(values, timestamps)
}
