import assert from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { AddressCount, AddressPattern, Shard } from '@robustmq/storage-adapter'
import { addressMatcher } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne } from './outcomes.ts'
import { buildRecords, createConfigured } from './test-records.ts'

type Define = (name: string, run: (harness: StorageHarness, settle: () => Promise<void>) => Promise<void>) => void

const SETTINGS = { lookup: { address: true, key: true, tag: true } }
const PATTERNS: readonly AddressPattern[] = [
  { levels: ['kv', 'a1'], rest: false }, { levels: ['kv', null], rest: false }, { levels: [null, 'a2'], rest: false }, { levels: ['kv'], rest: true },
  { levels: [], rest: true }, { levels: ['kv', 'a3'], rest: true, restIncludesNone: true }, { levels: ['none'], rest: false },
]

interface Row {
  readonly offset: number
  readonly key: string
  readonly address: string | undefined
  readonly tag: string
}

/** Promises of lookups, compared with a plain list. */
export function defineLookupTests(test: Define): void {
  test('records are found by address, key and tag, among those that are there', async (harness, settle) => {
    const seed = 0x10c
    const random = createSeededRandom(seed)
    let { driver } = harness
    let shard = await createConfigured(driver, 1, SETTINGS)
    const tree = ['kv', 'other'].flatMap((top) => [0, 1, 2, 3].flatMap((n) => [`${top}.a${n}`, `${top}.a${n}.x`]))
    let rows: Row[] = []
    for (let round = 0; round < 5; round++) {
      for (let i = 0; i < 25; i++) {
        const base = shard.nextOffset
        const added: Row[] = Array.from({ length: 1 + random.below(4) }, (_, at) => ({
          offset: base + at, key: `key ${random.below(15)}`, address: random.below(8) === 0 ? undefined : tree[random.below(tree.length)], tag: `tag ${random.below(6)}`,
        }))
        rows.push(...added)
        const records = added.map(({ key, address, tag }) => ({ timestampMs: 1, key, tag, ...(address === undefined ? {} : { address }) }))
        await appendOne(shard, buildRecords(records))
      }
      await compare(shard, rows, random.below(shard.committedOffset), `seed ${seed}, round ${round}`)
      if (round === 1) await settle()
      if (driver.capabilities.deleteRecords) {
        const gone = Array.from({ length: 20 }, () => random.below(shard.committedOffset))
        await shard.deleteRecords(gone)
        rows = rows.filter((row) => !gone.includes(row.offset))
        await compare(shard, rows, random.below(shard.committedOffset), `seed ${seed}, round ${round}, deleted`)
      }
      if (round === 2) {
        await shard.trimFront(60)
        rows = rows.filter((row) => row.offset >= 60)
      }
      if (round === 3 && driver.capabilities.durable && harness.reopen !== undefined) {
        await settle()
        driver = await harness.reopen()
        shard = await createConfigured(driver, 1, SETTINGS)
      }
      await compare(shard, rows, random.below(shard.committedOffset), `seed ${seed}, round ${round}, end`)
    }
  })

  test('a record is found in the turn in which it is appended', async ({ driver }) => {
    const shard = await createConfigured(driver, 1, SETTINGS)
    assert.equal(await shard.lookup?.lastByKey(Buffer.from('k')), null)
    const appending = appendOne(shard, buildRecords([{ timestampMs: 1, key: 'k', address: 'kv.k' }]))
    assert.equal(shard.lookup?.lastByKey(Buffer.from('k')), 0)
    assert.equal(shard.lookup?.lastByAddress({ levels: ['kv', 'k'], rest: false }), 0)
    await appending
    const again = appendOne(shard, buildRecords([{ timestampMs: 1, key: 'k', address: 'kv.k' }]))
    assert.equal(shard.lookup?.lastByAddress({ levels: ['kv', 'k'], rest: false }), 1)
    await again
  })

  test('what was appended before lookups were asked for is found too', async ({ driver }, settle) => {
    const shard = await createConfigured(driver, 1, {})
    assert.equal(shard.lookup === null, true)
    for (let i = 0; i < 50; i++) await appendOne(shard, buildRecords([{ timestampMs: 1, key: `k${i % 7}`, address: `kv.k${i % 7}` }]))
    await settle()
    shard.configure({ ...shard.settings, ...SETTINGS })
    assert.equal(await shard.lookup?.lastByAddress({ levels: ['kv', 'k3'], rest: false }), 45)
    assert.equal(await shard.lookup?.lastByKey(Buffer.from('k6')), 48)
    shard.configure({ ...shard.settings, lookup: { address: false, key: true, tag: false } })
    assert.equal(await shard.lookup?.lastByKey(Buffer.from('k6')), 48)
    assert.equal(await shard.lookup?.lastByAddress({ levels: ['kv', 'k3'], rest: false }), null)
    shard.configure({ ...shard.settings, lookup: null })
    assert.equal(shard.lookup === null, true)
  })
}

async function compare(shard: Shard, rows: readonly Row[], from: number, when: string): Promise<void> {
  const { lookup } = shard
  assert.ok(lookup !== null)
  for (const pattern of PATTERNS) {
    const matches = addressMatcher(pattern)
    const found = rows.filter((row) => row.address !== undefined && matches(row.address))
    const what = `${when}, ${JSON.stringify(pattern)}`
    assert.equal(await lookup.lastByAddress(pattern), found.at(-1)?.offset ?? null, `last, ${what}`)
    assert.equal(await lookup.nextByAddress(pattern, from), found.find((row) => row.offset >= from)?.offset ?? null, `next from ${from}, ${what}`)
    assert.equal(await lookup.countByAddress(pattern, from), found.filter((row) => row.offset >= from).length, `count from ${from}, ${what}`)
    const counts = new Map<string, AddressCount>()
    for (const { address = '', offset } of found) counts.set(address, { address, count: (counts.get(address)?.count ?? 0) + 1, lastOffset: offset })
    const sorted = [...counts.keys()].sort().map((address) => counts.get(address) as AddressCount)
    assert.deepEqual(await lookup.addresses(pattern, '', 100), sorted, what)
    assert.deepEqual(await lookup.addresses(pattern, sorted[0]?.address ?? '', 2), sorted.slice(1, 3), what)
  }
  for (let i = 0; i < 15; i++) {
    const key = `key ${i}`
    assert.equal(await lookup.lastByKey(Buffer.from(key)), rows.findLast((row) => row.key === key)?.offset ?? null, `${when}, ${key}`)
  }
  for (let i = 0; i < 7; i++) {
    const tag = `tag ${i}`
    const next = rows.find((row) => row.tag === tag && row.offset >= from)
    assert.equal(await lookup.nextByTag(tag, from), next?.offset ?? null, `${when}, ${tag} from ${from}`)
  }
}
