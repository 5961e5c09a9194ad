import { BrokerError } from '@robustmq/common-errors'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Metric as PromMetric } from 'prom-client'
import type { Counter, Gauge, Histogram, HistogramOptions, MetricOptions, Metrics } from './metrics.ts'
import { Family } from './family.ts'
import { CounterValue, GaugeValue, HistogramValue } from './series.ts'
import type { SampledSeries } from './series.ts'

export interface PromMetricsOptions {
  /** Adds memory, CPU, garbage collection and event loop figures of this process. Default off; they cannot be stopped. */
  readonly processMetrics?: boolean
}

/** Metrics that can be read by Prometheus. */
export interface PromMetrics extends Metrics {
  /** Value of the Content-Type header for `render`. */
  readonly contentType: string
  /** All metrics in the text exposition format. */
  render(): Promise<string>
}

type Kind = 'counter' | 'gauge' | 'histogram'

interface Declared {
  readonly kind: Kind
  readonly shape: string
  readonly family: Family<SampledSeries>
}

const NAME = /^[a-z][a-z0-9_]*$/

class PromClientMetrics implements PromMetrics {
  readonly #registry: Registry = new Registry()
  readonly #declared: Map<string, Declared> = new Map()

  constructor(options: PromMetricsOptions) {
    if (options.processMetrics === true) collectDefaultMetrics({ register: this.#registry })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  render(): Promise<string> {
    return this.#registry.metrics()
  }

  counter(options: MetricOptions): Counter {
    return this.#declare('counter', options, [], () => new CounterValue())
  }

  gauge(options: MetricOptions): Gauge {
    return this.#declare('gauge', options, [], () => new GaugeValue())
  }

  histogram(options: HistogramOptions): Histogram {
    const bounds = [...options.buckets]
    if (bounds.some((bound, i) => !Number.isFinite(bound) || (i > 0 && bound <= (bounds[i - 1] as number)))) {
      throw new BrokerError({ code: 'METRICS_BUCKETS', retry: 'never', message: `buckets of ${options.name} do not rise` })
    }
    return this.#declare('histogram', options, bounds, () => new HistogramValue(bounds))
  }

  #declare<Series extends SampledSeries>(
    kind: Kind, options: MetricOptions, buckets: readonly number[], create: () => Series,
  ): Family<Series> {
    const labels = options.labels ?? []
    const shape = JSON.stringify([labels, buckets])
    const known = this.#declared.get(options.name)
    if (known !== undefined) {
      if (known.kind !== kind || known.shape !== shape) {
        throw new BrokerError({
          code: 'METRICS_CONFLICT', retry: 'never', message: `metric ${options.name} is declared twice, differently`,
        })
      }
      return known.family as unknown as Family<Series>
    }
    if (!NAME.test(options.name) || labels.some((label) => !NAME.test(label) || label === 'le')) {
      throw new BrokerError({ code: 'METRICS_NAME', retry: 'never', message: `malformed metric or label name: ${options.name} ${labels.join(' ')}` })
    }
    const family = new Family(options, create)
    this.#declared.set(options.name, { kind, shape, family })
    // The registry asks a metric only for its name and `get`; our own values keep the hot path to one addition.
    const metric = {
      name: options.name,
      get: () => Promise.resolve({ name: options.name, help: options.help, type: kind, aggregator: 'sum', values: family.rendered() }),
    }
    this.#registry.registerMetric(metric as unknown as PromMetric)
    return family
  }
}

export function createPromMetrics(options: PromMetricsOptions = {}): PromMetrics {
  return new PromClientMetrics(options)
}
