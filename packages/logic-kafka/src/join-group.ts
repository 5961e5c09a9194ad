import type { ApiCodec, Decoded, JoinGroupRequest, JoinGroupResponse } from '@robustmq/codec-kafka'
import { createApiCodec, joinGroupApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { joinRefusal } from './classic-group.ts'
import type { ClientSession } from './client-session.ts'
import { ensureGroup } from './group-access.ts'
import type { JoinOutcome } from './group-member.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 9, servedMin: 0 }
const KNOWN_ID_SINCE = 4
const SKIP_SINCE = 9
/** A request before v1 has no time for rebalancing of its own. */
const OWN_REBALANCE_TIMEOUT_SINCE = 1

const codec: ApiCodec<JoinGroupRequest, JoinGroupResponse> = /* @__PURE__ */ createApiCodec(joinGroupApi)

/** Takes a member into a group; answered when the rebalance that it begins has everybody. */
export function joinGroupHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, join(session, exchange.apiVersion, request))
  })
}

async function join(session: ClientSession, apiVersion: number, request: Decoded<JoinGroupRequest>): Promise<JoinOutcome> {
  const { config } = session.node
  const { memberId, sessionTimeoutMs } = request
  const found = await ensureGroup(session, request.groupId)
  if (typeof found === 'number') return joinRefusal(found, memberId)
  if (sessionTimeoutMs < config.group_session_timeout_min_ms || sessionTimeoutMs > config.group_session_timeout_max_ms) {
    return joinRefusal(KafkaErrorCode.INVALID_SESSION_TIMEOUT, memberId)
  }
  const rebalanceTimeoutMs = apiVersion >= OWN_REBALANCE_TIMEOUT_SINCE ? request.rebalanceTimeoutMs : sessionTimeoutMs
  return new Promise((resolve) => {
    found.group.join(
      {
        memberId, sessionTimeoutMs,
        groupInstanceId: request.groupInstanceId,
        protocolType: request.protocolType,
        // Copies: they outlive the request's buffer.
        protocols: request.protocols.map(({ name, metadata }) => ({ name, metadata: Buffer.from(metadata) })),
        rebalanceTimeoutMs: Math.min(Math.max(rebalanceTimeoutMs, 0), config.group_session_timeout_max_ms),
        clientId: session.clientId,
        clientHost: `/${session.connection.info.remoteAddress}`,
        mustKnowId: apiVersion >= KNOWN_ID_SINCE,
        maySkipAssignment: apiVersion >= SKIP_SINCE,
      },
      resolve,
    )
  })
}
