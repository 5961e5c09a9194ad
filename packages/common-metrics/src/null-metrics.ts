import type { CounterSeries, GaugeSeries, HistogramSeries, Metrics } from './metrics.ts'

const COUNTER: CounterSeries = { inc: () => undefined }
const GAUGE: GaugeSeries = { set: () => undefined, add: () => undefined, observeWith: () => undefined }
const HISTOGRAM: HistogramSeries = { observe: () => undefined }

const NULL_METRICS: Metrics = {
  counter: () => ({ series: () => COUNTER }),
  gauge: () => ({ series: () => GAUGE }),
  histogram: () => ({ series: () => HISTOGRAM }),
}

/** Keeps nothing. */
export function createNullMetrics(): Metrics {
  return NULL_METRICS
}
