import { createSeededRandom } from '@robustmq/common-runtime'
import type { Random } from '@robustmq/common-runtime'

/** Chance of one part of a simulation. Near seeds and different streams of one seed give unrelated sequences. */
export function createStream(seed: number, stream: number): Random {
  let mixed = (seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0
  return createSeededRandom((mixed ^ (mixed >>> 16)) >>> 0)
}

/** True in `perMille` of a thousand cases. */
export function chance(random: Random, perMille: number): boolean {
  return perMille > 0 && random.below(1000) < perMille
}
