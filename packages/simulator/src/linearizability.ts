import type { Operation } from './history.ts'
import { explainViolation } from './explain-violation.ts'
import { searchOrder } from './order-search.ts'
import type { SequentialModel } from './models.ts'

export interface CheckOptions {
  /** Different points of the search, per part; beyond it the answer is 'unknown'. Default 2 000 000, about 200 bytes each. */
  readonly pointsMax?: number
}

export type Linearizability =
  | { readonly verdict: 'linearizable'; readonly points: number }
  | { readonly verdict: 'unknown'; readonly part: string; readonly points: number }
  | { readonly verdict: 'violated'; readonly part: string; readonly points: number; readonly explanation: string }

const POINTS_MAX = 2_000_000

/**
 * Whether there is an order of the operations, each at one instant between being asked and being answered, in which a
 * sequential service gives the same answers. The search of Wing and Gong with Lowe's memory of where it has been, each part
 * of the state alone, as in porcupine. Operations without an answer may have happened at any time after they were asked,
 * or never.
 */
export function checkLinearizable<S, I, O>(
  model: SequentialModel<S, I, O>, history: readonly Operation<I, O>[], options: CheckOptions = {},
): Linearizability {
  const pointsMax = options.pointsMax ?? POINTS_MAX
  let points = 0
  let unknown: string | null = null
  for (const [part, operations] of partsOf(model, history)) {
    let search = searchOrder(model, operations, pointsMax, 1)
    // Places are remembered by a hash: to refuse a history wrongly, two searches with different hashes have to be wrong.
    if (search.verdict === 'violated') search = searchOrder(model, operations, pointsMax, 2)
    points += search.points
    if (search.verdict === 'unknown') unknown ??= part
    if (search.verdict === 'violated') return { verdict: 'violated', part, points, explanation: explainViolation(model, part, operations, pointsMax) }
  }
  return unknown === null ? { verdict: 'linearizable', points } : { verdict: 'unknown', part: unknown, points }
}

/** Operations by the part they touch, in the order they were asked. Reads without an answer say nothing. */
function partsOf<S, I, O>(model: SequentialModel<S, I, O>, history: readonly Operation<I, O>[]): Map<string, Operation<I, O>[]> {
  const parts = new Map<string, Operation<I, O>[]>()
  for (const operation of history) {
    if (operation.output === null && model.isRead(operation.input)) continue
    const part = model.part?.(operation.input) ?? ''
    const operations = parts.get(part)
    if (operations === undefined) parts.set(part, [operation])
    else operations.push(operation)
  }
  return parts
}
