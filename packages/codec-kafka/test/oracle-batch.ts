import * as platformatic from '@platformatic/kafka'

const { createRecordsBatch } = platformatic as unknown as {
  createRecordsBatch(messages: readonly unknown[], options: unknown): { readonly buffer: Buffer }
}

/** A batch that somebody else made. */
export const BATCH: Buffer = createRecordsBatch(
  [{ key: Buffer.from('k'), value: Buffer.from('v'.repeat(600)), timestamp: 1700000000000n, headers: new Map() }],
  {},
).buffer
