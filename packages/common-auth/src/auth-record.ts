import type { Action } from '@robustmq/broker-api'
import { isIP } from 'node:net'
import { patternRefusal } from './address-pattern.ts'

/** What is kept of a password; binary fields in base64. One password serves every mechanism. */
export interface Verifiers {
  readonly scrypt: { readonly n: number; readonly r: number; readonly p: number; readonly salt: string; readonly hash: string }
  readonly scramSha256: ScramVerifier
  readonly scramSha512: ScramVerifier
}

export interface ScramVerifier {
  readonly salt: string
  readonly iterations: number
  readonly storedKey: string
  readonly serverKey: string
}

export interface UserRecord {
  readonly name: string
  readonly tenant: number
  readonly enabled: boolean
  /** May administer, whatever the rules say. */
  readonly admin: boolean
  readonly groups: readonly string[]
  readonly verifiers: Verifiers
  /** Index of the command that set the verifiers: another password is another number. */
  readonly passwordIndex: number
}

export type Effect = 'allow' | 'deny'

export interface AccessRule {
  /** Given by the machine, rising. */
  readonly id: number
  readonly tenant: number
  readonly effect: Effect
  /** `*` anybody, `user:<name>`, `group:<name>`. */
  readonly principal: string
  /** `*`, an address or a CIDR range. */
  readonly client: string
  /** Empty: every action. */
  readonly actions: readonly Action[]
  /** Canonical address pattern; see `address-pattern.ts`. */
  readonly pattern: string
}

export const ACTIONS: readonly Action[] = ['connect', 'publish', 'subscribe', 'create', 'delete', 'describe', 'configure', 'admin']
/** Characters of a user's or group's name. */
export const NAME_MAX = 256
export const GROUPS_MAX = 64
export const USERS_MAX = 100_000
export const RULES_MAX = 10_000
const NAME = /^[^\p{Cc}]{1,256}$/u
const BASE64 = /^[A-Za-z0-9+/]{0,512}={0,2}$/

type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= NAME_MAX && NAME.test(value)
}

export function isTenant(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 0xffff_ffff
}

export function isGroups(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= GROUPS_MAX && value.every(isName)
}

function isBase64(value: unknown): value is string {
  return typeof value === 'string' && BASE64.test(value)
}

function isCount(value: unknown, maximum: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maximum
}

function isScram(value: unknown): value is ScramVerifier {
  return isFields(value) && isBase64(value['salt']) && isCount(value['iterations'], 10_000_000) && isBase64(value['storedKey']) && isBase64(value['serverKey'])
}

export function isVerifiers(value: unknown): value is Verifiers {
  if (!isFields(value) || !isScram(value['scramSha256']) || !isScram(value['scramSha512'])) return false
  const scrypt = value['scrypt']
  return isFields(scrypt) && isCount(scrypt['n'], 1 << 24) && isCount(scrypt['r'], 64) && isCount(scrypt['p'], 64) && isBase64(scrypt['salt']) && isBase64(scrypt['hash'])
}

/** An address or a range, as `[network, prefix length]`; null when it is none. `*` is every address. */
export function parseClient(text: string): readonly [address: string, prefix: number] | null {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const family = isIP(address)
  if (family === 0) return null
  const most = family === 4 ? 32 : 128
  if (slash < 0) return [address, most]
  const prefix = text.slice(slash + 1)
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= most ? [address, Number(prefix)] : null
}

/** Why a rule cannot be as it is; null when it can. */
export function ruleRefusal(rule: Fields): string | null {
  const { tenant, effect, principal, client, actions, pattern } = rule
  if (!isTenant(tenant)) return 'tenant is not 1 to 2^32-1'
  if (effect !== 'allow' && effect !== 'deny') return 'effect is allow or deny'
  if (principal !== '*' && !(typeof principal === 'string' && /^(?:user|group):/.test(principal) && isName(principal.slice(principal.indexOf(':') + 1)))) {
    return 'principal is *, user:<name> or group:<name>'
  }
  if (client !== '*' && (typeof client !== 'string' || parseClient(client) === null)) return 'client is *, an address or a range such as 10.0.0.0/8'
  if (!Array.isArray(actions) || !actions.every((action) => (ACTIONS as readonly unknown[]).includes(action))) return `actions are of ${ACTIONS.join(', ')}`
  return typeof pattern === 'string' ? patternRefusal(pattern) : 'pattern is text'
}
