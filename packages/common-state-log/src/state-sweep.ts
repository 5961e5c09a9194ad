import type { StateSweep } from '@robustmq/broker-api'

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
