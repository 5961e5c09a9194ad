import type { AdminRequest, AdminResponse, AdminRoute, CreateTopicRequest, Topic, TopicDirectory } from '@robustmq/broker-api'
import { TOPIC_PARTITIONS_MAX } from '@robustmq/common-catalog'
import { errorCode } from '@robustmq/common-errors'
import type { Durability } from '@robustmq/storage-adapter'

/** Until tenants can be named, administration works on the one that always exists. */
const DEFAULT_TENANT = 1
const LIST_MAX = 1000
const CREATE_KEYS: readonly string[] = ['name', 'partitions', 'storage', 'durability', 'config']
const DURABILITIES: readonly unknown[] = ['always', 'interval', 'never']
const STORAGE_KINDS: readonly unknown[] = ['segment', 'memory']

const STATUS: Readonly<Record<string, number>> = {
  TOPIC_EXISTS: 409, TOPIC_UNKNOWN: 404, TOPIC_NAME_INVALID: 400, TOPIC_PARTITIONS_INVALID: 400, TOPIC_CONFIG_INVALID: 400, TOPIC_LIMIT: 409,
}

/** Routes of `robustmq topic`, below `/api/topics`. */
export function topicRoutes(topics: TopicDirectory): readonly AdminRoute[] {
  return [
    { method: 'GET', path: '', handle: (request) => list(topics, request) },
    { method: 'POST', path: '', handle: (request) => create(topics, request) },
    { method: 'GET', path: ':name', handle: (request) => answer(topics, request, (topic) => describeTopic(topics, topic)) },
    { method: 'PUT', path: ':name', handle: (request) => answer(topics, request, (topic) => change(topics, topic, request.body)) },
    {
      method: 'DELETE', path: ':name',
      handle: (request) => answer(topics, request, async (topic) => {
        await topics.delete(topic.tenant, topic.name)
        return { deleted: topic.name }
      }),
    },
  ]
}

function find(topics: TopicDirectory, name: string): Topic | null {
  return topics.byName(DEFAULT_TENANT, name) ?? topics.byLogName(DEFAULT_TENANT, name)
}

async function answer(topics: TopicDirectory, request: AdminRequest, act: (topic: Topic) => unknown): Promise<AdminResponse> {
  const name = request.parameters['name'] ?? ''
  const topic = find(topics, name)
  if (topic === null) return { status: 404, body: { code: 'TOPIC_UNKNOWN', message: `there is no topic ${JSON.stringify(name)}` } }
  return attempt(async () => ({ status: 200, body: await act(topic) }))
}

async function attempt(act: () => Promise<AdminResponse>): Promise<AdminResponse> {
  try {
    return await act()
  } catch (error) {
    const code = errorCode(error) ?? 'INTERNAL_UNEXPECTED'
    return { status: STATUS[code] ?? 503, body: { code, message: error instanceof Error ? error.message : String(error) } }
  }
}

function list(topics: TopicDirectory, request: AdminRequest): AdminResponse {
  const asked = request.query.get('limit') ?? '100'
  const after = request.query.get('after') ?? '0'
  if (!/^[1-9]\d{0,8}$/.test(asked) || !/^\d{1,15}$/.test(after)) {
    return { status: 400, body: { code: 'ADMIN_BAD_REQUEST', message: 'limit and after are whole numbers, limit at least 1' } }
  }
  const limit = Math.min(Number(asked), LIST_MAX)
  const found = topics.list(DEFAULT_TENANT, Number(after), limit)
  return { status: 200, body: { count: topics.count(DEFAULT_TENANT), topics: found.map((topic) => summary(topics, topic)) } }
}

async function create(topics: TopicDirectory, request: AdminRequest): Promise<AdminResponse> {
  const body = request.body
  if (typeof body !== 'object' || body === null || typeof (body as { name?: unknown }).name !== 'string') {
    return { status: 400, body: { code: 'TOPIC_NAME_INVALID', message: 'the body must be an object with a name' } }
  }
  const { name, partitions, storage, durability, config } = body as Record<string, unknown>
  const unknown = Object.keys(body).filter((key) => !CREATE_KEYS.includes(key))
  if (unknown.length > 0) {
    return { status: 400, body: { code: 'ADMIN_BAD_REQUEST', message: `unknown: ${unknown.join(', ')}; known: ${CREATE_KEYS.join(', ')}` } }
  }
  if (partitions !== undefined && !(Number.isSafeInteger(partitions) && (partitions as number) >= 1 && (partitions as number) <= TOPIC_PARTITIONS_MAX)) {
    return { status: 400, body: { code: 'TOPIC_PARTITIONS_INVALID', message: `partitions must be a whole number from 1 to ${TOPIC_PARTITIONS_MAX}, not ${JSON.stringify(partitions)}` } }
  }
  if (durability !== undefined && !DURABILITIES.includes(durability)) {
    return { status: 400, body: { code: 'TOPIC_CONFIG_INVALID', message: 'durability must be always, interval or never' } }
  }
  if (storage !== undefined && !STORAGE_KINDS.includes(storage)) {
    return { status: 400, body: { code: 'TOPIC_CONFIG_INVALID', message: 'storage must be segment or memory' } }
  }
  const wanted: CreateTopicRequest = {
    tenant: DEFAULT_TENANT,
    name: name as string,
    origin: { format: 'admin', separator: '.' },
    ...(partitions === undefined ? {} : { partitions: partitions as number }),
    ...(storage === undefined ? {} : { storage: storage as string }),
    ...(durability === undefined ? {} : { durability: durability as Durability }),
    ...(typeof config === 'object' && config !== null ? { config: new Map(Object.entries(config).map(([key, value]) => [key, String(value)])) } : {}),
  }
  return attempt(async () => ({ status: 201, body: describeTopic(topics, await topics.create(wanted)) }))
}

/** `config`: a value for each setting to change, null for the default; `partitions`: how many there shall be. */
async function change(topics: TopicDirectory, topic: Topic, body: unknown): Promise<object> {
  const { config, partitions } = (typeof body === 'object' && body !== null ? body : {}) as { config?: unknown; partitions?: unknown }
  const entries = typeof config === 'object' && config !== null ? Object.entries(config) : []
  let changed = topic
  if (entries.length > 0) {
    const set = new Map(entries.filter(([, value]) => value !== null).map(([key, value]) => [key, String(value)]))
    const remove = entries.filter(([, value]) => value === null).map(([key]) => key)
    changed = await topics.alter(topic.tenant, topic.name, set, remove)
  }
  if (partitions !== undefined) changed = await topics.addPartitions(topic.tenant, topic.name, Number.isSafeInteger(partitions) ? (partitions as number) : 0)
  return describeTopic(topics, changed)
}

function summary(topics: TopicDirectory, topic: Topic): object {
  let records = 0
  let bytes = 0
  for (let i = 0; i < topic.partitions.length; i++) {
    const shard = topics.shard(topic, i)
    if (shard === null) continue
    records += shard.committedOffset - shard.logStartOffset
    bytes += shard.storedBytes
  }
  return { number: topic.number, name: topic.name, partitions: topic.partitions.length, records, bytes, durability: durabilityInForce(topic), automatic: topic.automatic }
}

/** What an acknowledgement means for this topic, in words that do not promise replicas. */
function durabilityInForce(topic: Topic): string {
  return topic.storage === 'memory' ? 'none (memory)' : `local, fsync ${topic.durability}`
}

function describeTopic(topics: TopicDirectory, topic: Topic): object {
  return {
    ...summary(topics, topic),
    partitions: topic.partitions.map(({ shard, group }, index) => {
      const open = topics.shard(topic, index)
      return {
        index, shard, group,
        ...(open === null ? {} : { logStartOffset: open.logStartOffset, committedOffset: open.committedOffset, bytes: open.storedBytes }),
      }
    }),
    logName: topic.logName,
    id: topic.id,
    storage: topic.storage,
    origin: topic.origin.format,
    nativeName: topic.nativeName,
    config: Object.fromEntries(topic.config),
    settings: Object.fromEntries(topics.settings(topic)),
    createdAt: new Date(topic.createdAtMs).toISOString(),
  }
}
