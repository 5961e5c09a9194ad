import type { Access, ConnectionInfo, Principal, ScramExchange, ScramMechanism } from '@robustmq/broker-api'

export type SaslMechanism = 'PLAIN' | ScramMechanism

/** What the server says to a token of the client. */
export type SaslStep =
  /** The client has to go on. */
  | { readonly state: 'more'; readonly reply: Buffer }
  | { readonly state: 'done'; readonly reply: Buffer; readonly principal: Principal }
  | { readonly state: 'refused'; readonly reason: string }

/** Largest token; a name, a password and little else. */
const TOKEN_BYTES_MAX = 64 * 1024
const NOTHING: Buffer = Buffer.alloc(0)
/** One sentence for all failures: which of name and password was wrong is nobody's business. */
const REFUSED: SaslStep = { state: 'refused', reason: 'authentication failed' }

/** Mechanisms that can be offered, best first. */
export function saslMechanisms(access: Access): readonly SaslMechanism[] {
  return access.beginScram === undefined ? ['PLAIN'] : ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN']
}

/** One authentication of a client: tokens in, tokens out. Not used again. */
export class SaslExchange {
  readonly mechanism: SaslMechanism
  readonly #access: Access
  readonly #connection: ConnectionInfo
  readonly #scram: ScramExchange | null
  #steps = 0

  constructor(mechanism: SaslMechanism, access: Access, connection: ConnectionInfo) {
    this.mechanism = mechanism
    this.#access = access
    this.#connection = connection
    this.#scram = mechanism === 'PLAIN' ? null : (access.beginScram?.(mechanism) ?? null)
  }

  async step(token: Buffer): Promise<SaslStep> {
    if (token.length > TOKEN_BYTES_MAX) return { state: 'refused', reason: 'the token is too large' }
    const step = this.#steps++
    if (this.mechanism === 'PLAIN') return step === 0 ? this.#plain(token) : REFUSED
    return this.#scramStep(step, token.toString('utf8'))
  }

  /** RFC 4616: authorization identity, authentication identity and password, with a NUL between them. */
  async #plain(token: Buffer): Promise<SaslStep> {
    const first = token.indexOf(0)
    const second = token.indexOf(0, first + 1)
    if (first < 0 || second < 0 || token.includes(0, second + 1)) return { state: 'refused', reason: 'a PLAIN token has two NULs' }
    const authorization = token.toString('utf8', 0, first)
    const userName = token.toString('utf8', first + 1, second)
    // Acting for somebody else is not a thing here.
    if (userName === '' || (authorization !== '' && authorization !== userName)) return REFUSED
    const principal = await this.#access.authenticate({ userName, password: Buffer.from(token.subarray(second + 1)) }, this.#connection)
    return principal === null ? REFUSED : { state: 'done', reply: NOTHING, principal }
  }

  #scramStep(step: number, message: string): SaslStep {
    const scram = this.#scram
    if (scram === null || step > 1) return REFUSED
    const reply = step === 0 ? scram.first(message) : scram.last(message)
    if (reply === null) return REFUSED
    if (step === 0) return { state: 'more', reply: Buffer.from(reply) }
    const principal = scram.userName === null ? null : (this.#access.principalOf?.(scram.userName, this.#connection) ?? null)
    return principal === null ? REFUSED : { state: 'done', reply: Buffer.from(reply), principal }
  }
}
