import { expect } from 'vitest'
import type { Value } from './oracle-requests.ts'
import { BATCH } from './oracle-batch.ts'

/** Compares every property that both have; returns how many were compared. */
export function compare(ours: unknown, theirs: unknown, path: string): number {
  if (typeof theirs === 'bigint') return compare(ours, Number(theirs), path)
  if (path.endsWith('/records')) {
    const batches = theirs === null ? 0 : (theirs as unknown[]).length
    expect(batches, path).toBe((ours as Buffer).length / BATCH.length)
    return 1
  }
  if (typeof ours === 'string' && /^[0-9a-f]{32}$/.test(ours)) {
    expect((theirs as string).replaceAll('-', ''), path).toBe(ours)
    return 1
  }
  if (Array.isArray(ours)) {
    expect((theirs as unknown[]).length, path).toBe(ours.length)
    return ours.reduce<number>((sum, item, i) => sum + compare(item, (theirs as unknown[])[i], `${path}/${i}`), 0)
  }
  if (ours !== null && typeof ours === 'object') {
    let compared = 0
    for (const [key, item] of Object.entries(ours)) {
      // A tagged struct that was not sent: the oracle shows a struct of -1 where ours is null.
      if (!(key in (theirs as Value)) || (item === null && typeof (theirs as Value)[key] === 'object')) continue
      compared += compare(item, (theirs as Value)[key], `${path}/${key}`)
    }
    return compared
  }
  expect(theirs, path).toBe(ours)
  return 1
}
