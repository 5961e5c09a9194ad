import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import { produceCodec, ProduceTask } from './produce-task.ts'

/** v0-2 are advertised because clients look there for compression and idempotence (see docs), and closed upon when used. */
const RANGE: VersionRange = { min: 0, max: 11, servedMin: 3 }

/** Appends record batches as they are. */
export function produceHandler(metrics: KafkaMetrics): Api {
  return defineHandler(produceCodec, RANGE, metrics, (session, exchange, request) => new ProduceTask(session, exchange, request).run())
}
