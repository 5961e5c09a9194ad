/** What a metric is called and which labels it has; told once, before the first value. */
export interface MetricOptions {
  /** `snake_case` with the unit last; counters end in `_total`, times are seconds, sizes are bytes. */
  readonly name: string
  readonly help: string
  /** Names of its labels, in the order in which `series` takes their values. Default none. */
  readonly labels?: readonly string[]
  /** Label combinations kept; further ones share one series whose labels all say `other`. Default 1 000. */
  readonly seriesMax?: number
}

export interface HistogramOptions extends MetricOptions {
  /** Upper bounds, rising; a last one for everything above is added. */
  readonly buckets: readonly number[]
}

/** One counter with its labels bound. Keep it; `inc` is one addition. */
export interface CounterSeries {
  /** Adds `by` (default 1, never negative). */
  inc(by?: number): void
}

export interface GaugeSeries {
  set(value: number): void
  /** Adds `by`, which may be negative. */
  add(by: number): void
  /** From now on the value is read from `read` when metrics are rendered; `read` must be cheap and must not throw. */
  observeWith(read: () => number): void
}

export interface HistogramSeries {
  observe(value: number): void
}

/**
 * A metric. `series` finds or makes the series with these label values, one for each declared label (else
 * `METRICS_LABELS`). It does a lookup: call it when a connection, topic or driver starts, not for each message.
 */
export interface Metric<Series> {
  series(...labelValues: readonly string[]): Series
}

export type Counter = Metric<CounterSeries>
export type Gauge = Metric<GaugeSeries>
export type Histogram = Metric<HistogramSeries>

/**
 * Where a package declares its metrics. Declaring the same metric again gives the same one; with another kind,
 * labels or buckets it throws BrokerError `METRICS_CONFLICT`, with a malformed name `METRICS_NAME`.
 */
export interface Metrics {
  counter(options: MetricOptions): Counter
  gauge(options: MetricOptions): Gauge
  histogram(options: HistogramOptions): Histogram
}
