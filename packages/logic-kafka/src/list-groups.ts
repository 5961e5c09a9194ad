import type { ApiCodec, ListedGroup, ListGroupsRequest, ListGroupsResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, listGroupsApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 5, servedMin: 0 }
const CLASSIC = 'Classic'

const codec: ApiCodec<ListGroupsRequest, ListGroupsResponse> = /* @__PURE__ */ createApiCodec(listGroupsApi)

/** Names the groups that this node coordinates. */
export function listGroupsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { statesFilter, typesFilter }) => {
    const groups: ListedGroup[] = []
    const states = new Set(statesFilter.map((one) => one.toLowerCase()))
    const isTypeWanted = typesFilter.length === 0 || typesFilter.some((one) => one.toLowerCase() === CLASSIC.toLowerCase())
    for (const { group } of session.node.coordinator.groups(session.principal.tenant)) {
      if (!isTypeWanted || (states.size > 0 && !states.has(group.state.toLowerCase()))) continue
      groups.push({ groupId: group.id, protocolType: group.protocolType ?? '', groupState: group.state, groupType: CLASSIC })
    }
    session.answer(exchange, codec, { errorCode: KafkaErrorCode.NONE, groups })
  })
}
