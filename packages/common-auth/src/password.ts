import { createHash, createHmac, pbkdf2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { ScramVerifier, Verifiers } from './auth-record.ts'
import { authError } from './errors.ts'

export const PASSWORD_BYTES_MAX = 1024
/** 16 MiB and about 40 ms a time. */
const SCRYPT_N = 16_384
const SCRYPT_R = 8
const SCRYPT_P = 1
const HASH_BYTES = 32
/** RFC 7677 section 4: at least 4096. */
const SCRAM_ITERATIONS = 8192
const SALT_BYTES = 16

const derive = promisify(pbkdf2)

export type ScramHash = 'sha256' | 'sha512'

/**
 * What is kept of a password: enough for mechanisms that send it, and for SCRAM. Takes a tenth of a second in the thread pool.
 * @throws BrokerError AUTH_INVALID when it is empty or longer than 1 024 bytes
 */
export async function makeVerifiers(password: string): Promise<Verifiers> {
  const bytes = Buffer.from(normalized(password))
  if (bytes.length === 0 || bytes.length > PASSWORD_BYTES_MAX) throw authError('AUTH_INVALID', `a password has 1 to ${PASSWORD_BYTES_MAX} bytes`)
  const salt = randomBytes(SALT_BYTES)
  const [hash, scramSha256, scramSha512] = await Promise.all([
    scryptOf(bytes, salt, HASH_BYTES, SCRYPT_N, SCRYPT_R, SCRYPT_P), scramVerifier(bytes, 'sha256'), scramVerifier(bytes, 'sha512'),
  ])
  return { scrypt: { n: SCRYPT_N, r: SCRYPT_R, p: SCRYPT_P, salt: salt.toString('base64'), hash: hash.toString('base64') }, scramSha256, scramSha512 }
}

/** True when the password is the one. In the thread pool; the comparison takes the same time whatever differs. */
export async function verifyPassword({ scrypt: kept }: Verifiers, password: Uint8Array): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64')
  const bytes = Buffer.from(normalized(Buffer.from(password).toString('utf8')))
  const hash = await scryptOf(bytes, Buffer.from(kept.salt, 'base64'), Math.max(1, expected.length), kept.n, kept.r, kept.p)
  return hash.length === expected.length && timingSafeEqual(hash, expected)
}

/** RFC 5802 section 3: SaltedPassword, StoredKey, ServerKey. */
async function scramVerifier(password: Buffer, hash: ScramHash): Promise<ScramVerifier> {
  const salt = randomBytes(SALT_BYTES)
  const salted = await derive(password, salt, SCRAM_ITERATIONS, hash === 'sha256' ? 32 : 64, hash)
  const storedKey = createHash(hash).update(createHmac(hash, salted).update('Client Key').digest()).digest()
  const serverKey = createHmac(hash, salted).update('Server Key').digest()
  return { salt: salt.toString('base64'), iterations: SCRAM_ITERATIONS, storedKey: storedKey.toString('base64'), serverKey: serverKey.toString('base64') }
}

function scryptOf(password: Buffer, salt: Buffer, bytes: number, n: number, r: number, p: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, { N: n, r, p, maxmem: 256 * n * r }, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

/** SASLprep in what matters (RFC 4013): compatibility composition, and other spaces as spaces. */
export function normalized(text: string): string {
  return text.replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g, ' ').normalize('NFKC')
}
