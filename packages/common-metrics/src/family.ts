import { BrokerError } from '@robustmq/common-errors'
import type { Metric, MetricOptions } from './metrics.ts'
import type { SampledSeries } from './series.ts'

const SERIES_MAX_DEFAULT = 1000
/** Label values are cut to this many characters: they may come from peers. */
const LABEL_CHARACTERS_MAX = 128
const OVERFLOW_LABEL = 'other'

export interface RenderedValue {
  readonly metricName: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** All series of one metric, bounded in number. */
export class Family<Series extends SampledSeries> implements Metric<Series> {
  readonly name: string
  readonly labels: readonly string[]
  readonly #seriesMax: number
  readonly #create: () => Series
  readonly #series: Map<string, { readonly labels: Readonly<Record<string, string>>; readonly values: Series }> = new Map()
  #overflow: Series | null = null

  constructor(options: MetricOptions, create: () => Series) {
    this.name = options.name
    this.labels = options.labels ?? []
    this.#seriesMax = options.seriesMax ?? SERIES_MAX_DEFAULT
    this.#create = create
    // A metric without labels is shown from the start, so that its absence never looks like zero.
    if (this.labels.length === 0) this.series()
  }

  series(...labelValues: readonly string[]): Series {
    if (labelValues.length !== this.labels.length) {
      throw new BrokerError({
        code: 'METRICS_LABELS',
        retry: 'never',
        message: `metric ${this.name} has ${this.labels.length} labels, got ${labelValues.length} values`,
      })
    }
    const cut = labelValues.map((value) => value.slice(0, LABEL_CHARACTERS_MAX))
    const key = JSON.stringify(cut)
    const known = this.#series.get(key)
    if (known !== undefined) return known.values
    if (this.#series.size >= this.#seriesMax) return (this.#overflow ??= this.#create())
    const values = this.#create()
    this.#series.set(key, { labels: Object.fromEntries(this.labels.map((label, i) => [label, cut[i] ?? ''])), values })
    return values
  }

  rendered(): readonly RenderedValue[] {
    const out: RenderedValue[] = []
    for (const { labels, values } of this.#series.values()) this.#render(labels, values, out)
    if (this.#overflow !== null) {
      this.#render(Object.fromEntries(this.labels.map((label) => [label, OVERFLOW_LABEL])), this.#overflow, out)
    }
    return out
  }

  #render(labels: Readonly<Record<string, string>>, values: Series, out: RenderedValue[]): void {
    for (const sample of values.samples()) {
      out.push({
        metricName: this.name + sample.suffix,
        labels: sample.le === null ? labels : { ...labels, le: sample.le },
        value: sample.value,
      })
    }
  }
}
