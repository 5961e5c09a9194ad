import type { ApiCodec, Decoded, OffsetDeleteRequest, OffsetDeleteResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, offsetDeleteApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { ClientSession } from './client-session.ts'
import { coordinatorAnswerTo } from './failure-answers.ts'
import { subscribedTopics } from './group-access.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 0, servedMin: 0 }
const CONSUMER = 'consumer'

const codec: ApiCodec<OffsetDeleteRequest, OffsetDeleteResponse> = /* @__PURE__ */ createApiCodec(offsetDeleteApi)

/** Forgets offsets of topics that nobody in the group reads (KIP-496). */
export function offsetDeleteHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, remove(session, request))
  })
}

async function remove(session: ClientSession, { groupId, topics }: Decoded<OffsetDeleteRequest>): Promise<OffsetDeleteResponse> {
  const { node, principal } = session
  const found = node.coordinator.find(principal.tenant, groupId)
  if (found === null) return { errorCode: KafkaErrorCode.GROUP_ID_NOT_FOUND, topics: [] }
  if (!node.services.access.authorize(principal, 'admin', null)) return { errorCode: KafkaErrorCode.GROUP_AUTHORIZATION_FAILED, topics: [] }
  if (found.group.members.size > 0 && found.group.protocolType !== CONSUMER) return { errorCode: KafkaErrorCode.NON_EMPTY_GROUP, topics: [] }
  const subscribed = subscriptions(found.group)
  const places: { topic: number; partition: number }[] = []
  const results = topics.map(({ name, partitions }) => {
    const topic = node.routes.find(principal.tenant, name)?.topic ?? null
    const errorCode = subscribed.has(name) ? KafkaErrorCode.GROUP_SUBSCRIBED_TO_TOPIC
      : topic === null ? KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION : KafkaErrorCode.NONE
    return {
      name,
      partitions: partitions.map(({ partitionIndex }) => {
        if (topic !== null && errorCode === KafkaErrorCode.NONE) places.push({ topic: topic.number, partition: partitionIndex })
        return { partitionIndex, errorCode }
      }),
    }
  })
  const errorCode = await new Promise<number>((resolve) => {
    node.coordinator.forget(found, places, (error) => resolve(error === null ? KafkaErrorCode.NONE : coordinatorAnswerTo(error)))
  })
  return { errorCode, topics: errorCode === KafkaErrorCode.NONE ? results : [] }
}

function subscriptions({ members, protocolName }: ClassicGroup): Set<string> {
  const topics = new Set<string>()
  for (const member of members.values()) for (const topic of subscribedTopics(member.metadataOf(protocolName))) topics.add(topic)
  return topics
}
