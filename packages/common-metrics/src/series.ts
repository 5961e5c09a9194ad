/*
 * The values. Plain fields in classes that are not exported from the package: `inc` must cost one addition, and
 * rendering reads the fields. Fields start as doubles, so that a large count does not change the object's shape.
 */
import type { CounterSeries, GaugeSeries, HistogramSeries } from './metrics.ts'

export interface Sample {
  readonly suffix: string
  /** Label that the kind itself adds (`le`), or null. */
  readonly le: string | null
  readonly value: number
}

export interface SampledSeries {
  samples(): readonly Sample[]
}

export class CounterValue implements CounterSeries, SampledSeries {
  value = 0.5

  constructor() {
    this.value = 0
  }

  inc(by = 1): void {
    this.value += by
  }

  samples(): readonly Sample[] {
    return [{ suffix: '', le: null, value: this.value }]
  }
}

export class GaugeValue implements GaugeSeries, SampledSeries {
  value = 0.5
  read: (() => number) | null = null

  constructor() {
    this.value = 0
  }

  set(value: number): void {
    this.value = value
  }

  add(by: number): void {
    this.value += by
  }

  observeWith(read: () => number): void {
    this.read = read
  }

  samples(): readonly Sample[] {
    return [{ suffix: '', le: null, value: this.read === null ? this.value : this.read() }]
  }
}

export class HistogramValue implements HistogramSeries, SampledSeries {
  readonly bounds: readonly number[]
  /** Count per bucket, not cumulated; the last one holds what is above every bound. */
  readonly counts: Float64Array
  sum = 0.5

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = new Float64Array(bounds.length + 1)
    this.sum = 0
  }

  observe(value: number): void {
    const bounds = this.bounds
    let i = 0
    while (i < bounds.length && value > (bounds[i] as number)) i++
    this.counts[i] = (this.counts[i] as number) + 1
    this.sum += value
  }

  samples(): readonly Sample[] {
    const samples: Sample[] = []
    let total = 0
    for (let i = 0; i <= this.bounds.length; i++) {
      total += this.counts[i] as number
      samples.push({ suffix: '_bucket', le: i < this.bounds.length ? String(this.bounds[i]) : '+Inf', value: total })
    }
    samples.push({ suffix: '_sum', le: null, value: this.sum }, { suffix: '_count', le: null, value: total })
    return samples
  }
}
