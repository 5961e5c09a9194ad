import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Access, Action, ConnectionInfo, Credentials, MetaPort, MetaWatcher, Principal } from '@robustmq/broker-api'
import type { LimitedLog } from '@robustmq/common-log'
import type { Clock } from '@robustmq/common-runtime'
import type { AuthAnswer } from './auth-machine.ts'
import { AUTH_MACHINE, AuthMachine } from './auth-machine.ts'
import type { AccessRule, Effect, ScramVerifier, UserRecord, Verifiers } from './auth-record.ts'
import { bitOf, OwnRules, plainAddress } from './decisions.ts'
import { authError } from './errors.ts'
import { FailureLimiter } from './failure-limiter.ts'
import { makeVerifiers, PASSWORD_BYTES_MAX, verifyPassword } from './password.ts'
import { SCRAM_HASHES, ScramExchange } from './scram.ts'
import type { ScramMechanism } from './scram.ts'
import { WorkGate } from './work-gate.ts'

/** Tenant of whoever is asked for no name. */
const DEFAULT_TENANT = 1
const ANONYMOUS = 'anonymous'
/** Decisions kept per principal. */
const DECISIONS_MAX = 1024
/** Passwords that were right, kept as a keyed hash. */
const KNOWN_PASSWORDS_MAX = 10_000

export interface AuthOptions {
  /** Password checks at the same time, each in a thread of the pool. Default 2. */
  readonly checksMax?: number
  /** Password checks that wait; more are refused. Default 1 000. */
  readonly checksWaitingMax?: number
  /** Failed logins of one user from one address before the pair is refused unseen. Default 10 … */
  readonly failuresMax?: number
  /** … within this, milliseconds, for as long. Default 60 000. */
  readonly failureWindowMs?: number
  /** Clients without a name are let in although users are defined. Default false. */
  readonly anonymous?: boolean
}

export interface AuthDeps {
  readonly meta: MetaPort
  readonly clock: Clock
  /** For lines that peers can cause. */
  readonly log: LimitedLog
}

export interface NewUser {
  readonly name: string
  readonly password: string
  /** Default 1. */
  readonly tenant?: number
  readonly groups?: readonly string[]
  /** The first user is one, whatever is said. */
  readonly admin?: boolean
}

export interface UserChange {
  readonly password?: string
  readonly groups?: readonly string[]
  readonly admin?: boolean
  readonly enabled?: boolean
}

/** A user as administration shows it: without anything of the password. */
export interface UserView {
  readonly name: string
  readonly tenant: number
  readonly enabled: boolean
  readonly admin: boolean
  readonly groups: readonly string[]
}

/** Users and rules of the cluster. Changes resolve when they are agreed on and in force here. @throws BrokerError AUTH_*, META_* */
export interface Auth {
  readonly access: Access
  /** While there are none, nobody is asked for a password. */
  readonly userCount: number
  users(): UserView[]
  addUser(user: NewUser): Promise<UserView>
  changeUser(name: string, change: UserChange): Promise<UserView>
  deleteUser(name: string): Promise<void>
  rules(): AccessRule[]
  /** Returns the rule's id. */
  addRule(rule: Omit<AccessRule, 'id'>): Promise<number>
  deleteRule(id: number): Promise<void>
  defaultOf(tenant: number): Effect
  setDefault(tenant: number, effect: Effect): Promise<void>
  /** One exchange of a client; when it has ended well, `principalOf` its user name. */
  beginScram(mechanism: ScramMechanism): ScramExchange
  /** A user that some mechanism has proved to be there; null when the user is gone or disabled. */
  principalOf(userName: string, connection: ConnectionInfo, clientId?: string | null): Principal | null
}

/** Makes the authority and registers its state machine with `meta`; before the metadata service starts. */
export function createAuth(options: AuthOptions, deps: AuthDeps): Auth {
  return new Authority(options, deps)
}

/** A principal with its decisions. Plain fields: asked on the way of every publish to a new address. */
class KnownPrincipal implements Principal {
  readonly tenant: number
  readonly name: string
  readonly clientAddress: string
  readonly clientId: string | null
  /** Has proved to be the user of this name; the name alone gives nothing. */
  readonly authenticated: boolean
  generation = 0
  rules: OwnRules | null = null
  /** Address to bits: the low half says what is known, the high half (16 bits up) what is allowed. */
  decisions: Map<string, number> | null = null

  constructor(tenant: number, name: string, clientAddress: string, clientId: string | null, authenticated: boolean) {
    this.tenant = tenant
    this.name = name
    this.clientAddress = clientAddress
    this.clientId = clientId
    this.authenticated = authenticated
  }
}

class Authority implements Auth, Access, MetaWatcher {
  readonly access: Access = this
  readonly #machine = new AuthMachine()
  readonly #meta: MetaPort
  readonly #clock: Clock
  readonly #log: LimitedLog
  readonly #gate: WorkGate
  readonly #failures: FailureLimiter
  readonly #anonymous: boolean
  /** For what must not leave the process: fake salts and hashes of right passwords. */
  readonly #secret = randomBytes(32)
  readonly #known = new Map<string, Buffer>()
  #generation = 1
  #dummy: Promise<Verifiers> | null = null

  constructor(options: AuthOptions, { meta, clock, log }: AuthDeps) {
    this.#meta = meta
    this.#clock = clock
    this.#log = log
    this.#gate = new WorkGate(options.checksMax ?? 2, options.checksWaitingMax ?? 1000)
    this.#failures = new FailureLimiter(options.failuresMax ?? 10, options.failureWindowMs ?? 60_000)
    this.#anonymous = options.anonymous ?? false
    meta.register(this.#machine)
    meta.watch(AUTH_MACHINE, this)
  }

  metaApplied(): void {
    this.#generation++
  }

  metaRestored(): void {
    this.#generation++
  }

  // Access

  authenticate(credentials: Credentials, connection: ConnectionInfo): Principal | null | Promise<Principal | null> {
    const { userName, password, clientId } = credentials
    const { users } = this.#machine.state
    if (users.size === 0 || (userName === null && this.#anonymous)) {
      return new KnownPrincipal(DEFAULT_TENANT, userName ?? ANONYMOUS, plainAddress(connection.remoteAddress), clientId ?? null, false)
    }
    if (userName === null || password === null || password.length > PASSWORD_BYTES_MAX) return null
    const user = users.get(userName) ?? null
    const address = plainAddress(connection.remoteAddress)
    if (this.#failures.blocked(userName, address, this.#clock.monotonic())) {
      this.#log.write('warn', { user: userName, remoteAddress: address }, 'too many failed logins: refused for a while')
      return null
    }
    if (user !== null && user.enabled && this.#isKnown(user, password)) return this.principalOf(userName, connection, clientId)
    const checked = this.#gate.run(() => this.#check(user, password))
    if (checked === null) {
      this.#log.write('warn', { user: userName, remoteAddress: address }, 'too many logins wait: refused')
      return null
    }
    return checked.then((right) => {
      if (right) {
        this.#failures.succeeded(userName, address)
        return this.principalOf(userName, connection, clientId)
      }
      this.#failures.failed(userName, address, this.#clock.monotonic())
      this.#log.write('warn', { user: userName, remoteAddress: address }, 'a login failed')
      return null
    })
  }

  authorize(principal: Principal, action: Action, address: string | null): boolean {
    const own = principal instanceof KnownPrincipal ? principal : this.#adopt(principal)
    if (own.generation !== this.#generation) this.#refresh(own)
    const bit = bitOf(action)
    const key = address ?? ''
    const decisions = own.decisions as Map<string, number>
    const known = decisions.get(key) ?? 0
    if ((known & bit) !== 0) return (known & (bit << 16)) !== 0
    const allowed = (own.rules as OwnRules).decide(action, address)
    if (decisions.size >= DECISIONS_MAX) decisions.clear()
    decisions.set(key, known | bit | (allowed ? bit << 16 : 0))
    return allowed
  }

  principalOf(userName: string, connection: ConnectionInfo, clientId: string | null = null): Principal | null {
    const user = this.#machine.state.users.get(userName)
    return user === undefined || !user.enabled ? null : new KnownPrincipal(user.tenant, userName, plainAddress(connection.remoteAddress), clientId, true)
  }

  beginScram(mechanism: ScramMechanism): ScramExchange {
    return new ScramExchange(mechanism, (userName) => this.#scramOf(mechanism, userName))
  }

  // Administration

  get userCount(): number {
    return this.#machine.state.users.size
  }

  users(): UserView[] {
    return [...this.#machine.state.users.values()].map(view).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  async addUser({ name, password, tenant = DEFAULT_TENANT, groups = [], admin = false }: NewUser): Promise<UserView> {
    await this.#propose({ do: 'addUser', name, tenant, groups, admin, verifiers: await makeVerifiers(password) })
    return this.#viewOf(name)
  }

  async changeUser(name: string, { password, groups, admin, enabled }: UserChange): Promise<UserView> {
    const verifiers = password === undefined ? undefined : await makeVerifiers(password)
    await this.#propose({ do: 'changeUser', name, groups, admin, enabled, verifiers })
    return this.#viewOf(name)
  }

  async deleteUser(name: string): Promise<void> {
    await this.#propose({ do: 'deleteUser', name })
  }

  rules(): AccessRule[] {
    return [...this.#machine.state.rules.values()].sort((a, b) => a.id - b.id)
  }

  async addRule(rule: Omit<AccessRule, 'id'>): Promise<number> {
    return (await this.#propose({ do: 'addRule', ...rule })).rule ?? 0
  }

  async deleteRule(id: number): Promise<void> {
    await this.#propose({ do: 'deleteRule', id })
  }

  defaultOf(tenant: number): Effect {
    return this.#machine.state.defaults.get(tenant) ?? 'allow'
  }

  async setDefault(tenant: number, effect: Effect): Promise<void> {
    await this.#propose({ do: 'setDefault', tenant, effect })
  }

  async #propose(command: object): Promise<AuthAnswer> {
    const answer = JSON.parse(Buffer.from(await this.#meta.propose(AUTH_MACHINE, Buffer.from(JSON.stringify(command)))).toString()) as AuthAnswer
    if (answer.code !== 'OK') throw authError(answer.code, answer.message)
    return answer
  }

  #viewOf(name: string): UserView {
    const user = this.#machine.state.users.get(name)
    if (user === undefined) throw authError('AUTH_USER_UNKNOWN', `user ${JSON.stringify(name)} is gone again`)
    return view(user)
  }

  /** A user that is not there costs the same time. */
  async #check(user: UserRecord | null, password: Uint8Array): Promise<boolean> {
    const right = await verifyPassword(user?.verifiers ?? (await (this.#dummy ??= makeVerifiers('nobody'))), password)
    if (!right || user === null || !user.enabled) return false
    if (this.#known.size >= KNOWN_PASSWORDS_MAX) this.#known.clear()
    this.#known.set(user.name, this.#hashOf(user, password))
    return true
  }

  /** The password is the one that was right the last time: clients that come again need no slow check. */
  #isKnown(user: UserRecord, password: Uint8Array): boolean {
    const known = this.#known.get(user.name)
    return known !== undefined && timingSafeEqual(known, this.#hashOf(user, password))
  }

  #hashOf({ name, passwordIndex }: UserRecord, password: Uint8Array): Buffer {
    return createHmac('sha256', this.#secret).update(`${passwordIndex} ${name.length} ${name} `).update(password).digest()
  }

  #scramOf(mechanism: ScramMechanism, userName: string): ScramVerifier {
    const user = this.#machine.state.users.get(userName)
    const sha256 = SCRAM_HASHES[mechanism] === 'sha256'
    if (user !== undefined && user.enabled) return sha256 ? user.verifiers.scramSha256 : user.verifiers.scramSha512
    // Always the same for a name, so that asking twice tells nothing; no password fits.
    const fake = (what: string): Buffer => createHmac(sha256 ? 'sha256' : 'sha512', this.#secret).update(`${what} ${userName}`).digest()
    return { salt: fake('salt').subarray(0, 16).toString('base64'), iterations: 8192, storedKey: fake('stored').toString('base64'), serverKey: fake('server').toString('base64') }
  }

  #refresh(own: KnownPrincipal): void {
    const { state } = this.#machine
    const user = own.authenticated ? (state.users.get(own.name) ?? null) : null
    own.rules = new OwnRules(state, user, own, this.#anonymous && !own.authenticated)
    if (own.decisions === null) own.decisions = new Map()
    else own.decisions.clear()
    own.generation = this.#generation
  }

  readonly #adopted = new WeakMap<Principal, KnownPrincipal>()

  /** A principal that somebody else has made. */
  #adopt(principal: Principal): KnownPrincipal {
    let own = this.#adopted.get(principal)
    if (own === undefined) this.#adopted.set(principal, (own = new KnownPrincipal(principal.tenant, principal.name, principal.clientAddress, principal.clientId ?? null, false)))
    return own
  }
}

function view({ name, tenant, enabled, admin, groups }: UserRecord): UserView {
  return { name, tenant, enabled, admin, groups }
}
