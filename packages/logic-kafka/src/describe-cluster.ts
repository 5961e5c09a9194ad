import type { ApiCodec, DescribeClusterRequest, DescribeClusterResponse } from '@robustmq/codec-kafka'
import { createApiCodec, describeClusterApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import { advertisedAddress } from './advertised-address.ts'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 1, servedMin: 0 }
const ENDPOINT_BROKERS = 1
const ENDPOINT_CONTROLLERS = 2

const codec: ApiCodec<DescribeClusterRequest, DescribeClusterResponse> = /* @__PURE__ */ createApiCodec(describeClusterApi)

/** Tells which nodes there are. */
export function describeClusterHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { endpointType }) => {
    const { node } = session.node.services
    const nobody = { clusterId: node.clusterId, controllerId: -1, brokers: [], endpointType }
    if (endpointType === ENDPOINT_CONTROLLERS) {
      session.answer(exchange, codec, { ...nobody, errorCode: KafkaErrorCode.MISMATCHED_ENDPOINT_TYPE, errorMessage: 'this is a listener of brokers' })
    } else if (endpointType !== ENDPOINT_BROKERS) {
      session.answer(exchange, codec, { ...nobody, errorCode: KafkaErrorCode.UNSUPPORTED_ENDPOINT_TYPE, errorMessage: `there is no endpoint type ${endpointType}` })
    } else {
      const { host, port } = advertisedAddress(session)
      const brokers = [{ brokerId: node.nodeId, host, port }]
      session.answer(exchange, codec, { errorCode: KafkaErrorCode.NONE, clusterId: node.clusterId, controllerId: node.nodeId, brokers, endpointType })
    }
  })
}
