import type { StateMachine } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import type { AccessRule, UserRecord } from './auth-record.ts'
import { isFields, isGroups, isName, isTenant, isVerifiers, RULES_MAX, ruleRefusal, USERS_MAX } from './auth-record.ts'
import { AuthState, decodeAuthState, encodeAuthState } from './auth-state.ts'
import type { AuthErrorCode } from './errors.ts'

export const AUTH_MACHINE = 'auth'
const VERSION = 1

/** The answer to a command. */
export interface AuthAnswer {
  readonly code: 'OK' | AuthErrorCode
  readonly message: string
  /** Of an added rule. */
  readonly rule?: number
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Users and access rules as a deterministic state machine. Commands and answers are JSON objects, the commands with the key
 * `do`; they are rare, and secrets in them are verifiers, never passwords.
 */
export class AuthMachine implements StateMachine {
  readonly name: string = AUTH_MACHINE
  readonly version: number = VERSION
  #state = new AuthState()
  /** Another number whenever something changed. */
  generation = 1

  get state(): AuthState {
    return this.#state
  }

  apply(command: Uint8Array, index: number): Uint8Array {
    let fields: unknown
    try {
      fields = JSON.parse(Buffer.from(command).toString())
    } catch {
      // Every replica answers malformed bytes alike.
      fields = null
    }
    const answer = isFields(fields) ? this.#do(fields, index) : refused('AUTH_INVALID', 'a malformed command')
    if (answer.code === 'OK') this.generation++
    return Buffer.from(JSON.stringify(answer))
  }

  snapshot(): Uint8Array {
    return encodeAuthState(this.#state)
  }

  restore(snapshot: Uint8Array, version: number): void {
    if (version > VERSION) throw new BrokerError({ code: 'META_FORMAT_UNKNOWN', retry: 'never', message: `auth snapshot version ${version} is newer than ${VERSION}` })
    this.#state = decodeAuthState(snapshot)
    this.generation++
  }

  #do(command: Fields, index: number): AuthAnswer {
    switch (command['do']) {
      case 'addUser':
        return this.#addUser(command, index)
      case 'changeUser':
        return this.#changeUser(command, index)
      case 'deleteUser':
        return this.#deleteUser(command)
      case 'addRule':
        return this.#addRule(command)
      case 'deleteRule':
        return this.#deleteRule(command)
      case 'setDefault':
        return this.#setDefault(command)
      default:
        return refused('AUTH_INVALID', 'an unknown command')
    }
  }

  #addUser(command: Fields, index: number): AuthAnswer {
    const { name, tenant, groups, admin, verifiers } = command
    const { users } = this.#state
    if (!isName(name) || !isTenant(tenant) || !isGroups(groups) || typeof admin !== 'boolean' || !isVerifiers(verifiers)) {
      return refused('AUTH_INVALID', 'a user has a name of 1 to 256 characters, a tenant, at most 64 groups and a password')
    }
    if (users.has(name)) return refused('AUTH_USER_EXISTS', `there is a user ${JSON.stringify(name)}`)
    if (users.size >= USERS_MAX) return refused('AUTH_LIMIT', `there are ${USERS_MAX} users`)
    // From the first user on everybody is asked for a password: somebody must be able to administer.
    const first = users.size === 0
    users.set(name, { name, tenant, groups, admin: admin || first, enabled: true, verifiers, passwordIndex: index })
    return OK
  }

  #changeUser(command: Fields, index: number): AuthAnswer {
    const { name, groups, admin, enabled, verifiers } = command
    const { users } = this.#state
    const user = isName(name) ? users.get(name) : undefined
    if (user === undefined) return refused('AUTH_USER_UNKNOWN', `there is no user ${JSON.stringify(name)}`)
    if ((groups !== undefined && !isGroups(groups)) || (verifiers !== undefined && !isVerifiers(verifiers))) return refused('AUTH_INVALID', 'groups or password')
    if ((admin !== undefined && typeof admin !== 'boolean') || (enabled !== undefined && typeof enabled !== 'boolean')) return refused('AUTH_INVALID', 'flags are true or false')
    const changed: UserRecord = {
      ...user,
      ...(groups === undefined ? {} : { groups }),
      ...(admin === undefined ? {} : { admin }),
      ...(enabled === undefined ? {} : { enabled }),
      ...(verifiers === undefined ? {} : { verifiers, passwordIndex: index }),
    }
    if (user.admin && user.enabled && !(changed.admin && changed.enabled) && this.#state.admins(user.name) === 0) return LAST_ADMIN
    users.set(user.name, changed)
    return OK
  }

  #deleteUser({ name }: Fields): AuthAnswer {
    const { users } = this.#state
    const user = isName(name) ? users.get(name) : undefined
    if (user === undefined) return refused('AUTH_USER_UNKNOWN', `there is no user ${JSON.stringify(name)}`)
    if (user.admin && user.enabled && this.#state.admins(user.name) === 0) return LAST_ADMIN
    users.delete(user.name)
    return OK
  }

  #addRule(command: Fields): AuthAnswer {
    const refusal = ruleRefusal(command)
    if (refusal !== null) return refused('AUTH_INVALID', refusal)
    const state = this.#state
    if (state.rules.size >= RULES_MAX) return refused('AUTH_LIMIT', `there are ${RULES_MAX} rules`)
    const { tenant, effect, principal, client, actions, pattern } = command as unknown as AccessRule
    const id = state.nextRule++
    state.rules.set(id, { id, tenant, effect, principal, client, actions, pattern })
    return { ...OK, rule: id }
  }

  #deleteRule({ id }: Fields): AuthAnswer {
    return typeof id === 'number' && this.#state.rules.delete(id) ? OK : refused('AUTH_RULE_UNKNOWN', `there is no rule ${JSON.stringify(id)}`)
  }

  #setDefault({ tenant, effect }: Fields): AuthAnswer {
    if (!isTenant(tenant) || (effect !== 'allow' && effect !== 'deny')) return refused('AUTH_INVALID', 'a default is allow or deny')
    this.#state.defaults.set(tenant, effect)
    return OK
  }
}

const OK: AuthAnswer = { code: 'OK', message: '' }
const LAST_ADMIN: AuthAnswer = { code: 'AUTH_LAST_ADMIN', message: 'it is the last enabled administrator' }

function refused(code: AuthErrorCode, message: string): AuthAnswer {
  return { code, message }
}
