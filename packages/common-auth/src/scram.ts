import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ScramVerifier } from './auth-record.ts'
import { normalized } from './password.ts'
import type { ScramHash } from './password.ts'

const NONCE_BYTES = 18
const MESSAGE_MAX = 4096

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-512'

export const SCRAM_HASHES: Readonly<Record<ScramMechanism, ScramHash>> = { 'SCRAM-SHA-256': 'sha256', 'SCRAM-SHA-512': 'sha512' }

/** The verifier of a user; of one who is not there a false one, always the same for the name. */
export type FindVerifier = (userName: string) => ScramVerifier

/**
 * The server's side of one SCRAM exchange (RFC 5802, RFC 7677), without channel binding: two messages in, two out. What
 * carries them is the protocol's matter. Not reused.
 */
export class ScramExchange {
  readonly #hash: ScramHash
  readonly #find: FindVerifier
  readonly #nonce: string
  #userName: string | null = null
  #verifier: ScramVerifier | null = null
  #clientFirstBare = ''
  #serverFirst = ''
  #gs2Header = ''
  #clientNonce = ''
  #fullNonce = ''
  #step = 0

  constructor(mechanism: ScramMechanism, find: FindVerifier, nonce: string = randomBytes(NONCE_BYTES).toString('base64')) {
    this.#hash = SCRAM_HASHES[mechanism]
    this.#find = find
    this.#nonce = nonce
  }

  /** Who has proved to know the password; null before `last` was accepted. */
  get userName(): string | null {
    return this.#step === 2 ? this.#userName : null
  }

  /** The client's first message; returns the server's first, or null when it is malformed or wants what is not here. */
  first(message: string): string | null {
    if (this.#step !== 0 || message.length > MESSAGE_MAX) return null
    this.#step = -1
    // gs2-header: no channel binding (n), or supported by the client but not by the server (y); optional authzid.
    const parts = /^([ny],(?:a=([^,]*))?,)((?:m=[^,]*,)?n=([^,]*),r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s.exec(message)
    if (parts === null) return null
    const [, gs2Header = '', authorization, bare = '', name = '', clientNonce = ''] = parts
    if (bare.startsWith('m=')) return null
    const userName = decodeName(name)
    if (userName === null || userName === '') return null
    if (authorization !== undefined && authorization !== '' && decodeName(authorization) !== userName) return null
    const verifier = this.#find(userName)
    this.#userName = userName
    this.#verifier = verifier
    this.#gs2Header = gs2Header
    this.#clientFirstBare = bare
    this.#clientNonce = clientNonce
    this.#fullNonce = clientNonce + this.#nonce
    this.#serverFirst = `r=${this.#fullNonce},s=${verifier.salt},i=${verifier.iterations}`
    this.#step = 1
    return this.#serverFirst
  }

  /**
   * RFC 5802 wants the server's whole nonce back. A widespread C library puts its own nonce before it once more; what the server
   * added is still at the end, and the proof covers the message as it was sent, so nothing is lost by taking that too.
   */
  #isNonce(nonce: string): boolean {
    return nonce === this.#fullNonce || nonce === this.#clientNonce + this.#fullNonce
  }

  /** The client's last message; returns the server's last, or null when the proof is wrong. */
  last(message: string): string | null {
    if (this.#step !== 1 || this.#verifier === null || message.length > MESSAGE_MAX) return null
    this.#step = -1
    const parts = /^(c=([A-Za-z0-9+/=]+),r=([^,]+)(?:,[^p][^,]*)*),p=([A-Za-z0-9+/=]+)$/.exec(message)
    if (parts === null) return null
    const [, withoutProof = '', binding = '', nonce = '', proofText = ''] = parts
    if (Buffer.from(binding, 'base64').toString() !== this.#gs2Header || !this.#isNonce(nonce)) return null
    const authMessage = `${this.#clientFirstBare},${this.#serverFirst},${withoutProof}`
    const storedKey = Buffer.from(this.#verifier.storedKey, 'base64')
    const signature = createHmac(this.#hash, storedKey).update(authMessage).digest()
    const proof = Buffer.from(proofText, 'base64')
    if (proof.length !== signature.length) return null
    for (let i = 0; i < proof.length; i++) proof[i] = (proof[i] as number) ^ (signature[i] as number)
    const candidate = createHash(this.#hash).update(proof).digest()
    if (candidate.length !== storedKey.length || !timingSafeEqual(candidate, storedKey)) return null
    this.#step = 2
    return `v=${createHmac(this.#hash, Buffer.from(this.#verifier.serverKey, 'base64')).update(authMessage).digest('base64')}`
  }
}

/** `=2C` and `=3D` stand for comma and equals sign (section 5.1). */
function decodeName(text: string): string | null {
  if (/=(?!2C|3D)/.test(text)) return null
  return normalized(text.replaceAll('=2C', ',').replaceAll('=3D', '='))
}
