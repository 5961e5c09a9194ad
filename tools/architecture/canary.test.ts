import { expect, test } from 'vitest'
import { runCanary } from './canary.mjs'

test('every planted violation fires its rule, and only that', { timeout: 600_000 }, () => {
  const results = runCanary()
  expect(results.length).toBeGreaterThan(90)
  expect(results.filter((one) => !one.ok)).toEqual([])
})
