import type { ApiCodec, DeleteGroupsRequest, DeleteGroupsResponse } from '@robustmq/codec-kafka'
import { createApiCodec, deleteGroupsApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import { coordinatorAnswerTo } from './failure-answers.ts'
import { groupIdRefusal } from './group-access.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 2, servedMin: 0 }

const codec: ApiCodec<DeleteGroupsRequest, DeleteGroupsResponse> = /* @__PURE__ */ createApiCodec(deleteGroupsApi)

/** Removes groups without members, with their offsets. */
export function deleteGroupsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { groupsNames }) => {
    const results = Promise.all(groupsNames.map(async (groupId) => ({ groupId, errorCode: await remove(session, groupId) })))
    session.answerLater(exchange, codec, results.then((all) => ({ results: all })))
  })
}

function remove(session: ClientSession, groupId: string): Promise<number> {
  const { node, principal } = session
  const refusal = groupIdRefusal(groupId)
  if (refusal !== KafkaErrorCode.NONE) return Promise.resolve(refusal)
  if (!node.services.access.authorize(principal, 'admin', null)) return Promise.resolve(KafkaErrorCode.GROUP_AUTHORIZATION_FAILED)
  const found = node.coordinator.find(principal.tenant, groupId)
  if (found === null) return Promise.resolve(KafkaErrorCode.GROUP_ID_NOT_FOUND)
  if (found.group.members.size > 0) return Promise.resolve(KafkaErrorCode.NON_EMPTY_GROUP)
  return new Promise((resolve) => {
    node.coordinator.delete(found, (error) => resolve(error === null ? KafkaErrorCode.NONE : coordinatorAnswerTo(error)))
  })
}
