import { readLogRecord, RecordCursor } from '@robustmq/record-batch'

/** `offset:value` of every record in fetched bytes. */
export function valuesOf(records: Buffer | null): string[] {
  const found: string[] = []
  const cursor = new RecordCursor()
  const bytes = records ?? Buffer.alloc(0)
  for (let at = 0; at < bytes.length;) {
    const end = at + 12 + bytes.readInt32BE(at + 8)
    cursor.open(bytes, at, end)
    while (cursor.next()) {
      const record = readLogRecord(cursor)
      found.push(`${record.offset}:${record.value?.toString() ?? 'null'}`)
    }
    at = end
  }
  return found
}
