import type { WalHold, WalPosition } from './wal.ts'

/** What the owners still need. Without any hold nothing is given back: an owner that is not there yet can not be asked. */
export class HoldTable {
  /** Set when a file might have become free; cleared by the one who looks. */
  changed = false
  readonly #positions: Map<string, WalPosition> = new Map()
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** The hold of `owner`; holds everything until it is moved. Asking again gives the same hold. */
  hold(owner: string): WalHold {
    if (!this.#positions.has(owner)) this.#positions.set(owner, 0)
    return {
      releaseBefore: (position) => {
        if (position <= (this.#positions.get(owner) ?? 0)) return
        this.#positions.set(owner, position)
        this.changed = true
        this.#onChange()
      },
    }
  }

  /** Everything before this position is needed by nobody. */
  lowest(): WalPosition {
    if (this.#positions.size === 0) return 0
    let lowest = Number.POSITIVE_INFINITY
    for (const position of this.#positions.values()) lowest = Math.min(lowest, position)
    return lowest
  }
}
