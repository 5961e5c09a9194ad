import type { MetaErrorCode } from '@robustmq/broker-api'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { RetryHint } from '@robustmq/common-errors'

type Detail = Readonly<Record<string, string | number | boolean | null>>

const LATER: ReadonlySet<MetaErrorCode> = new Set(['META_UNAVAILABLE', 'META_QUEUE_FULL', 'META_CLOSED'])

export function metaError(code: MetaErrorCode, message: string, cause?: unknown, detail: Detail = {}, retry?: RetryHint): BrokerError {
  return new BrokerError({ code, retry: retry ?? (LATER.has(code) ? 'later' : 'never'), message, cause, detail })
}

/** How a refusal of the log reads to whoever proposed. */
const FROM_LOG: Readonly<Record<string, MetaErrorCode>> = {
  WAL_CLOSED: 'META_CLOSED',
  WAL_QUEUE_FULL: 'META_QUEUE_FULL',
  WAL_FRAME_TOO_LARGE: 'META_COMMAND_TOO_LARGE',
}

export function fromLogError(cause: unknown): BrokerError {
  const code = FROM_LOG[errorCode(cause) ?? ''] ?? 'META_UNAVAILABLE'
  return metaError(code, `the log refused the command: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
}
