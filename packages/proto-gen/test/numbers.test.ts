import { expect, test } from 'vitest'
import { catalogProto } from '../src/index.ts'

const { Partition, CatalogSnapshot } = catalogProto.catalog.v1

test('64-bit fields are numbers, exact to 2^53, and refused beyond', () => {
  for (const shard of [0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
    expect(Partition.decode(Partition.encode({ shard, group: 3 }).finish()).shard).toBe(shard)
  }
  expect(Partition.decode(new Uint8Array(0)).shard).toBe(0)
  const beyond = Buffer.from('08ffffffffffffffff7f', 'hex')
  expect(() => Partition.decode(beyond)).toThrow()
})

test('modules do not overwrite each other: each has a root of its own', () => {
  expect(CatalogSnapshot.decode(CatalogSnapshot.encode({ nextShard: 5 }).finish()).nextShard).toBe(5)
})
