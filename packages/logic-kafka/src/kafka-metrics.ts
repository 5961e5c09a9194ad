import type { CounterSeries, GaugeSeries, Metrics } from '@robustmq/common-metrics'

/** Counters of this protocol, with their series bound. */
export interface KafkaMetrics {
  readonly connections: GaugeSeries
  readonly producedBatches: CounterSeries
  readonly producedBytes: CounterSeries
  readonly refusedBatches: CounterSeries
  readonly fetchedBytes: CounterSeries
  readonly duplicateBatches: CounterSeries
  requests(api: string): CounterSeries
  closed(code: string): CounterSeries
}

export function createKafkaMetrics(metrics: Metrics): KafkaMetrics {
  const requests = metrics.counter({ name: 'kafka_requests_total', help: 'Requests by API.', labels: ['api'] })
  const closed = metrics.counter({ name: 'kafka_closed_total', help: 'Connections that the broker closed, by reason.', labels: ['code'] })
  const counter = (name: string, help: string): CounterSeries => metrics.counter({ name, help }).series()
  return {
    connections: metrics.gauge({ name: 'kafka_connections', help: 'Open connections.' }).series(),
    producedBatches: counter('kafka_produced_batches_total', 'Record batches handed to storage.'),
    producedBytes: counter('kafka_produced_bytes_total', 'Bytes of record batches handed to storage.'),
    refusedBatches: counter('kafka_refused_batches_total', 'Record batches that were answered with an error.'),
    fetchedBytes: counter('kafka_fetched_bytes_total', 'Bytes of record batches sent to consumers.'),
    duplicateBatches: counter('kafka_duplicate_batches_total', 'Batches of idempotent producers that were in the log already.'),
    requests: (api) => requests.series(api),
    closed: (code) => closed.series(code),
  }
}
