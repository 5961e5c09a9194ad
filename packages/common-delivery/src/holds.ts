import type { TimerId, Timers, TimerTask } from '@robustmq/common-runtime'
import type { Lane, Source } from './lane.ts'

const HOLDER = 'delivery'

/**
 * Tells storage the lowest position that any consumer of a shard still needs: not for each step, but every `holdMs` for the
 * shards where something moved. What is held is thereby never too little.
 */
export class Holds implements TimerTask {
  readonly #holdMs: number
  readonly #timers: Timers
  #dirty: Source[] = []
  #timer: TimerId = 0

  constructor(holdMs: number, timers: Timers) {
    this.#holdMs = holdMs
    this.#timers = timers
  }

  /** The floor of a lane has moved. */
  moved(source: Source): void {
    if (source.held === null || source.holdDirty) return
    this.#later(source)
  }

  /** A lane came that needs what is at `position`: at once, since nobody else may hold it. */
  needs(source: Source, position: number): void {
    if (source.shard === null || (source.held !== null && source.held <= position)) return
    source.held = position
    source.shard.hold(HOLDER, position)
  }

  /** A lane went, or refers to something else. */
  changed(source: Source): void {
    if (!source.holdDirty) this.#later(source)
  }

  apply(source: Source): void {
    source.holdDirty = false
    const needed = neededOf(source)
    if (needed === source.held) return
    source.held = needed
    source.shard?.hold(HOLDER, needed)
  }

  stop(): void {
    this.#timers.cancel(this.#timer)
    this.#dirty = []
  }

  onTimer(): void {
    this.#timer = 0
    const dirty = this.#dirty
    this.#dirty = []
    for (const source of dirty) if (source.holdDirty) this.apply(source)
  }

  #later(source: Source): void {
    source.holdDirty = true
    this.#dirty.push(source)
    if (this.#timer === 0) this.#timer = this.#timers.schedule(this.#holdMs, this)
  }
}

function neededOf(source: Source): number | null {
  let needed = Number.POSITIVE_INFINITY
  source.lanes.each((lane) => {
    if (!lane.record.hold) return
    const position = lane.source === source ? lane.floor : lowestReference(lane, source.id)
    if (position < needed) needed = position
  })
  return needed === Number.POSITIVE_INFINITY ? null : needed
}

export function lowestReference(lane: Lane, shard: number): number {
  const { references } = lane
  let lowest = Number.POSITIVE_INFINITY
  if (references === null) return lowest
  for (let run = references.runFrom(lane.floor); run < references.runCount; run++) {
    if (references.shard(run) !== shard) continue
    const inside = Math.max(0, lane.floor - references.number(run))
    lowest = Math.min(lowest, references.offset(run) + inside)
  }
  return lowest
}
