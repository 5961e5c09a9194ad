import { expect, test } from 'vitest'
import { compactableIndex, isSnapshotDue } from '../src/compaction.ts'
import type { MemberStatus, RaftStatus } from '../src/raft-node.ts'
import { EMPTY_CONF_STATE } from '../src/hard-state.ts'

const member = (id: number, match: number, more: Partial<MemberStatus> = {}): MemberStatus =>
  ({ id, state: 'replicate', match, next: match + 1, inFlight: 0, recentActive: true, isLearner: false, ...more })

const status = (applied: number, members: readonly MemberStatus[] = []): RaftStatus => ({
  id: 1, role: 0, term: 3, vote: 0, leader: 2, transferee: 0, commit: applied, applied, firstIndex: 100, lastIndex: applied, uncommittedBytes: 0,
  confState: EMPTY_CONF_STATE, members,
})
const options = { snapshotEveryCount: 500, trailingCount: 50, trailingCountMax: 300 }

test('a snapshot is due after so many entries', () => {
  expect([999, 1000].map((applied) => isSnapshotDue(status(applied), 500, options))).toEqual([false, true])
})

test('some entries stay behind a snapshot, more for a follower that is there and lags, and never more than the bound', () => {
  expect(compactableIndex(status(1000), 900, options)).toBe(850)
  expect(compactableIndex(status(1000, [member(1, 1000), member(2, 990), member(3, 700)]), 900, options)).toBe(700)
  expect(compactableIndex(status(1000, [member(2, 200)]), 900, options)).toBe(600)
})

test('who is away, or gets a snapshot anyway, holds nothing', () => {
  expect(compactableIndex(status(1000, [member(2, 700, { recentActive: false }), member(3, 0, { state: 'snapshot' })]), 900, options)).toBe(850)
})

test('nothing is dropped twice', () => {
  expect(compactableIndex(status(1000), 149, options)).toBe(0)
  expect(compactableIndex(status(1000), 150, options)).toBe(100)
})
