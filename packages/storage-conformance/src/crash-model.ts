import assert from 'node:assert/strict'
import { batchLength, BATCH_PREFIX_BYTES, RecordCursor } from '@robustmq/record-batch'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { readAll } from './outcomes.ts'

/** Size of the fetches that a comparison is made with. */
const FETCH_BYTES = 4096

interface ModelBatch {
  readonly bytes: Buffer
  readonly baseOffset: number
  readonly nextOffset: number
}

/** What a shard should be, from the outside: what was asked for, and what of it was acknowledged. */
export interface ModelShard {
  created: boolean
  deleting: boolean
  deleted: boolean
  trimmedTo: number
  trimmingTo: number
  /** In the order of the appends. */
  readonly batches: ModelBatch[]
  /** Everything before it was acknowledged. */
  acknowledgedEnd: number
  /** Single records: asked to be removed; removed. */
  readonly removing: Set<number>
  readonly removed: Set<number>
}

/** Batches that were appended in one atomic write, by shard. */
export type ModelWrite = readonly { readonly shard: number; readonly nextOffset: number; readonly baseOffset: number }[]

/** A storage as its user knows it. */
export class StorageModel {
  readonly shards: Map<number, ModelShard> = new Map()
  readonly writes: ModelWrite[] = []
  /** Appends that were told to be committed. */
  acknowledgements = 0

  shard(id: number): ModelShard {
    let found = this.shards.get(id)
    if (found === undefined) {
      found = {
        created: false, deleting: false, deleted: false, trimmedTo: 0, trimmingTo: 0, batches: [], acknowledgedEnd: 0,
        removing: new Set(), removed: new Set(),
      }
      this.shards.set(id, found)
    }
    return found
  }

  /** As of now: what happens later does not change it. */
  copy(): StorageModel {
    const copy = new StorageModel()
    copy.acknowledgements = this.acknowledgements
    for (const [id, shard] of this.shards) {
      copy.shards.set(id, { ...shard, batches: [...shard.batches], removing: new Set(shard.removing), removed: new Set(shard.removed) })
    }
    copy.writes.push(...this.writes)
    return copy
  }

  /**
   * Everything that was acknowledged is there, in order, byte for byte; of the rest a beginning, and nothing that was never appended; writes are
   * there whole or not at all.
   */
  async verify(driver: StorageDriver, where: string): Promise<void> {
    for (const [id, expected] of this.shards) await verifyShard(driver, id, expected, `shard ${id}, ${where}`)
    for (const write of this.writes) this.#verifyWrite(driver, write, where)
  }

  /** After a verified recovery: what had not been acknowledged and is gone will never be there. */
  adopt(driver: StorageDriver): void {
    const there = this.writes.filter((write) => write.every((part) => (driver.shard(part.shard)?.committedOffset ?? 0) >= part.nextOffset))
    this.writes.splice(0, this.writes.length, ...there)
    for (const [id, expected] of this.shards) {
      const shard = driver.shard(id)
      if (shard === null) {
        expected.deleting = true
        continue
      }
      while (expected.batches.length > 0 && (expected.batches.at(-1)?.nextOffset ?? 0) > shard.nextOffset) expected.batches.pop()
      expected.acknowledgedEnd = shard.committedOffset
      expected.trimmedTo = shard.logStartOffset
      expected.trimmingTo = shard.logStartOffset
    }
  }

  #verifyWrite(driver: StorageDriver, write: ModelWrite, where: string): void {
    const present = write.flatMap((part) => {
      const shard = driver.shard(part.shard)
      const expected = this.shards.get(part.shard)
      // What a trim or a deletion took says nothing.
      if (shard === null || expected === undefined || expected.deleting || shard.logStartOffset > part.baseOffset) return []
      return [shard.committedOffset >= part.nextOffset]
    })
    assert.ok(new Set(present).size <= 1, `half of an atomic write is there: ${JSON.stringify(write)}, ${where}`)
  }
}

async function verifyShard(driver: StorageDriver, id: number, expected: ModelShard, context: string): Promise<void> {
  const shard = driver.shard(id)
  if (expected.deleted) assert.equal(shard, null, `deleted, and there: ${context}`)
  if (expected.created && !expected.deleting) assert.notEqual(shard, null, `created, and not there: ${context}`)
  if (shard === null) return
  const start = shard.logStartOffset
  assert.ok(start >= expected.trimmedTo && start <= expected.trimmingTo, `starts at ${start}: ${context}`)
  assert.ok(shard.committedOffset >= expected.acknowledgedEnd, `ends at ${shard.committedOffset}, ${expected.acknowledgedEnd} was acknowledged: ${context}`)
  const kept = expected.batches.filter((batch) => batch.nextOffset > start && batch.nextOffset <= shard.committedOffset)
  const bytes = await readAll(shard, start, FETCH_BYTES)
  if (expected.removing.size === 0) {
    assert.ok(bytes.equals(Buffer.concat(kept.map((batch) => batch.bytes))), `other bytes than were appended: ${context}`)
    return
  }
  const found = recordsOf(bytes)
  const appended = recordsOf(Buffer.concat(kept.map((batch) => batch.bytes)))
  for (const [offset, value] of found) {
    if (offset < start) continue
    assert.ok(!expected.removed.has(offset), `record ${offset} was removed, and is there: ${context}`)
    assert.equal(value, appended.get(offset), `record ${offset} is not what was appended: ${context}`)
  }
  for (const offset of appended.keys()) {
    if (offset >= start && !expected.removing.has(offset)) assert.ok(found.has(offset), `record ${offset} is not there: ${context}`)
  }
}

/** Values by offset of batches that lie back to back, as text, in the order in which they lie: rising. */
function recordsOf(bytes: Buffer): Map<number, string> {
  const records = new Map<number, string>()
  const cursor = new RecordCursor()
  let last = -1
  for (let at = 0; at < bytes.length; ) {
    const end = at + BATCH_PREFIX_BYTES + batchLength(bytes, at)
    cursor.open(bytes, at, end)
    while (cursor.next()) {
      assert.ok(cursor.offset > last, `record ${cursor.offset} comes after ${last}`)
      last = cursor.offset
      records.set(last, Buffer.from(cursor.buffer.subarray(Math.max(0, cursor.valueStart), Math.max(0, cursor.valueEnd))).toString('latin1'))
    }
    at = end
  }
  return records
}
