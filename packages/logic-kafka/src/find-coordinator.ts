import type { ApiCodec, FindCoordinatorRequest, FindCoordinatorResponse, FoundCoordinator } from '@robustmq/codec-kafka'
import { createApiCodec, findCoordinatorApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import { brokersFor, coordinatorOf } from './cluster-view.ts'
import { groupIdRefusal } from './group-access.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 6, servedMin: 0 }
/** From here on several keys are asked for at once (KIP-699). */
const LISTS_SINCE = 4
const TYPE_GROUP = 0
const TYPE_TRANSACTION = 1

const codec: ApiCodec<FindCoordinatorRequest, FindCoordinatorResponse> = /* @__PURE__ */ createApiCodec(findCoordinatorApi)

/** Tells which node coordinates a group. */
export function findCoordinatorHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { key, keyType, coordinatorKeys }) => {
    if (exchange.apiVersion >= LISTS_SINCE) {
      session.answer(exchange, codec, { coordinators: coordinatorKeys.map((one) => find(session, keyType, one)) })
    } else {
      session.answer(exchange, codec, find(session, keyType, key))
    }
  })
}

function find(session: ClientSession, keyType: number, key: string): FoundCoordinator {
  const fail = (errorCode: number, errorMessage: string): FoundCoordinator => ({ key, nodeId: -1, host: '', port: -1, errorCode, errorMessage })
  if (keyType !== TYPE_GROUP && keyType !== TYPE_TRANSACTION) return fail(KafkaErrorCode.INVALID_REQUEST, `there are no coordinators of type ${keyType}`)
  if (keyType === TYPE_GROUP && groupIdRefusal(key) !== KafkaErrorCode.NONE) return fail(KafkaErrorCode.INVALID_GROUP_ID, 'no group has this id')
  const nodeId = coordinatorOf(session.node, session.principal.tenant, key)
  const found = brokersFor(session).find((broker) => broker.nodeId === nodeId)
  if (found === undefined) return fail(KafkaErrorCode.COORDINATOR_NOT_AVAILABLE, 'the node that coordinates it is away')
  return { key, nodeId, host: found.host, port: found.port, errorCode: KafkaErrorCode.NONE, errorMessage: null }
}
