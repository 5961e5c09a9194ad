import type { Random } from '@robustmq/common-runtime'
import type { KeyValueInput, KeyValueOutput, Operation } from '../src/index.ts'

export type KeyValueOperation = Operation<KeyValueInput, KeyValueOutput>

/** A history of a real map: each operation takes effect at a random instant between call and return; some lose their answer. */
export function someHistory(random: Random, count: number, keys: number, lostPerMille: number, clients: number): KeyValueOperation[] {
  const state = new Map<string, string>()
  const freeAt = Array.from({ length: clients }, () => 0)
  const plans = Array.from({ length: count }, (_, i) => {
    const client = i % clients
    const calledAt = (freeAt[client] as number) + 1 + random.below(50)
    const effectAt = calledAt + 1 + random.below(100)
    const returnedAt = effectAt + 1 + random.below(100)
    freeAt[client] = returnedAt
    return { i, client, calledAt, effectAt, returnedAt, isLost: random.below(1000) < lostPerMille }
  })
  return plans.sort((a, b) => a.effectAt - b.effectAt || a.i - b.i).flatMap(({ i, client, calledAt, returnedAt, isLost }) => {
    const key = `k${random.below(keys)}`
    const value = `${i}`
    const kind = random.below(10)
    const input: KeyValueInput = kind < 5 ? { op: 'get', key } : kind < 9 ? { op: 'put', key, value } : { op: 'swap', key, expected: state.get(key) ?? null, value }
    if (isLost && random.below(2) === 0) return [{ client, input, output: null, calledAt, returnedAt: Infinity }]
    const output: KeyValueOutput = input.op === 'get' ? { value: state.get(key) ?? null } : input.op === 'put' ? 'ok' : { done: true }
    if (input.op !== 'get') state.set(key, value)
    return [{ client, input, output: isLost ? null : output, calledAt, returnedAt: isLost ? Infinity : returnedAt }]
  })
}
