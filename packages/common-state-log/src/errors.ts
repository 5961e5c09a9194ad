import { BrokerError } from '@robustmq/common-errors'

export const STATE_ERROR_CODES = [
  /** A state shard was written by a newer build, or holds what no build writes: starting would lose state. */
  'STATE_FORMAT_UNKNOWN',
  /** A state shard cannot be read. */
  'STATE_CORRUPT',
  /** The state log is draining or closed. */
  'STATE_CLOSED',
] as const

export type StateErrorCode = (typeof STATE_ERROR_CODES)[number]

export function stateError(code: StateErrorCode, message: string, cause?: unknown): BrokerError {
  return new BrokerError({ code, message, retry: code === 'STATE_CLOSED' ? 'later' : 'never', ...(cause === undefined ? {} : { cause }) })
}
