import { randomBytes } from 'node:crypto'

/** The only source of chance for logic. */
export interface Random {
  /** `count` unpredictable bytes; owned by the caller. */
  bytes(count: number): Buffer
  /** A whole number in [0, limit), limit at most 2^32. */
  below(limit: number): number
}

/** Unpredictable randomness of this process. */
export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (limit) => Math.floor((randomBytes(4).readUInt32BE(0) / 0x1_0000_0000) * limit),
}

/** Repeatable randomness for tests and simulation (xorshift32); the same seed gives the same sequence. Not for secrets. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0 || 0x9e3779b9
  const next = (): number => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
  return {
    bytes: (count) => {
      const out = Buffer.alloc(count)
      for (let i = 0; i < count; i++) out[i] = next() >>> 11
      return out
    },
    below: (limit) => Math.floor((next() / 0x1_0000_0000) * limit),
  }
}
