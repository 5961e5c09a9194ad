import type { Topic } from '@robustmq/broker-api'
import type { ApiCodec, Decoded, DeletedTopic, DeleteTopicsRequest, DeleteTopicsResponse } from '@robustmq/codec-kafka'
import { createApiCodec, deleteTopicsApi, KafkaErrorCode, ZERO_UUID } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { answerTo } from './failure-answers.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ClientSession } from './client-session.ts'

const RANGE: VersionRange = { min: 1, max: 6, servedMin: 1 }
/** First version that names topics by name or id. */
const BY_ID_SINCE = 6

const codec: ApiCodec<DeleteTopicsRequest, DeleteTopicsResponse> = /* @__PURE__ */ createApiCodec(deleteTopicsApi)

/** Removes topics and what is in them. */
export function deleteTopicsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, deleteAll(session, exchange.apiVersion, request))
  })
}

async function deleteAll(session: ClientSession, apiVersion: number, request: Decoded<DeleteTopicsRequest>): Promise<DeleteTopicsResponse> {
  const { topics } = session.node.services
  const { tenant } = session.principal
  const responses: DeletedTopic[] = []
  if (apiVersion < BY_ID_SINCE) {
    for (const name of request.topicNames) responses.push(await deleteOne(session, topics.byLogName(tenant, name), name, ZERO_UUID))
    return { responses }
  }
  for (const { name, topicId } of request.topics) {
    if (name !== null && topicId !== ZERO_UUID) {
      responses.push({ name, topicId, errorCode: KafkaErrorCode.INVALID_REQUEST, errorMessage: 'either a name or an id' })
    } else {
      const topic = name === null ? topics.byId(topicId) : topics.byLogName(tenant, name)
      responses.push(await deleteOne(session, topic?.tenant === tenant ? topic : null, name, topicId))
    }
  }
  return { responses }
}

async function deleteOne(session: ClientSession, topic: Topic | null, name: string | null, topicId: string): Promise<DeletedTopic> {
  const { services } = session.node
  if (topic === null) {
    return { name, topicId, errorCode: name === null ? KafkaErrorCode.UNKNOWN_TOPIC_ID : KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION }
  }
  if (!services.access.authorize(session.principal, 'delete', topic.name)) {
    // Who may not describe a topic learns nothing from its id.
    return { name, topicId, errorCode: KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED }
  }
  try {
    await services.topics.delete(topic.tenant, topic.name)
    return { name: topic.logName, topicId: topic.id, errorCode: KafkaErrorCode.NONE }
  } catch (error) {
    const failure = BrokerError.from(error)
    return { name, topicId, errorCode: answerTo(failure), errorMessage: failure.message }
  }
}
