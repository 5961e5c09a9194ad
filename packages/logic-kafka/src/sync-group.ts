import type { ApiCodec, Decoded, SyncGroupRequest, SyncGroupResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, syncGroupApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { syncRefusal } from './classic-group.ts'
import type { ClientSession } from './client-session.ts'
import { groupIdRefusal } from './group-access.ts'
import type { SyncOutcome } from './group-member.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 5, servedMin: 0 }

const codec: ApiCodec<SyncGroupRequest, SyncGroupResponse> = /* @__PURE__ */ createApiCodec(syncGroupApi)

/** Takes the leader's assignment and hands each member its part. */
export function syncGroupHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, sync(session, request))
  })
}

function sync(session: ClientSession, request: Decoded<SyncGroupRequest>): Promise<SyncOutcome> {
  const refusal = groupIdRefusal(request.groupId)
  if (refusal !== KafkaErrorCode.NONE) return Promise.resolve(syncRefusal(refusal))
  const found = session.node.coordinator.find(session.principal.tenant, request.groupId)
  if (found === null) return Promise.resolve(syncRefusal(KafkaErrorCode.UNKNOWN_MEMBER_ID))
  const { memberId, groupInstanceId, generationId, protocolType, protocolName, assignments } = request
  return new Promise((resolve) => found.group.sync(memberId, groupInstanceId, generationId, protocolType, protocolName, assignments, resolve))
}
