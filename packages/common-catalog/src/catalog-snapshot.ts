import { BrokerError } from '@robustmq/common-errors'
import { readUvarint32, varintEnd } from '@robustmq/common-bytes'
import { catalogProto } from '@robustmq/proto-gen'
import { CatalogState, TenantTopics } from './catalog-state.ts'
import { decodeTopic, encodeTopic } from './topic-record.ts'
import type { TopicInterning } from './topic-record.ts'
import type { TopicEntry } from './topic.ts'

const v1 = catalogProto.catalog.v1

/** Topics encoded at a time: the encoder keeps a list of everything before it makes bytes, a million at once would not fit. */
const CHUNK_TOPICS = 512

/** Field number 6, length-delimited: one topic. */
const TOPICS_TAG = (6 << 3) | 2

export function encodeSnapshot(state: CatalogState): Buffer {
  return Buffer.concat([...snapshotParts(state)])
}

/**
 * The same bytes in parts. What is in the snapshot is settled by the call: topics are never changed, so that a list of them is all
 * that has to be kept (ten milliseconds for a million); they are encoded as the parts are asked for, about a millisecond each.
 */
export function snapshotParts(state: CatalogState): IterableIterator<Uint8Array> {
  const head = v1.CatalogSnapshot.encode({
    nextTopic: state.nextTopic,
    nextShard: state.nextShard,
    nextTenant: state.nextTenant,
    groupCount: state.groupCount,
    tenants: [...state.tenants.values()].map((tenant) => ({ id: tenant.id, name: tenant.name })),
  }).finish()
  const topics: TopicEntry[] = []
  for (const tenant of state.tenants.values()) for (const topic of tenant.order) if (!topic.deleted) topics.push(topic)
  return encodeParts(head, topics)
}

function* encodeParts(head: Uint8Array, topics: readonly TopicEntry[]): Generator<Uint8Array, void, undefined> {
  yield head
  for (let at = 0; at < topics.length; at += CHUNK_TOPICS) {
    yield v1.CatalogSnapshot.encode({ topics: topics.slice(at, at + CHUNK_TOPICS).map(encodeTopic) }).finish()
  }
}

/**
 * The state that a snapshot holds. Topics are decoded one at a time, as they are met.
 * @throws BrokerError META_CORRUPT
 */
export function decodeSnapshot(bytes: Uint8Array, interning: TopicInterning): CatalogState {
  try {
    return decodeParts(bytes, interning)
  } catch (cause) {
    throw new BrokerError({ code: 'META_CORRUPT', retry: 'never', message: 'catalog snapshot cannot be read', cause })
  }
}

function decodeParts(bytes: Uint8Array, interning: TopicInterning): CatalogState {
  const topicsStart = skipHead(bytes)
  const head = v1.CatalogSnapshot.decode(bytes.subarray(0, topicsStart))
  const state = new CatalogState(head.groupCount)
  state.nextTopic = head.nextTopic
  state.nextShard = head.nextShard
  state.nextTenant = head.nextTenant
  for (const tenant of head.tenants) state.tenants.set(tenant.id ?? 0, new TenantTopics(tenant.id ?? 0, tenant.name ?? ''))
  for (let at = topicsStart; at < bytes.length; ) {
    if (bytes[at] !== TOPICS_TAG) throw new RangeError(`unexpected field at byte ${at}`)
    const length = readUvarint32(bytes, at + 1, bytes.length)
    const start = varintEnd
    if (length < 0 || start + length > bytes.length) throw new RangeError(`topic cut off at byte ${at}`)
    at = start + length
    const topic = decodeTopic(v1.TopicRecord.decode(bytes.subarray(start, at)), interning)
    const tenant = state.tenants.get(topic.tenant)
    if (tenant === undefined) throw new RangeError(`topic ${topic.number} of an unknown tenant`)
    state.add(tenant, topic)
  }
  return state
}

/** Position of the first topic: the fields before it are numbers and tenants. */
function skipHead(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length && bytes[at] !== TOPICS_TAG) {
    const wireType = (bytes[at] as number) & 7
    at++
    if (wireType === 0) {
      while (at < bytes.length && (bytes[at] as number) >= 0x80) at++
      at++
    } else if (wireType === 2) {
      const length = readUvarint32(bytes, at, bytes.length)
      if (length < 0) throw new RangeError(`head cut off at byte ${at}`)
      at = varintEnd + length
    } else {
      throw new RangeError(`unexpected wire type at byte ${at - 1}`)
    }
  }
  return Math.min(at, bytes.length)
}
