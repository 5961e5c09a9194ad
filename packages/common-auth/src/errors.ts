import { BrokerError } from '@robustmq/common-errors'

export const AUTH_ERROR_CODES = [
  'AUTH_USER_EXISTS',
  'AUTH_USER_UNKNOWN',
  /** A name, group, address or pattern that cannot be; or a password that is empty or longer than 1 024 bytes. */
  'AUTH_INVALID',
  /** The number of users or rules is reached. */
  'AUTH_LIMIT',
  'AUTH_RULE_UNKNOWN',
  /** Nobody could administer any more: the last enabled administrator stays. */
  'AUTH_LAST_ADMIN',
] as const

export type AuthErrorCode = (typeof AUTH_ERROR_CODES)[number]

export function authError(code: AuthErrorCode, message: string): BrokerError {
  return new BrokerError({ code, message, retry: 'never' })
}
