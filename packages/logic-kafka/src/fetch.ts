import type { ApiCodec, FetchRequest, FetchResponse } from '@robustmq/codec-kafka'
import { createApiCodec, fetchApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { FetchTask } from './fetch-task.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 4, max: 13, servedMin: 4 }

export const fetchCodec: ApiCodec<FetchRequest, FetchResponse> = /* @__PURE__ */ createApiCodec(fetchApi)

/** Reads committed batches, waiting for them if the client wants. */
export function fetchHandler(metrics: KafkaMetrics): Api {
  return defineHandler(fetchCodec, RANGE, metrics, (session, exchange, request) => {
    exchange.task = new FetchTask(session, exchange, request)
  })
}
