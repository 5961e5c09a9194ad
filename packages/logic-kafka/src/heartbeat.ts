import type { ApiCodec, Decoded, HeartbeatRequest, HeartbeatResponse } from '@robustmq/codec-kafka'
import { createApiCodec, heartbeatApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import { groupIdRefusal } from './group-access.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 4, servedMin: 0 }

const codec: ApiCodec<HeartbeatRequest, HeartbeatResponse> = /* @__PURE__ */ createApiCodec(heartbeatApi)

/** Keeps a member in its group, and tells it when to join again. */
export function heartbeatHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answer(exchange, codec, { errorCode: beat(session, request) })
  })
}

function beat(session: ClientSession, { groupId, memberId, groupInstanceId, generationId }: Decoded<HeartbeatRequest>): number {
  const refusal = groupIdRefusal(groupId)
  if (refusal !== KafkaErrorCode.NONE) return refusal
  const found = session.node.coordinator.find(session.principal.tenant, groupId)
  return found === null ? KafkaErrorCode.UNKNOWN_MEMBER_ID : found.group.heartbeat(memberId, groupInstanceId, generationId)
}
