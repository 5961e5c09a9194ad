import { expect, test } from 'vitest'
import {
  CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_REMOVE, decodeConfChange, encodeConfChange, LEAVE_JOINT, TRANSITION_AUTO, TRANSITION_JOINT,
  TRANSITION_JOINT_EXPLICIT,
} from '../src/conf-change.ts'
import type { ConfChange } from '../src/conf-change.ts'
import { EMPTY_CONF_STATE } from '../src/hard-state.ts'
import { Membership } from '../src/membership.ts'

const group = (voters: number[], learners: number[] = []): Membership => new Membership({ ...EMPTY_CONF_STATE, voters, learners })

function must(result: Membership | string): Membership {
  if (typeof result === 'string') throw new Error(result)
  return result
}

test('a change is read as it was written, and nothing else is', () => {
  const change: ConfChange = {
    transition: TRANSITION_JOINT_EXPLICIT,
    changes: [{ op: CONF_ADD_VOTER, id: Number.MAX_SAFE_INTEGER }, { op: CONF_REMOVE, id: 2 }, { op: CONF_ADD_LEARNER, id: 3 }],
  }
  const bytes = encodeConfChange(change)
  expect(decodeConfChange(bytes)).toEqual(change)
  expect(decodeConfChange(encodeConfChange(LEAVE_JOINT))).toEqual(LEAVE_JOINT)
  expect(() => decodeConfChange(bytes.subarray(0, 10))).toThrow('not a change of membership')
  expect(() => decodeConfChange(Uint8Array.of(1, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 1))).toThrow('unknown operation')
})

test('several changes go through a joint configuration, and a voter of the old half becomes a learner only after it', () => {
  const changes = [{ op: CONF_ADD_LEARNER, id: 1 }, { op: CONF_ADD_VOTER, id: 4 }, { op: CONF_REMOVE, id: 2 }] as const
  const joint = must(group([1, 2, 3], [4]).changed({ transition: TRANSITION_AUTO, changes }))
  expect(joint.state).toEqual({ voters: [3, 4], outgoing: [1, 2, 3], learners: [], learnersNext: [1], autoLeave: true })
  expect(must(joint.changed(LEAVE_JOINT)).state).toEqual({ voters: [3, 4], outgoing: [], learners: [1], learnersNext: [], autoLeave: false })
})

test('one change takes effect at once unless it is asked to be joint', () => {
  const add = { op: CONF_ADD_VOTER, id: 4 } as const
  expect(must(group([1, 2, 3]).changed({ transition: TRANSITION_AUTO, changes: [add] })).state.voters).toEqual([1, 2, 3, 4])
  const joint = must(group([1, 2, 3]).changed({ transition: TRANSITION_JOINT, changes: [add] }))
  expect(joint.isJoint()).toBe(true)
})

test('what makes no sense is refused in words', () => {
  const remove = { transition: TRANSITION_AUTO, changes: [{ op: CONF_REMOVE, id: 1 }] } as const
  expect(group([1]).changed(remove)).toBe('no voter would be left')
  expect(group([1]).changed(LEAVE_JOINT)).toBe('the configuration is not joint')
  expect(group([1, 2]).changed({ transition: TRANSITION_AUTO, changes: [{ op: CONF_REMOVE, id: 0 }] })).toBe('0 is no node id')
  expect(group([1, 2]).changed({ transition: TRANSITION_AUTO, changes: [...remove.changes, ...remove.changes] })).toBe('a node is named twice')
  const joint = must(group([1, 2]).changed({ transition: TRANSITION_JOINT, changes: remove.changes }))
  expect(joint.changed(remove)).toBe('the joint configuration has to be left first')
})
