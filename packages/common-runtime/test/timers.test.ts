import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TimerWheel } from '../src/index.ts'

describe('TimerWheel', () => {
  it('fires each timer exactly at its tick, over all levels, and cancelled ones never', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 140_000 }), fc.boolean()), { minLength: 1, maxLength: 60 }), (plan) => {
      const wheel = new TimerWheel()
      const fired = new Map<number, number>()
      let now = 0
      const ids = plan.map(([ticks], i) => wheel.schedule(ticks, { onTimer: () => void fired.set(i, now) }))
      plan.forEach(([, cancelled], i) => {
        if (cancelled) wheel.cancel(ids[i] as number)
      })
      for (; now < 140_001; ) {
        now++
        wheel.advance(1)
      }
      plan.forEach(([ticks, cancelled], i) => expect(fired.get(i)).toBe(cancelled ? undefined : ticks))
      expect(wheel.pending).toBe(0)
    }), { numRuns: 20 })
  })

  it('ignores a cancel of a timer that has fired, even when its slot is reused', () => {
    const wheel = new TimerWheel()
    let count = 0
    const first = wheel.schedule(1, { onTimer: () => void count++ })
    wheel.advance(1)
    wheel.schedule(1, { onTimer: () => void count++ })
    wheel.cancel(first)
    wheel.advance(1)
    expect(count).toBe(2)
  })

  it('lets a timer schedule another from inside onTimer', () => {
    const wheel = new TimerWheel()
    const seen: string[] = []
    wheel.schedule(2, { onTimer: () => { seen.push('first'); wheel.schedule(256, { onTimer: () => void seen.push('second') }) } })
    wheel.advance(257)
    expect(seen).toEqual(['first'])
    wheel.advance(1)
    expect(seen).toEqual(['first', 'second'])
  })
})
