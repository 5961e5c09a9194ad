import { describe, expect, it } from 'vitest'
import { createNullMetrics, createPromMetrics } from '../src/index.ts'

const codeOf = (call: () => unknown): unknown => {
  try {
    call()
    return 'done'
  } catch (error) {
    return (error as { code: unknown }).code
  }
}

describe('metrics', () => {
  it('the same declaration gives the same metric, another one is refused', () => {
    const metrics = createPromMetrics()
    const options = { name: 'a_total', help: 'a', labels: ['x'] }
    expect(metrics.counter(options)).toBe(metrics.counter(options))
    expect(metrics.counter(options).series('1')).toBe(metrics.counter(options).series('1'))
    expect(codeOf(() => metrics.gauge(options))).toBe('METRICS_CONFLICT')
    expect(codeOf(() => metrics.counter({ ...options, labels: ['y'] }))).toBe('METRICS_CONFLICT')
    expect(codeOf(() => metrics.counter(options).series())).toBe('METRICS_LABELS')
    expect(codeOf(() => metrics.counter({ name: 'a-b', help: '' }))).toBe('METRICS_NAME')
    expect(codeOf(() => metrics.histogram({ name: 'h', help: '', labels: ['le'], buckets: [1] }))).toBe('METRICS_NAME')
    expect(codeOf(() => metrics.histogram({ name: 'h', help: '', buckets: [2, 1] }))).toBe('METRICS_BUCKETS')
  })

  it('label values beyond the bound share one series and nothing is lost', async () => {
    const metrics = createPromMetrics()
    const counter = metrics.counter({ name: 'a_total', help: 'a', labels: ['x'], seriesMax: 2 })
    for (let i = 0; i < 10; i++) counter.series(`value ${i}`).inc(2)
    const text = await metrics.render()
    expect(text.split('\n').filter((line) => line.startsWith('a_total'))).toEqual([
      'a_total{x="value 0"} 2', 'a_total{x="value 1"} 2', 'a_total{x="other"} 16',
    ])
  })

  it('label values from peers are escaped and cut', async () => {
    const metrics = createPromMetrics()
    metrics.counter({ name: 'a_total', help: 'a', labels: ['x'] }).series('"\n\\').inc()
    metrics.counter({ name: 'b_total', help: 'b', labels: ['x'] }).series('y'.repeat(1000)).inc()
    const text = await metrics.render()
    expect(text).toContain('a_total{x="\\"\\n\\\\"} 1')
    expect(text).toContain(`b_total{x="${'y'.repeat(128)}"} 1`)
  })

  it('gauges go up and down, histograms put a value on a bound into its bucket', async () => {
    const metrics = createPromMetrics()
    const gauge = metrics.gauge({ name: 'g', help: 'g' }).series()
    gauge.set(5)
    gauge.add(-7)
    const histogram = metrics.histogram({ name: 'h', help: 'h', buckets: [1, 2] }).series()
    for (const value of [1, 1.5, 2, 3]) histogram.observe(value)
    const lines = (await metrics.render()).split('\n')
    for (const line of ['g -2', 'h_bucket{le="1"} 1', 'h_bucket{le="2"} 3', 'h_bucket{le="+Inf"} 4', 'h_sum 7.5', 'h_count 4']) {
      expect(lines).toContain(line)
    }
  })

  it('a metric without labels shows zero from the start; process figures only when asked for', async () => {
    const metrics = createPromMetrics()
    metrics.counter({ name: 'a_total', help: 'a' })
    expect(await metrics.render()).toBe('# HELP a_total a\n# TYPE a_total counter\na_total 0\n')
  })

  it('null metrics take everything', () => {
    const metrics = createNullMetrics()
    expect(() => metrics.counter({ name: 'a', help: '' }).series('x').inc()).not.toThrow()
    metrics.gauge({ name: 'a', help: '' }).series().observeWith(() => 1)
    metrics.histogram({ name: 'a', help: '', buckets: [] }).series().observe(1)
  })
})
