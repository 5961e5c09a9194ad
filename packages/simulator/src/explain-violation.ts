import type { Operation } from './history.ts'
import type { SequentialModel } from './models.ts'
import { searchOrder } from './order-search.ts'

const LINES_MAX = 40

/**
 * Why there is no order, in words: the first answer that cannot be explained, the states that are possible before it, and
 * the shortest history that still shows it. What is left out are answers that came later and reads that do not matter:
 * without them the rest must be explainable too.
 */
export function explainViolation<S, I, O>(
  model: SequentialModel<S, I, O>, part: string, operations: readonly Operation<I, O>[], pointsMax: number,
): string {
  const isViolated = (some: readonly Operation<I, O>[]): boolean => searchOrder(model, some, pointsMax, 1).verdict === 'violated'
  const answered = operations.filter(({ output }) => output !== null).sort((a, b) => a.returnedAt - b.returnedAt)
  // If a history has an order, so has its beginning: the first answer without one can be found by halving.
  let good = 0
  let bad = answered.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isViolated(until(model, operations, (answered[middle - 1] as Operation<I, O>).returnedAt))) bad = middle
    else good = middle
  }
  const culprit = answered[bad - 1] as Operation<I, O>
  const shown = withoutReads(model, until(model, operations, culprit.returnedAt), culprit, isViolated)
  const { stuckAt } = searchOrder(model, shown, pointsMax, 1)
  const say = ({ client, input, output, calledAt, returnedAt }: Operation<I, O>): string =>
    `client ${client}, ${calledAt} .. ${returnedAt === Infinity ? 'never' : returnedAt}: ${model.describe(input, output)}`
  const lines = shown.map(say)
  return [
    `${part === '' ? '' : `part ${part}: `}nothing explains ${say(culprit)}`,
    `the state before it could be ${stuckAt.join(' or ')}`,
    `the shortest history that shows it, ${shown.length} operations:`,
    ...(lines.length > LINES_MAX ? [`  (${lines.length - LINES_MAX} before)`] : []),
    ...lines.slice(-LINES_MAX).map((line) => `  ${line}`),
  ].join('\n')
}

/** The history as it stood at `time`: what was not answered then may happen later. */
function until<S, I, O>(model: SequentialModel<S, I, O>, operations: readonly Operation<I, O>[], time: number): Operation<I, O>[] {
  return operations.flatMap((one) => {
    if (one.calledAt > time) return []
    if (one.returnedAt <= time) return [one]
    return model.isRead(one.input) ? [] : [{ ...one, output: null, returnedAt: Infinity }]
  })
}

/** Leaves out as many reads as possible, in ever smaller groups. */
function withoutReads<S, I, O>(
  model: SequentialModel<S, I, O>, operations: readonly Operation<I, O>[], culprit: Operation<I, O>,
  isViolated: (some: readonly Operation<I, O>[]) => boolean,
): readonly Operation<I, O>[] {
  let kept = operations
  const reads = operations.filter((one) => one !== culprit && model.isRead(one.input))
  for (let size = reads.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 4)) {
    for (let at = 0; at < reads.length; at += size) {
      const dropped = new Set(reads.slice(at, at + size))
      const rest = kept.filter((one) => !dropped.has(one))
      if (rest.length < kept.length && isViolated(rest)) kept = rest
    }
    // Single reads of a long history are not tried one by one.
    if (size <= 4 && reads.length > 400) break
  }
  return kept
}
