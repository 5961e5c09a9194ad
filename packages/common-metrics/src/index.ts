/**
 * The metrics port: counters, gauges and histograms with label names declared up front, whose hot path is one
 * addition; rendered for Prometheus, or kept nowhere.
 *
 * @packageDocumentation
 */
export type {
  Counter, CounterSeries, Gauge, GaugeSeries, Histogram, HistogramOptions, HistogramSeries, Metric, MetricOptions, Metrics,
} from './metrics.ts'
export { createPromMetrics } from './prom-metrics.ts'
export type { PromMetrics, PromMetricsOptions } from './prom-metrics.ts'
export { createNullMetrics } from './null-metrics.ts'
