import { createSeededRandom } from '@robustmq/common-runtime'
import type { FileSystem } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { DeletedOffsets } from '../src/deleted-offsets.ts'
import { DeletedRecords } from '../src/deleted-records.ts'
import { HashedKeys } from '../src/hashed-keys.ts'

/** Turns a byte of the file over. */
async function damage(disk: FileSystem, position: number): Promise<void> {
  const source = disk.openSync('/data/records.deleted', 'read')
  const bytes = Buffer.alloc(source.sizeSync())
  source.readSync(bytes, 0, bytes.length, 0)
  source.closeSync()
  bytes[position] = (bytes[position] as number) ^ 0xff
  disk.unlinkSync('/data/records.deleted')
  const handle = disk.openSync('/data/records.deleted', 'create')
  await new Promise<void>((resolve) => void handle.write(bytes, 0, bytes.length, 0, () => resolve()))
}

test('a set of offsets is what a plain set is, sparse and dense, written and read', () => {
  const random = createSeededRandom(5)
  for (const range of [100, 30_000, 200_000]) {
    const offsets = new DeletedOffsets()
    const model = new Set<number>()
    for (let i = 0; i < 20_000; i++) {
      const offset = random.below(range)
      expect(offsets.add(offset)).toBe(!model.has(offset))
      model.add(offset)
    }
    for (let i = 0; i < 5; i++) {
      const from = random.below(range)
      const to = from + random.below(range / 10)
      offsets.removeRange(from, to)
      for (const offset of model) if (offset >= from && offset < to) model.delete(offset)
    }
    const bytes = Buffer.alloc(offsets.encodedBytes)
    expect(offsets.encode(bytes, 0)).toBe(bytes.length)
    const again = new DeletedOffsets()
    expect(again.decode(bytes, 0)).toBe(bytes.length)
    for (const set of [offsets, again]) {
      expect(set.count).toBe(model.size)
      for (let offset = 0; offset < range; offset++) if (set.has(offset) !== model.has(offset)) throw new Error(`offset ${offset} of ${range}`)
      const from = random.below(range)
      const to = from + random.below(range)
      expect(set.countIn(from, to)).toBe([...model].filter((offset) => offset >= from && offset < to).length)
    }
    expect(offsets.bytes).toBeLessThan(range / 8 + 20_000 * 4 + 2000)
  }
})

test('what was persisted is loaded; a damaged file and one of another version are refused by name', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  disk.makeDirectorySync('/data')
  const records = new DeletedRecords(disk, '/data', null)
  for (let i = 0; i < 6000; i++) records.add(1 + (i % 3), i * 7)
  await records.persist()
  const again = new DeletedRecords(disk, '/data', null)
  again.load()
  expect([...again.shards()]).toEqual([1, 2, 3])
  expect(again.of(2)?.has(7)).toBe(true)
  expect(again.of(2)?.count).toBe(2000)
  await damage(disk, 100)
  expect(() => new DeletedRecords(disk, '/data', null).load()).toThrow(/records\.deleted is damaged/)
})

test('keys are found by their hash within the memory given', () => {
  const keys = new HashedKeys(64 * 1024)
  const key = (i: number): Buffer => Buffer.from(`key ${i}`)
  let count = 0
  while (keys.put(key(count), 0, key(count).length, count)) count++
  expect(count).toBeGreaterThan(1000)
  for (let i = 0; i < count; i++) expect(keys.get(key(i), 0, key(i).length)).toBe(i)
  expect(keys.put(key(3), 0, key(3).length, 9999)).toBe(true)
  expect(keys.get(key(3), 0, key(3).length)).toBe(9999)
  expect(keys.get(key(count), 0, key(count).length)).toBe(-1)
})
