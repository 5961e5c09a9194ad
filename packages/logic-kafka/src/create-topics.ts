import type { Topic } from '@robustmq/broker-api'
import type { ApiCodec, CreatableTopic, CreatedTopic, CreateTopicsRequest, CreateTopicsResponse, Decoded } from '@robustmq/codec-kafka'
import { createApiCodec, createTopicsApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { answerTo } from './failure-answers.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ClientSession } from './client-session.ts'
import { configRefusal } from './topic-config.ts'
import { isTopicName, KAFKA_FORMAT } from './topic-routes.ts'

const RANGE: VersionRange = { min: 2, max: 7, servedMin: 2 }
const PARTITIONS_MAX = 1024
const REPLICATION_FACTOR_MAX = 3
/** "The default" (KIP-464). */
const DEFAULT = -1
/** Source of a setting in the answer: given for this topic. */
const SOURCE_TOPIC = 1

const codec: ApiCodec<CreateTopicsRequest, CreateTopicsResponse> = /* @__PURE__ */ createApiCodec(createTopicsApi)

/** Makes topics. */
export function createTopicsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, createAll(session, request))
  })
}

async function createAll(session: ClientSession, request: Decoded<CreateTopicsRequest>): Promise<CreateTopicsResponse> {
  const seen = new Map<string, number>()
  for (const { name } of request.topics) seen.set(name, (seen.get(name) ?? 0) + 1)
  const topics: CreatedTopic[] = []
  for (const asked of request.topics) {
    if (seen.get(asked.name) !== 1) topics.push(refusal(asked.name, KafkaErrorCode.INVALID_REQUEST, 'the topic is named more than once in this request'))
    else topics.push(await create(session, asked, request.validateOnly))
  }
  return { topics }
}

async function create(session: ClientSession, asked: Decoded<CreatableTopic>, validateOnly: boolean): Promise<CreatedTopic> {
  const { name } = asked
  const { node, principal } = session
  const refused = check(session, asked)
  if (refused !== null) return refused
  const partitions = partitionsOf(session, asked)
  const config = new Map<string, string>()
  for (const setting of asked.configs) if (setting.value !== null) config.set(setting.name, setting.value)
  if (validateOnly) return { name, errorCode: KafkaErrorCode.NONE, ...created(asked, partitions, config) }
  try {
    const origin = { format: KAFKA_FORMAT.label, separator: KAFKA_FORMAT.separator }
    const topic: Topic = await node.services.topics.create({ tenant: principal.tenant, name, partitions, origin, config })
    return { name, errorCode: KafkaErrorCode.NONE, topicId: topic.id, ...created(asked, partitions, config) }
  } catch (error) {
    const failure = BrokerError.from(error)
    return refusal(name, answerTo(failure), failure.message)
  }
}

/** Why the topic cannot be made as asked, or null. */
function check(session: ClientSession, asked: Decoded<CreatableTopic>): CreatedTopic | null {
  const { node, principal } = session
  const { name, assignments } = asked
  const { topics, access } = node.services
  if (!isTopicName(name)) return refusal(name, KafkaErrorCode.INVALID_TOPIC_EXCEPTION, 'a topic name has 1 to 249 of a-z, A-Z, 0-9, . _ and -')
  if (!access.authorize(principal, 'create', name)) return refusal(name, KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED, null)
  if (topics.byName(principal.tenant, name) !== null || topics.byLogName(principal.tenant, name) !== null) {
    return refusal(name, KafkaErrorCode.TOPIC_ALREADY_EXISTS, 'the topic exists')
  }
  if (assignments.length > 0) {
    const refused = checkAssignments(session, asked)
    if (refused !== null) return refused
  } else if (asked.numPartitions !== DEFAULT && (asked.numPartitions < 1 || asked.numPartitions > PARTITIONS_MAX)) {
    return refusal(name, KafkaErrorCode.INVALID_PARTITIONS, `a topic has 1 to ${PARTITIONS_MAX} partitions`)
  } else if (!isReplicationFactor(session, asked.replicationFactor)) {
    return refusal(name, KafkaErrorCode.INVALID_REPLICATION_FACTOR, 'there is one node')
  }
  const names = new Set<string>()
  for (const { name: setting, value } of asked.configs) {
    const reason = names.has(setting) ? `${setting} is given more than once` : configRefusal(setting, value)
    if (reason !== null) return refusal(name, KafkaErrorCode.INVALID_CONFIG, reason)
    names.add(setting)
  }
  return null
}

function isReplicationFactor(session: ClientSession, factor: number): boolean {
  return factor === DEFAULT || (factor >= 1 && factor <= (session.node.config.any_replication_factor ? REPLICATION_FACTOR_MAX : 1))
}

/** Assignments name the partitions 0 .. n-1, each once, and for each at least one node; this one, unless any factor is accepted. */
function checkAssignments(session: ClientSession, { name, assignments, numPartitions, replicationFactor }: Decoded<CreatableTopic>): CreatedTopic | null {
  if (numPartitions !== DEFAULT || replicationFactor !== DEFAULT) {
    return refusal(name, KafkaErrorCode.INVALID_REQUEST, 'assignments exclude a number of partitions and a replication factor')
  }
  if (assignments.length > PARTITIONS_MAX) return refusal(name, KafkaErrorCode.INVALID_PARTITIONS, `a topic has 1 to ${PARTITIONS_MAX} partitions`)
  const { nodeId } = session.node.services.node
  const indexes = new Set<number>()
  for (const { partitionIndex, brokerIds } of assignments) {
    const here = brokerIds.includes(nodeId) && isReplicationFactor(session, brokerIds.length)
    if (partitionIndex < 0 || partitionIndex >= assignments.length || indexes.has(partitionIndex) || !here) {
      return refusal(name, KafkaErrorCode.INVALID_REPLICA_ASSIGNMENT, `partitions are 0 to n-1, each on node ${nodeId}`)
    }
    indexes.add(partitionIndex)
  }
  return null
}

function partitionsOf(session: ClientSession, { assignments, numPartitions }: Decoded<CreatableTopic>): number {
  if (assignments.length > 0) return assignments.length
  return numPartitions === DEFAULT ? session.node.config.default_partitions : numPartitions
}

function created(asked: Decoded<CreatableTopic>, numPartitions: number, config: ReadonlyMap<string, string>): Partial<CreatedTopic> {
  const replicationFactor = asked.replicationFactor === DEFAULT ? 1 : asked.replicationFactor
  const configs = [...config].map(([name, value]) => ({ name, value, readOnly: false, configSource: SOURCE_TOPIC, isSensitive: false }))
  return { numPartitions, replicationFactor, configs }
}

function refusal(name: string, errorCode: number, errorMessage: string | null): CreatedTopic {
  return { name, errorCode, errorMessage, configs: [] }
}
