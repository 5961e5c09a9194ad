/*
 * SHA-256 (FIPS 180-4), for the few names that are too long for anything else. Written out here since this package is
 * pure: it runs wherever the catalog runs, without a core module of a platform.
 */

const BLOCK_BYTES = 64

/** Square roots and cube roots of the first primes: 32 bits behind the binary point. */
const PRIMES: readonly number[] = firstPrimes(64)
const INITIAL: Uint32Array = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
const ROUND: Uint32Array = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  return primes
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x1_0000_0000)
}

/** The digest of `bytes` as 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  // One bit, zeros, and the length in bits as 64 bits at the end of the last block.
  const padded = Buffer.alloc(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  padded.writeUIntBE(bytes.length * 8, padded.length - 6, 6)
  const state = Uint32Array.from(INITIAL)
  const schedule = new Uint32Array(64)
  for (let at = 0; at < padded.length; at += BLOCK_BYTES) compress(state, schedule, padded, at)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function compress(state: Uint32Array, w: Uint32Array, block: Buffer, at: number): void {
  for (let t = 0; t < 16; t++) w[t] = block.readUInt32BE(at + t * 4)
  for (let t = 16; t < 64; t++) {
    const early = w[t - 15] as number
    const late = w[t - 2] as number
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    w[t] = (w[t - 16] as number) + s0 + (w[t - 7] as number) + s1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[t] as number) + (w[t] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  const words = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (words[i] as number)
}
