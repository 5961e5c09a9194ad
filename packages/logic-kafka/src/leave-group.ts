import type { ApiCodec, Decoded, LeaveGroupRequest, LeaveGroupResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, leaveGroupApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import { groupIdRefusal } from './group-access.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 5, servedMin: 0 }
/** From here on several members leave at once, each with a result of its own (KIP-345). */
const LISTS_SINCE = 3

const codec: ApiCodec<LeaveGroupRequest, LeaveGroupResponse> = /* @__PURE__ */ createApiCodec(leaveGroupApi)

/** Lets members go. */
export function leaveGroupHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answer(exchange, codec, leave(session, exchange.apiVersion, request))
  })
}

function leave(session: ClientSession, apiVersion: number, { groupId, memberId, members }: Decoded<LeaveGroupRequest>): LeaveGroupResponse {
  const refusal = groupIdRefusal(groupId)
  if (refusal !== KafkaErrorCode.NONE) return { errorCode: refusal, members: [] }
  const found = session.node.coordinator.find(session.principal.tenant, groupId)
  const leaveOne = (id: string, instanceId: string | null): number =>
    found === null ? KafkaErrorCode.UNKNOWN_MEMBER_ID : found.group.leave(id, instanceId)
  if (apiVersion < LISTS_SINCE) return { errorCode: leaveOne(memberId, null) }
  return {
    errorCode: KafkaErrorCode.NONE,
    members: members.map((one) => ({
      memberId: one.memberId, groupInstanceId: one.groupInstanceId, errorCode: leaveOne(one.memberId, one.groupInstanceId),
    })),
  }
}
