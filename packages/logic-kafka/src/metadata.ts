import type { Principal, Topic } from '@robustmq/broker-api'
import type { ApiCodec, Decoded, MetadataPartition, MetadataRequest, MetadataResponse, MetadataTopic } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, metadataApi, ZERO_UUID } from '@robustmq/codec-kafka'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { metadataAnswerTo } from './failure-answers.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { KafkaNode } from './kafka-node.ts'
import type { ClientSession } from './client-session.ts'
import { brokersFor, leaderOf, NO_LEADER } from './cluster-view.ts'
import { isTopicName, KAFKA_FORMAT } from './topic-routes.ts'

const RANGE: VersionRange = { min: 0, max: 12, servedMin: 0 }
/** First version in which a topic may be asked for by its id. */
const BY_ID_SINCE = 12
/** Topics that one request makes; those beyond are made by the next one, which every client sends. */
const CREATED_MAX = 100
const LIST_PAGE = 1000
/** A partition stays on its node: leadership never moves. Clients send it back in Fetch and ListOffsets. */
const LEADER_EPOCH = 0

const codec: ApiCodec<MetadataRequest, MetadataResponse> = /* @__PURE__ */ createApiCodec(metadataApi)

/** Tells where topics are, and makes those that are missing. */
export function metadataHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    const { topics } = request
    // In v0, which has no null, the empty list means all.
    if (topics === null || (exchange.apiVersion === 0 && topics.length === 0)) {
      session.answer(exchange, codec, response(session, allTopics(session.node, session.principal)))
      return
    }
    const known: (MetadataTopic | null)[] = topics.map((asked) => describe(session, exchange.apiVersion, asked, request.allowAutoTopicCreation))
    if (!known.includes(null)) session.answer(exchange, codec, response(session, known as MetadataTopic[]))
    else session.answerLater(exchange, codec, createMissing(session, topics, known).then((all) => response(session, all)))
  })
}

type Asked = NonNullable<Decoded<MetadataRequest>['topics']>[number]

/** What is known of a topic; null when it is to be made. */
function describe(session: ClientSession, apiVersion: number, asked: Asked, mayCreate: boolean): MetadataTopic | null {
  const { node, principal } = session
  const { services, config } = node
  if (asked.name === null || (apiVersion >= BY_ID_SINCE && asked.topicId !== ZERO_UUID)) {
    const topic = apiVersion >= BY_ID_SINCE ? services.topics.byId(asked.topicId) : null
    if (topic !== null && topic.tenant === principal.tenant && mayDescribe(node, principal, topic.name)) return entry(node, topic)
    return missing(apiVersion >= BY_ID_SINCE ? null : '', KafkaErrorCode.UNKNOWN_TOPIC_ID, asked.topicId)
  }
  const { name } = asked
  const topic = services.topics.byLogName(principal.tenant, name)
  if (topic !== null) {
    return mayDescribe(node, principal, topic.name) ? entry(node, topic) : missing(name, KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED)
  }
  if (!isTopicName(name)) return missing(name, KafkaErrorCode.INVALID_TOPIC_EXCEPTION)
  if (!mayDescribe(node, principal, name)) return missing(name, KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED)
  if (!mayCreate || !config.auto_create_topics) return missing(name, KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
  return services.access.authorize(principal, 'create', name) ? null : missing(name, KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED)
}

async function createMissing(session: ClientSession, asked: readonly Asked[], known: readonly (MetadataTopic | null)[]): Promise<MetadataTopic[]> {
  let created = 0
  return Promise.all(known.map((topic, i) => {
    if (topic !== null) return Promise.resolve(topic)
    const name = asked[i]?.name ?? ''
    return created++ < CREATED_MAX ? createTopic(session, name) : Promise.resolve(missing(name, KafkaErrorCode.LEADER_NOT_AVAILABLE))
  }))
}

async function createTopic(session: ClientSession, name: string): Promise<MetadataTopic> {
  const { node, principal } = session
  const { topics } = node.services
  const { tenant } = principal
  const origin = { format: KAFKA_FORMAT.label, separator: KAFKA_FORMAT.separator }
  try {
    return entry(node, await topics.create({ tenant, name, partitions: node.config.default_partitions, origin, automatic: true }))
  } catch (error) {
    // Somebody else was faster, or the name differs from an existing one only in its form.
    const topic = errorCode(error) === 'TOPIC_EXISTS' ? topics.byName(tenant, name) : null
    if (topic !== null) return entry(node, topic)
    const failure = BrokerError.from(error)
    node.log.write('warn', { topic: name, code: failure.code, reason: failure.message }, 'a topic could not be created')
    return missing(name, metadataAnswerTo(failure))
  }
}

function allTopics(node: KafkaNode, principal: Principal): MetadataTopic[] {
  const { topics } = node.services
  const found: MetadataTopic[] = []
  for (let after = 0; ;) {
    const page = topics.list(principal.tenant, after, LIST_PAGE)
    for (const topic of page) if (mayDescribe(node, principal, topic.name)) found.push(entry(node, topic))
    const last = page.at(-1)
    if (last === undefined || page.length < LIST_PAGE) return found
    after = last.number
  }
}

function mayDescribe(node: KafkaNode, principal: Principal, address: string): boolean {
  return node.services.access.authorize(principal, 'describe', address)
}

function entry(node: KafkaNode, topic: Topic): MetadataTopic {
  const partitions = topic.partitions.map((partition, partitionIndex): MetadataPartition => {
    const leaderId = leaderOf(node, partition)
    const errorCode = leaderId === NO_LEADER ? KafkaErrorCode.LEADER_NOT_AVAILABLE : KafkaErrorCode.NONE
    const nodes = leaderId === NO_LEADER ? [] : [leaderId]
    return { errorCode, partitionIndex, leaderId, leaderEpoch: LEADER_EPOCH, replicaNodes: nodes, isrNodes: nodes }
  })
  return { errorCode: KafkaErrorCode.NONE, name: topic.logName, topicId: topic.id, partitions }
}

function missing(name: string | null, code: number, topicId: string = ZERO_UUID): MetadataTopic {
  return { errorCode: code, name, topicId, partitions: [] }
}

function response(session: ClientSession, topics: readonly MetadataTopic[]): MetadataResponse {
  const { node } = session.node.services
  return { brokers: [...brokersFor(session)], clusterId: node.clusterId, controllerId: node.nodeId, topics }
}
