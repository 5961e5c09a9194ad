import { assert } from '@robustmq/common-errors'

export const CONF_ADD_VOTER = 1
export const CONF_ADD_LEARNER = 2
export const CONF_REMOVE = 3

/** One member to be added, promoted (ADD_VOTER for a learner), demoted (ADD_LEARNER for a voter) or removed. */
export interface MemberChange {
  readonly op: typeof CONF_ADD_VOTER | typeof CONF_ADD_LEARNER | typeof CONF_REMOVE
  readonly id: number
}

/** One change takes effect at once; several go through a joint configuration that the leader leaves by itself. */
export const TRANSITION_AUTO = 0
/** Joint even for one change, left by the leader itself. */
export const TRANSITION_JOINT = 1
/** Joint, and left only by an empty change that is proposed. */
export const TRANSITION_JOINT_EXPLICIT = 2

/** A change of membership. Without `changes`: leave the joint configuration. */
export interface ConfChange {
  readonly transition: typeof TRANSITION_AUTO | typeof TRANSITION_JOINT | typeof TRANSITION_JOINT_EXPLICIT
  readonly changes: readonly MemberChange[]
}

export const LEAVE_JOINT: ConfChange = { transition: TRANSITION_AUTO, changes: [] }

/** At most so many members change at once. */
export const CONF_CHANGES_MAX = 64

const FORMAT = 1
const HEAD_BYTES = 3
const CHANGE_BYTES = 9

/**
 * The bytes of an ENTRY_CONF_CHANGE:
 *
 *     0  1  format version, 1
 *     1  1  transition
 *     2  1  number of changes
 *     then for each change: 1 byte operation, 8 bytes id, big endian
 */
export function encodeConfChange(change: ConfChange): Uint8Array {
  assert(change.changes.length <= CONF_CHANGES_MAX, 'too many changes at once')
  const bytes = new Uint8Array(HEAD_BYTES + change.changes.length * CHANGE_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, FORMAT)
  view.setUint8(1, change.transition)
  view.setUint8(2, change.changes.length)
  change.changes.forEach(({ op, id }, i) => {
    view.setUint8(HEAD_BYTES + i * CHANGE_BYTES, op)
    view.setBigUint64(HEAD_BYTES + i * CHANGE_BYTES + 1, BigInt(id))
  })
  return bytes
}

/** Reads what `encodeConfChange` wrote. Throws INTERNAL_ASSERTION for anything else: the log is not what was proposed. */
export function decodeConfChange(bytes: Uint8Array): ConfChange {
  const count = bytes[2] ?? 0
  assert(bytes.length === HEAD_BYTES + count * CHANGE_BYTES && bytes[0] === FORMAT, 'not a change of membership')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const changes: MemberChange[] = []
  for (let i = 0; i < count; i++) {
    const op = view.getUint8(HEAD_BYTES + i * CHANGE_BYTES)
    assert(op === CONF_ADD_VOTER || op === CONF_ADD_LEARNER || op === CONF_REMOVE, 'unknown operation in a change of membership')
    changes.push({ op, id: Number(view.getBigUint64(HEAD_BYTES + i * CHANGE_BYTES + 1)) })
  }
  const transition = view.getUint8(1)
  assert(transition === TRANSITION_AUTO || transition === TRANSITION_JOINT || transition === TRANSITION_JOINT_EXPLICIT, 'unknown transition')
  return { transition, changes }
}
