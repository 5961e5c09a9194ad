import type { Random } from '@robustmq/common-runtime'
import type { Operation } from './history.ts'
import type { SequentialModel } from './models.ts'
import { OpenOperations } from './open-operations.ts'
import { createStream } from './seeded-random.ts'

export interface OrderSearch {
  readonly verdict: 'linearizable' | 'unknown' | 'violated'
  /** Different points: sets of operations in the order, with the state after them. */
  readonly points: number
  /** Violated: states (their keys) after which nothing fits, where as many answers as possible were explained. */
  readonly stuckAt: readonly string[]
}

const STUCK_AT_MAX = 5

interface Step<S> {
  readonly operation: number
  readonly stateBefore: S
  readonly candidates: readonly number[]
  readonly next: number
}

/** Looks for an order of `operations`, which are of one part and sorted by when they were asked. */
export function searchOrder<S, I, O>(
  model: SequentialModel<S, I, O>, operations: readonly Operation<I, O>[], pointsMax: number, salt: number,
): OrderSearch {
  const open = new OpenOperations(operations)
  const random = createStream(0x51ab, salt)
  const high = hashesOf(operations.length, random)
  const low = hashesOf(operations.length, random)
  const been = new Set<string>()
  const path: Step<S>[] = []
  let state = model.initial()
  let stateKey = model.stateKey(state)
  let candidates: readonly number[] = open.candidates()
  let next = 0
  // The set of operations in the order, as the sum of their hashes.
  let setHigh = 0
  let setLow = 0
  let stuckCount = -1
  let stuckAt: string[] = []
  while (open.answeredLeft > 0) {
    if (next < candidates.length) {
      const operation = candidates[next++] as number
      const { input, output } = operations[operation] as Operation<I, O>
      const after = model.step(state, input, output)
      if (after === undefined) continue
      const afterKey = model.stateKey(after)
      const before = path[path.length - 1]
      if (before !== undefined && isNeedless(model, operations, before, operations[operation] as Operation<I, O>, afterKey)) continue
      if (afterKey === stateKey) {
        // It may come now and changes nothing: whatever order there is, there is one in which it comes now.
        if (output === null) continue
        next = candidates.length
      }
      const nextHigh = setHigh ^ (high[operation] as number)
      const nextLow = setLow ^ (low[operation] as number)
      const point = `${nextHigh}:${nextLow}:${afterKey}`
      if (been.has(point)) continue
      if (been.size >= pointsMax) return { verdict: 'unknown', points: been.size, stuckAt: [] }
      been.add(point)
      path.push({ operation, stateBefore: state, candidates, next })
      open.take(operation)
      state = after
      stateKey = afterKey
      setHigh = nextHigh
      setLow = nextLow
      candidates = open.candidates()
      next = 0
      continue
    }
    if (open.answeredTaken > stuckCount) stuckAt = []
    if (open.answeredTaken >= stuckCount) {
      stuckCount = open.answeredTaken
      if (stuckAt.length < STUCK_AT_MAX && !stuckAt.includes(stateKey)) stuckAt.push(stateKey)
    }
    const back = path.pop()
    if (back === undefined) return { verdict: 'violated', points: been.size, stuckAt }
    open.putBack(back.operation)
    setHigh ^= high[back.operation] as number
    setLow ^= low[back.operation] as number
    state = back.stateBefore
    stateKey = model.stateKey(state)
    candidates = back.candidates
    next = back.next
  }
  return { verdict: 'linearizable', points: been.size, stuckAt: [] }
}

/** An operation that was never answered, and whose effect nobody sees before the next one: the order without it is tried as well. */
function isNeedless<S, I, O>(
  model: SequentialModel<S, I, O>, operations: readonly Operation<I, O>[], before: Step<S>, { input, output }: Operation<I, O>, afterKey: string,
): boolean {
  if (operations[before.operation]?.output !== null) return false
  const without = model.step(before.stateBefore, input, output)
  return without !== undefined && model.stateKey(without) === afterKey
}

function hashesOf(count: number, random: Random): Int32Array {
  return Int32Array.from({ length: count }, () => random.below(2 ** 32) | 0)
}
