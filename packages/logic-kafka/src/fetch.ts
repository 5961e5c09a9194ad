import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { fetchCodec, FetchTask } from './fetch-task.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 4, max: 13, servedMin: 4 }

/** Reads committed batches, waiting for them if the client wants. */
export function fetchHandler(metrics: KafkaMetrics): Api {
  return defineHandler(fetchCodec, RANGE, metrics, (session, exchange, request) => {
    exchange.task = new FetchTask(session, exchange, request)
  })
}
