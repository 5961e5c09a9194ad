import { catalogProto } from '@robustmq/proto-gen'
import { createSeededRandom } from '@robustmq/common-runtime'
import { expect, test } from 'vitest'
import { CatalogMachine } from '../src/catalog-machine.ts'
import { createTopicCatalog, DEFAULT_TENANT, escapeLogName, TOPIC_PARTITIONS_MAX } from '../src/index.ts'
import type { Topic, TopicCatalog, TopicCatalogOptions, TopicSpec } from '../src/index.ts'
import { MemoryMeta } from './memory-meta.ts'

const v1 = catalogProto.catalog.v1

function open(options: TopicCatalogOptions = {}): { meta: MemoryMeta; catalog: TopicCatalog } {
  const meta = new MemoryMeta()
  return { meta, catalog: createTopicCatalog(options, { meta, random: createSeededRandom(7) }) }
}

function spec(name: string, more: Partial<TopicSpec> = {}): TopicSpec {
  return { tenant: DEFAULT_TENANT, name, storage: 'segment', durability: 'always', origin: { format: 'f', separator: '/' }, ...more }
}

function replayed(meta: MemoryMeta): CatalogMachine {
  const machine = new CatalogMachine()
  meta.commands.forEach(({ command, timeMs }, i) => machine.apply(command, i + 1, timeMs))
  return machine
}

test('a created topic is found by name, id, log name and shard, as it was asked for', async () => {
  const { catalog } = open()
  const config = new Map([['b', '2'], ['a', '1']])
  const answer = await catalog.create(spec('a.b c', { partitions: 3, durability: 'interval', config, origin: { format: 'f', separator: '/', nativeName: 'a.b c' } }))
  const topic = answer.topic as Topic
  expect(answer.code).toBe('CATALOG_OK')
  expect(topic).toMatchObject({ number: 1, tenant: 1, name: 'a.b c', storage: 'segment', durability: 'interval', automatic: false, createdAtMs: 1_000 })
  expect(topic.nativeName).toBe('a.b c')
  expect(topic.partitions).toEqual([{ shard: 1, group: 1 }, { shard: 2, group: 2 }, { shard: 3, group: 3 }])
  expect([...topic.config]).toEqual([['a', '1'], ['b', '2']])
  expect(catalog.byName(1, 'a.b c')).toBe(topic)
  expect(catalog.byId(topic.id)).toBe(topic)
  expect(catalog.byLogName(1, '-x-a.b-20c')).toBe(topic)
  expect(topic.logName).toBe('-x-a.b-20c')
  expect(catalog.byShard(3)).toBe(topic)
  expect(catalog.byName(2, 'a.b c')).toBeNull()
  expect(catalog.tenantId('default')).toBe(1)
})

test('the native name follows from the canonical one where it was not given', async () => {
  const { catalog } = open()
  expect((await catalog.create(spec('a.b'))).topic?.nativeName).toBe('a/b')
  expect((await catalog.create(spec('c.d', { origin: { format: 'g', separator: '/', nativeName: 'c/d' } }))).topic?.nativeName).toBe('c/d')
})

test('creating a topic that exists returns the one that is there', async () => {
  const { catalog } = open()
  const first = await catalog.create(spec('a'))
  const generation = catalog.generation
  const second = await catalog.create(spec('a', { partitions: 9 }))
  expect(second.code).toBe('CATALOG_TOPIC_EXISTS')
  expect(second.topic).toBe(first.topic)
  expect(catalog.generation).toBe(generation)
})

test('shards and numbers are never given twice, also after a delete and a restore', async () => {
  const { meta, catalog } = open()
  const first = (await catalog.create(spec('a', { partitions: 4 }))).topic as Topic
  const deleted = await catalog.delete(1, 'a')
  expect(deleted).toMatchObject({ code: 'CATALOG_OK', topic: { id: first.id, deleted: true } })
  expect(first.deleted).toBe(true)
  expect([catalog.byName(1, 'a'), catalog.byId(first.id), catalog.byShard(1), catalog.byLogName(1, 'a')]).toEqual([null, null, null, null])
  const machine = new CatalogMachine()
  machine.restore(replayed(meta).snapshot(), 1)
  const again = (await catalog.create(spec('a'))).topic as Topic
  expect(again).toMatchObject({ number: 2, partitions: [{ shard: 5, group: 5 }] })
  machine.apply((meta.commands.at(-1) as { command: Uint8Array }).command, 3, 1_002)
  expect(machine.state.byName(1, 'a')?.partitions).toEqual(again.partitions)
})

test('a delete names the topic, and with an id only that one', async () => {
  const { catalog } = open()
  const topic = (await catalog.create(spec('a'))).topic as Topic
  expect((await catalog.delete(1, 'b')).code).toBe('CATALOG_TOPIC_UNKNOWN')
  expect((await catalog.delete(1, 'a', 'f'.repeat(32))).code).toBe('CATALOG_TOPIC_UNKNOWN')
  expect((await catalog.delete(9, 'a')).code).toBe('CATALOG_TENANT_UNKNOWN')
  expect((await catalog.delete(1, 'a', topic.id)).code).toBe('CATALOG_OK')
})

test('a storm of automatic creates of one name is one proposal', async () => {
  const { meta, catalog } = open()
  const answers = await Promise.all(Array.from({ length: 100 }, () => catalog.create(spec('storm', { automatic: true }))))
  expect(meta.commands.length).toBe(1)
  expect(answers.filter((answer) => answer.code === 'CATALOG_OK').length).toBe(1)
  expect(answers.filter((answer) => answer.code === 'CATALOG_TOPIC_EXISTS').length).toBe(99)
  expect(new Set(answers.map((answer) => answer.topic)).size).toBe(1)
  await catalog.create(spec('storm', { automatic: true }))
  expect(meta.commands.length).toBe(1)
})

test('automatic topics stop at their bound; others do not count, and a delete makes room', async () => {
  const { meta, catalog } = open({ automaticTopicsMax: 2 })
  await catalog.create(spec('explicit'))
  const answers = await Promise.all(['a', 'b', 'c'].map((name) => catalog.create(spec(name, { automatic: true }))))
  expect(answers.map((answer) => answer.code)).toEqual(['CATALOG_OK', 'CATALOG_OK', 'CATALOG_TOPIC_LIMIT'])
  const proposals = meta.commands.length
  expect((await catalog.create(spec('d', { automatic: true }))).code).toBe('CATALOG_TOPIC_LIMIT')
  expect(meta.commands.length).toBe(proposals)
  expect((await catalog.create(spec('e'))).code).toBe('CATALOG_OK')
  await catalog.delete(1, 'a')
  expect((await catalog.create(spec('d', { automatic: true }))).code).toBe('CATALOG_OK')
})

test('what is out of bounds is refused by the state machine', async () => {
  const { catalog } = open()
  const refused: TopicSpec[] = [
    spec(''), spec('a'.repeat(65_536)), spec('.'.repeat(256)), spec('p', { partitions: 0 }), spec('p', { partitions: TOPIC_PARTITIONS_MAX + 1 }),
    spec('s', { storage: '' }), spec('s', { storage: 'A B' }), spec('o', { origin: { format: 'F', separator: '/' } }),
    spec('o', { origin: { format: 'f', separator: '//' } }), spec('o', { origin: { format: 'f', separator: '/', nativeName: 'x'.repeat(65_536) } }),
    spec('c', { config: new Map([['', 'x']]) }), spec('c', { config: new Map([['k', 'x'.repeat(65_536)]]) }),
    spec('c', { config: new Map(Array.from({ length: 65 }, (_, i) => [`k${i}`, ''])) }),
  ]
  for (const one of refused) expect((await catalog.create(one)).code, JSON.stringify(one).slice(0, 100)).toBe('CATALOG_TOPIC_INVALID')
  expect((await catalog.create(spec('t', { tenant: 2 }))).code).toBe('CATALOG_TENANT_UNKNOWN')
  expect(catalog.count).toBe(0)
  expect((await catalog.create(spec('p', { partitions: TOPIC_PARTITIONS_MAX }))).code).toBe('CATALOG_OK')
})

test('no bytes make the state machine throw', () => {
  const machine = new CatalogMachine()
  const random = createSeededRandom(11)
  const valid = v1.CatalogCommand.encode({ createTopic: { tenant: 1, name: 'a', id: Buffer.alloc(16, 1), partitions: 1, storage: 'segment' } }).finish()
  for (let i = 0; i < 5_000; i++) {
    const bytes = i % 2 === 0 ? random.bytes(random.below(40)) : Buffer.from(valid)
    if (i % 2 === 1) bytes[random.below(bytes.length)] = random.below(256)
    expect(v1.CatalogAnswer.decode(machine.apply(bytes, i + 1, 5)).code).toBeGreaterThanOrEqual(0)
  }
  expect(v1.CatalogAnswer.decode(machine.apply(new Uint8Array(0), 1, 5)).code).toBe(v1.AnswerCode.ANSWER_COMMAND_INVALID)
})

test('the same commands give byte-identical snapshots and answers, also through a snapshot in between', async () => {
  const { meta, catalog } = open({ automaticTopicsMax: 60 })
  const random = createSeededRandom(3)
  for (let i = 0; i < 3_000; i++) {
    const name = `t.${random.below(700)}${random.below(9) === 0 ? ' é/'.repeat(80) : ''}`
    if (random.below(3) === 0) await catalog.delete(1, name)
    else await catalog.create(spec(name, { partitions: 1 + random.below(3), automatic: random.below(4) === 0, config: new Map([['k', String(i)]]) }))
  }
  const one = replayed(meta)
  let other = new CatalogMachine()
  meta.commands.forEach(({ command, timeMs }, i) => {
    if (i % 500 === 250) {
      const next = new CatalogMachine()
      next.restore(other.snapshot(), 1)
      other = next
    }
    other.apply(command, i + 1, timeMs)
  })
  expect(Buffer.compare(one.snapshot(), other.snapshot())).toBe(0)
  for (const topic of catalog.topics()) {
    expect(other.state.byName(1, topic.name)).toMatchObject({ id: topic.id, partitions: topic.partitions, nativeName: topic.nativeName })
    expect(other.state.byLogName(1, topic.logName)?.id).toBe(topic.id)
  }
  expect(other.state.count).toBe(catalog.count)
})

test('a damaged or newer snapshot is refused with a code', async () => {
  const { meta, catalog } = open()
  await catalog.create(spec('a'))
  const bytes = Buffer.from(replayed(meta).snapshot())
  expect(() => new CatalogMachine().restore(bytes.subarray(0, bytes.length - 3), 1)).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  expect(() => new CatalogMachine().restore(bytes, 2)).toThrow(expect.objectContaining({ code: 'META_FORMAT_UNKNOWN' }))
})

test('topics whose log name cannot be undone are found through the catalog', async () => {
  const { catalog } = open()
  const name = 'x/'.repeat(300)
  await catalog.create(spec(name))
  expect(catalog.byLogName(1, escapeLogName(name))?.name).toBe(name)
  await catalog.delete(1, name)
  expect(catalog.byLogName(1, escapeLogName(name))).toBeNull()
})

test('a listing goes on after the last number, over deleted topics', async () => {
  const { catalog } = open()
  for (let i = 0; i < 3_000; i++) await catalog.create(spec(`t${i}`))
  for (let i = 0; i < 3_000; i++) if (i % 3 !== 0) await catalog.delete(1, `t${i}`)
  const names: string[] = []
  for (let page = catalog.list(1, 0, 64); page.length > 0; page = catalog.list(1, (page.at(-1) as Topic).number, 64)) names.push(...page.map((topic) => topic.name))
  expect(names).toEqual(Array.from({ length: 1_000 }, (_, i) => `t${i * 3}`))
  expect(catalog.list(2, 0, 10)).toEqual([])
})

test('listeners hear of what was applied here, and the generation moves', async () => {
  const { catalog } = open()
  const heard: string[] = []
  const listener = { topicCreated: (topic: Topic) => void heard.push(`+${topic.name}`), topicDeleted: (topic: Topic) => void heard.push(`-${topic.name}`) }
  catalog.watch(listener)
  const before = catalog.generation
  await catalog.create(spec('a'))
  await catalog.create(spec('a'))
  await catalog.delete(1, 'a')
  expect(catalog.generation).toBe(before + 2)
  catalog.unwatch(listener)
  await catalog.create(spec('b'))
  expect(heard).toEqual(['+a', '-a'])
})

test('partitions go to the groups that are there when the topic is made, the same on every replica', async () => {
  const meta = new MemoryMeta()
  let groups = [17, 18, 33]
  const catalog = createTopicCatalog({}, { meta, random: createSeededRandom(7), placement: { placeableGroups: () => groups } })
  const first = (await catalog.create(spec('a', { partitions: 4 }))).topic as Topic
  expect(first.partitions.map(({ group }) => group)).toEqual([17, 18, 33, 17])
  groups = []
  const second = (await catalog.create(spec('b', { partitions: 2 }))).topic as Topic
  expect(second.partitions.map(({ group }) => group)).toEqual([5, 6])
  expect(first.partitions.map(({ group }) => group)).toEqual([17, 18, 33, 17])
})

test('a snapshot in parts is the same bytes, of the moment in which it was asked for', async () => {
  const { meta, catalog } = open()
  for (let i = 0; i < 1_500; i++) await catalog.create(spec(`t${i}`))
  const machine = replayed(meta)
  const whole = machine.snapshot()
  const parts = machine.snapshotParts()
  const seen = [parts.next().value as Uint8Array]
  // Commands that come while it is being encoded are not in it.
  machine.apply(v1.CatalogCommand.encode({ deleteTopic: { tenant: DEFAULT_TENANT, name: 't1400', id: new Uint8Array(0) } }).finish(), meta.appliedIndex + 1, 9_000)
  for (const part of parts) seen.push(part)
  expect(seen.length).toBeGreaterThan(2)
  expect(Buffer.concat(seen).equals(whole)).toBe(true)
  expect(Buffer.from(machine.snapshot()).equals(whole)).toBe(false)
})

test('a snapshot that came from another node is told as what it added and removed', async () => {
  const { meta, catalog } = open()
  await catalog.create(spec('stays'))
  await catalog.create(spec('goes'))
  const other = replayed(meta)
  other.apply(v1.CatalogCommand.encode({ deleteTopic: { tenant: DEFAULT_TENANT, name: 'goes', id: new Uint8Array(0) } }).finish(), 3, 9_000)
  other.apply(v1.CatalogCommand.encode({ createTopic: { ...v1.CatalogCommand.decode(meta.commands[0]?.command as Uint8Array).createTopic, name: 'comes', id: Buffer.alloc(16, 7) } }).finish(), 4, 9_001)
  const told: string[] = []
  catalog.watch({ topicCreated: (topic) => void told.push(`+${topic.name}`), topicDeleted: (topic) => void told.push(`-${topic.name}`) })
  meta.install('catalog', other.snapshot())
  expect(told).toEqual(['-goes', '+comes'])
  expect(catalog.byName(1, 'stays')).not.toBe(null)
})

test('configuration is altered and partitions are added: watchers are told, the topic from before stays as it was, replicas agree', async () => {
  const { meta, catalog } = open()
  const first = (await catalog.create(spec('a', { config: new Map([['x', '1'], ['y', '2']]) }))).topic as Topic
  await catalog.create(spec('b'))
  const changed: Topic[] = []
  catalog.watch({ topicCreated: () => undefined, topicDeleted: () => undefined, topicChanged: (topic) => void changed.push(topic) })
  const { generation } = catalog
  const altered = (await catalog.alter(1, 'a', new Map([['z', '3'], ['x', '4']]), ['y', 'never'])).topic as Topic
  expect([...altered.config]).toEqual([['x', '4'], ['z', '3']])
  const grown = await catalog.addPartitions(1, 'a', 3)
  expect(grown.topic?.partitions.map(({ shard }) => shard)).toEqual([1, 3, 4])
  expect(changed).toEqual([altered, grown.topic])
  expect(catalog.generation).toBeGreaterThan(generation)
  expect([...first.config].length + first.partitions.length).toBe(3)
  for (const found of [catalog.byName(1, 'a'), catalog.byId(first.id), catalog.byShard(1), catalog.byShard(4), catalog.list(1, 0, 9)[0]]) expect(found).toBe(grown.topic)
  expect(catalog.list(1, 0, 9).map(({ name }) => name)).toEqual(['a', 'b'])
  expect((await catalog.addPartitions(1, 'a', 3)).code).toBe('CATALOG_TOPIC_INVALID')
  expect((await catalog.addPartitions(1, 'a', TOPIC_PARTITIONS_MAX + 1)).code).toBe('CATALOG_TOPIC_INVALID')
  expect((await catalog.alter(1, 'none', new Map(), [])).code).toBe('CATALOG_TOPIC_UNKNOWN')
  expect((await catalog.alter(1, 'a', new Map([['k', 'x'.repeat(70_000)]]), [])).code).toBe('CATALOG_TOPIC_INVALID')
  const machine = new CatalogMachine()
  machine.restore(replayed(meta).snapshot(), 1)
  expect(machine.state.byName(1, 'a')).toMatchObject({ partitions: grown.topic?.partitions, config: altered.config })
  expect((await catalog.delete(1, 'a')).code).toBe('CATALOG_OK')
  expect([catalog.byName(1, 'a'), catalog.byId(first.id), catalog.byShard(4)]).toEqual([null, null, null])
})

test('partitions keep away from nodes that the proposer cannot reach, and every replica puts them in the same place', async () => {
  const meta = new MemoryMeta()
  let reachable: number[] = [2, 3]
  const placement = { placeableGroups: () => [1, 2, 3], reachableGroups: () => reachable }
  const catalog = createTopicCatalog({}, { meta, random: createSeededRandom(7), placement })
  await catalog.create(spec('a', { partitions: 3 }))
  reachable = [9]
  await catalog.create(spec('none of them takes new ones', { partitions: 3 }))
  const other = new CatalogMachine({ placeableGroups: () => [1, 2, 3], reachableGroups: () => [1] })
  meta.commands.forEach(({ command, timeMs }, i) => other.apply(command, i + 1, timeMs))
  for (const state of [catalog, other.state]) {
    expect(state.byName(1, 'a')?.partitions.map(({ group }) => group)).toEqual([2, 3, 2])
    expect(state.byName(1, 'none of them takes new ones')?.partitions.map(({ group }) => group)).toEqual([1, 2, 3])
  }
})
