import type { AccessRule, Effect, UserRecord } from './auth-record.ts'

/** Users, rules and defaults of this replica. */
export class AuthState {
  readonly users: Map<string, UserRecord> = new Map()
  readonly rules: Map<number, AccessRule> = new Map()
  /** What holds where no rule does, by tenant; `allow` where nothing was said. */
  readonly defaults: Map<number, Effect> = new Map()
  nextRule = 1

  /** Administrators that are enabled, not counting `except`. */
  admins(except: string): number {
    let count = 0
    for (const user of this.users.values()) if (user.admin && user.enabled && user.name !== except) count++
    return count
  }
}

interface Snapshot {
  readonly format: number
  readonly users: readonly UserRecord[]
  readonly rules: readonly AccessRule[]
  readonly defaults: readonly (readonly [number, Effect])[]
  readonly nextRule: number
}

const FORMAT = 1

export function encodeAuthState(state: AuthState): Uint8Array {
  const snapshot: Snapshot = {
    format: FORMAT, users: [...state.users.values()], rules: [...state.rules.values()], defaults: [...state.defaults], nextRule: state.nextRule,
  }
  return Buffer.from(JSON.stringify(snapshot))
}

/** What `encodeAuthState` made; the log and its snapshots are checksummed below. */
export function decodeAuthState(bytes: Uint8Array): AuthState {
  const snapshot = JSON.parse(Buffer.from(bytes).toString()) as Snapshot
  const state = new AuthState()
  for (const user of snapshot.users) state.users.set(user.name, user)
  for (const rule of snapshot.rules) state.rules.set(rule.id, rule)
  for (const [tenant, effect] of snapshot.defaults) state.defaults.set(tenant, effect)
  state.nextRule = snapshot.nextRule
  return state
}
