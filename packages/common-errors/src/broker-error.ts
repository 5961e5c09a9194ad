/**
 * When the same call may succeed:
 * - `never`: the request itself is wrong; repeating it gives the same answer.
 * - `later`: the condition may pass (queue full, disk full, shutting down).
 * - `elsewhere`: another node may serve it.
 */
export type RetryHint = 'never' | 'later' | 'elsewhere'

export interface BrokerErrorOptions {
  readonly code: string
  readonly retry: RetryHint
  readonly message: string
  readonly cause?: unknown
  /** Machine-readable facts about this one occurrence; never secrets, never payload bytes. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/**
 * The one error class of the broker. Errors are matched by `code`, never by `instanceof`: two copies of this
 * package may be installed side by side. Codes are `<FAMILY>_<WHAT>` and each package lists its own.
 */
export class BrokerError extends Error {
  readonly code: string
  readonly retry: RetryHint
  readonly detail: Readonly<Record<string, string | number | boolean | null>>

  constructor(options: BrokerErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'BrokerError'
    this.code = options.code
    this.retry = options.retry
    this.detail = options.detail ?? {}
  }

  /** The one funnel from `catch (cause: unknown)` at the edge of a package. A coded error passes unchanged. */
  static from(cause: unknown, fallbackCode = 'INTERNAL_UNEXPECTED'): BrokerError {
    if (isBrokerError(cause)) return cause
    const message = cause instanceof Error ? cause.message : String(cause)
    return new BrokerError({ code: fallbackCode, retry: 'never', message, cause })
  }
}

/** True for an error made by any installed copy of this package. */
export function isBrokerError(value: unknown): value is BrokerError {
  return value instanceof Error && typeof (value as { code?: unknown }).code === 'string' && 'retry' in value
}

/** The code of an error (`BrokerError` or a Node system error such as `ENOSPC`), or null. */
export function errorCode(value: unknown): string | null {
  if (value === null || typeof value !== 'object') return null
  const code = (value as { code?: unknown }).code
  return typeof code === 'string' ? code : null
}
