/** A walk over live keys, in slices. Keys that come, change or go meanwhile need no care: their changes are in the log too. */
export interface StateSweep {
  /** Puts the next key, or a few, from memory as they are now. False when there are no more; then it is not called again. */
  next(): boolean
}

/** A sweep over a collection that tolerates changes while it is walked, as `Map` and `Set` do; `write` puts one key. */
export function createSweep<Item>(items: Iterable<Item>, write: (item: Item) => void): StateSweep {
  const iterator = items[Symbol.iterator]()
  return {
    next() {
      const step = iterator.next()
      if (step.done === true) return false
      write(step.value)
      return true
    },
  }
}
