import { BrokerError } from '@robustmq/common-errors'
import type { RetryHint } from '@robustmq/common-errors'

/** Every code that this package returns or throws. */
export const RAFT_ERROR_CODES = [
  /** This node does not lead the group; `status().leader` names the one that does, as far as is known. */
  'RAFT_NOT_LEADER',
  /** Leadership is being handed to another node. */
  'RAFT_TRANSFERRING',
  /** Too many bytes are proposed and not committed: no quorum, or a slow one. */
  'RAFT_UNCOMMITTED_FULL',
  /** One proposal is larger than `entryBytesMax`, or there is nothing in it to propose. */
  'RAFT_PROPOSAL_INVALID',
  /** The leader has not committed an entry of its term yet. */
  'RAFT_TERM_NOT_COMMITTED',
  /** A change of membership is proposed and not applied, or a joint configuration has not been left. */
  'RAFT_CONF_CHANGE_PENDING',
  /** The change of membership makes no sense from the present configuration. */
  'RAFT_CONF_CHANGE_INVALID',
  /** Too many reads wait for confirmation. */
  'RAFT_READS_FULL',
  /** The node asked to lead is no voter of the group. */
  'RAFT_TRANSFER_INVALID',
  /** An option is out of its range. */
  'RAFT_OPTION_INVALID',
] as const

export type RaftErrorCode = (typeof RAFT_ERROR_CODES)[number]

const retryHints: Readonly<Record<RaftErrorCode, RetryHint>> = {
  RAFT_NOT_LEADER: 'elsewhere',
  RAFT_TRANSFERRING: 'later',
  RAFT_UNCOMMITTED_FULL: 'later',
  RAFT_PROPOSAL_INVALID: 'never',
  RAFT_TERM_NOT_COMMITTED: 'later',
  RAFT_CONF_CHANGE_PENDING: 'later',
  RAFT_CONF_CHANGE_INVALID: 'never',
  RAFT_READS_FULL: 'later',
  RAFT_TRANSFER_INVALID: 'never',
  RAFT_OPTION_INVALID: 'never',
}

/** A refusal as an error, for callers that throw. */
export function raftError(code: RaftErrorCode, message: string): BrokerError {
  return new BrokerError({ code, retry: retryHints[code], message })
}
