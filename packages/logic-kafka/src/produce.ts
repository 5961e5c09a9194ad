import type { ApiCodec, Decoded, ProducePartitionResult, ProduceRequest, ProduceResponse } from '@robustmq/codec-kafka'
import { createApiCodec, produceApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import { ProduceTask } from './produce-task.ts'

/** v0-2 are advertised because clients look there for compression and idempotence (see docs), and closed upon when used. */
const RANGE: VersionRange = { min: 0, max: 11, servedMin: 3 }

export const produceCodec: ApiCodec<ProduceRequest, ProduceResponse> = /* @__PURE__ */ createApiCodec(produceApi)

/** Appends record batches as they are. */
export function produceHandler(metrics: KafkaMetrics): Api {
  return defineHandler(produceCodec, RANGE, metrics, (session, exchange, request) => new ProduceTask(session, exchange, request).run())
}

/** The answer to a request, from flat results in the order of its partitions. */
export function produceResponse(request: Decoded<ProduceRequest>, results: readonly ProducePartitionResult[]): ProduceResponse {
  let next = 0
  return {
    responses: request.topicData.map(({ name, partitionData }) => ({
      name, partitionResponses: partitionData.map(() => results[next++] as ProducePartitionResult),
    })),
  }
}
