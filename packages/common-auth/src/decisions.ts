import { BlockList, isIPv6 } from 'node:net'
import type { Action, Principal } from '@robustmq/broker-api'
import { compilePattern, coversFilter, matchesAddress, overlapsFilter } from './address-pattern.ts'
import type { CompiledPattern } from './address-pattern.ts'
import type { AuthState } from './auth-state.ts'
import { ACTIONS, parseClient } from './auth-record.ts'
import type { AccessRule, UserRecord } from './auth-record.ts'

interface OwnRule {
  readonly deny: boolean
  /** Bits of the actions. */
  readonly actions: number
  readonly pattern: CompiledPattern
}

const ACTION_BITS: ReadonlyMap<Action, number> = new Map(ACTIONS.map((action, i) => [action, 1 << i]))

export function bitOf(action: Action): number {
  return ACTION_BITS.get(action) ?? 0
}

/** The rules that concern one principal, compiled for it. */
export class OwnRules {
  readonly #rules: readonly OwnRule[]
  readonly #byDefault: boolean
  readonly #admin: boolean
  /** Where nobody is asked who they are, everybody may do everything. */
  readonly #open: boolean
  /** The user is gone or disabled since, or users have been defined since: sessions that are left may do nothing more. */
  readonly #gone: boolean

  /** `user`: the one that was authenticated, as it is now; null for whoever was not asked, or is gone. */
  constructor(state: AuthState, user: UserRecord | null, who: Principal, nameless: boolean) {
    const { tenant, name: userName, clientAddress } = who
    const clientId = who.clientId ?? null
    this.#open = state.users.size === 0
    this.#gone = !this.#open && (user === null ? !nameless : !user.enabled)
    this.#admin = user?.admin ?? false
    this.#byDefault = (state.defaults.get(tenant) ?? 'allow') === 'allow'
    const rules: OwnRule[] = []
    for (const rule of state.rules.values()) {
      if (rule.tenant !== tenant || !concerns(rule, user, userName) || !comesFrom(rule.client, clientAddress)) continue
      const pattern = compilePattern(rule.pattern, userName, clientId)
      if (pattern !== null) rules.push({ deny: rule.effect === 'deny', actions: rule.actions.length === 0 ? -1 : rule.actions.reduce((bits, action) => bits | bitOf(action), 0), pattern })
    }
    // What is denied is denied whatever else says: the first rule that matches decides.
    this.#rules = rules.sort((a, b) => Number(b.deny) - Number(a.deny))
  }

  decide(action: Action, address: string | null): boolean {
    if (this.#open || this.#gone) return this.#open
    const bit = bitOf(action)
    const levels = address === null ? [] : address.split('.')
    for (const { deny, actions, pattern } of this.#rules) {
      if ((actions & bit) === 0) continue
      if (address === null ? pattern.rest && pattern.levels.length === 0 : matches(action, deny, pattern, levels)) return !deny
    }
    // Administration is not something that everybody may do by default.
    return action === 'admin' ? this.#admin : this.#byDefault
  }
}

/**
 * A subscription may be a filter: it is allowed where a rule allows all that it can match, and denied where a rule denies some
 * of it, since nobody looks again when messages are delivered.
 */
function matches(action: Action, deny: boolean, pattern: CompiledPattern, levels: readonly string[]): boolean {
  if (action !== 'subscribe') return matchesAddress(pattern, levels)
  return deny ? overlapsFilter(pattern, levels) : coversFilter(pattern, levels)
}

function concerns({ principal }: AccessRule, user: UserRecord | null, userName: string): boolean {
  if (principal === '*') return true
  const colon = principal.indexOf(':')
  const name = principal.slice(colon + 1)
  return principal.startsWith('user:') ? name === userName : (user?.groups.includes(name) ?? false)
}

function comesFrom(client: string, address: string): boolean {
  if (client === '*') return true
  const range = parseClient(client)
  if (range === null) return false
  const plain = plainAddress(address)
  const list = new BlockList()
  list.addSubnet(range[0], range[1], isIPv6(range[0]) ? 'ipv6' : 'ipv4')
  return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}

/** An IPv4 address that came in by an IPv6 socket, as itself. */
export function plainAddress(address: string): string {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address
}
