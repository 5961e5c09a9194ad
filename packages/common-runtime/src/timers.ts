/**
 * Timers for logic: one timing wheel for all keep-alives, delays and timeouts. Precision is one tick.
 */
export interface TimerTask {
  /** Called once when the delay has passed. */
  onTimer(): void
}

/** Identifies a pending timer; 0 is never used, so it can mean "none". */
export type TimerId = number

export interface Timers {
  /** Runs `task.onTimer()` once, `delayMs` from now or up to one tick later. */
  schedule(delayMs: number, task: TimerTask): TimerId
  /** Forgets a pending timer; an id that has fired or is 0 is ignored. */
  cancel(id: TimerId): void
}

const SLOT_BITS = 8
const SLOTS = 1 << SLOT_BITS
const LEVELS = 4
const INDEX_BITS = 22
const INDEX_MASK = (1 << INDEX_BITS) - 1

/**
 * Hierarchical timing wheel (4 levels of 256 slots): O(1) to schedule and cancel, no allocation per timer beyond
 * growing arrays. Driven by `advance`; knows no clock. At most 2^22 pending timers and 2^32 ticks of delay.
 */
export class TimerWheel {
  #tasks: (TimerTask | null)[] = [null]
  #next: Int32Array = new Int32Array(1024)
  #previous: Int32Array = new Int32Array(1024)
  #dueTick: Float64Array = new Float64Array(1024)
  #generation: Uint32Array = new Uint32Array(1024)
  /** Heads of the slot lists: a negative link `-(slot + 1)` marks the list's own head. */
  readonly #heads: Int32Array = new Int32Array(SLOTS * LEVELS)
  #free = 0
  #tick = 0
  #pending = 0

  get pending(): number {
    return this.#pending
  }

  /** Schedules after `ticks` (at least 1). */
  schedule(ticks: number, task: TimerTask): TimerId {
    const index = this.#take()
    this.#tasks[index] = task
    this.#dueTick[index] = this.#tick + Math.min(Math.max(1, Math.ceil(ticks)), 0xffff_fffe)
    this.#link(index)
    this.#pending++
    return (this.#generation[index] as number) * (INDEX_MASK + 1) + index
  }

  cancel(id: TimerId): void {
    const index = id & INDEX_MASK
    if (id <= 0 || index >= this.#tasks.length) return
    if ((this.#generation[index] as number) !== Math.floor(id / (INDEX_MASK + 1)) || this.#tasks[index] === null) return
    this.#unlink(index)
    this.#release(index)
  }

  /** Moves time on by `ticks` and fires what is due, in order of ticks. */
  advance(ticks: number): void {
    for (let i = 0; i < ticks; i++) {
      this.#tick++
      let t = this.#tick
      for (let level = 1; level < LEVELS && t % SLOTS === 0; level++) {
        t = Math.floor(t / SLOTS)
        this.#cascade(level, t % SLOTS)
      }
      this.#fire(this.#tick % SLOTS)
    }
  }

  #fire(slot: number): void {
    for (;;) {
      const index = this.#heads[slot] as number
      if (index === 0) return
      const task = this.#tasks[index] as TimerTask
      this.#unlink(index)
      this.#release(index)
      task.onTimer()
    }
  }

  #cascade(level: number, slot: number): void {
    const head = level * SLOTS + slot
    let index = this.#heads[head] as number
    this.#heads[head] = 0
    while (index !== 0) {
      const next = this.#next[index] as number
      this.#link(index)
      index = next
    }
  }

  #link(index: number): void {
    const due = this.#dueTick[index] as number
    const delta = Math.max(0, due - this.#tick)
    let level = 0
    let span = SLOTS
    while (level < LEVELS - 1 && delta >= span) {
      level++
      span *= SLOTS
    }
    const slot = level * SLOTS + (Math.floor(due / SLOTS ** level) % SLOTS)
    const head = this.#heads[slot] as number
    this.#next[index] = head
    if (head !== 0) this.#previous[head] = index
    this.#previous[index] = -(slot + 1)
    this.#heads[slot] = index
  }

  #unlink(index: number): void {
    const next = this.#next[index] as number
    const previous = this.#previous[index] as number
    if (next !== 0) this.#previous[next] = previous
    if (previous < 0) this.#heads[-previous - 1] = next
    else this.#next[previous] = next
  }

  #release(index: number): void {
    this.#tasks[index] = null
    this.#generation[index] = ((this.#generation[index] as number) + 1) % 0x4000_0000
    this.#next[index] = this.#free
    this.#free = index
    this.#pending--
  }

  #take(): number {
    if (this.#free !== 0) {
      const index = this.#free
      this.#free = this.#next[index] as number
      return index
    }
    const index = this.#tasks.length
    if (index > INDEX_MASK) throw new RangeError(`more than ${INDEX_MASK} pending timers`)
    this.#tasks.push(null)
    if (index >= this.#next.length) this.#grow()
    return index
  }

  #grow(): void {
    const size = this.#next.length * 2
    const grow32 = (old: Int32Array): Int32Array => {
      const bigger = new Int32Array(size)
      bigger.set(old)
      return bigger
    }
    this.#next = grow32(this.#next)
    this.#previous = grow32(this.#previous)
    const due = new Float64Array(size)
    due.set(this.#dueTick)
    this.#dueTick = due
    const generation = new Uint32Array(size)
    generation.set(this.#generation)
    this.#generation = generation
  }
}

export interface SystemTimers extends Timers {
  /** Stops the wheel; pending timers never fire. */
  stop(): void
}

/** Timers of this process: a wheel turned by one interval of `tickMs`. Does not keep the process alive. */
export function createTimers(options: { readonly tickMs?: number; readonly onError: (error: unknown) => void }): SystemTimers {
  const tickMs = options.tickMs ?? 10
  const wheel = new TimerWheel()
  let last = performance.now()
  const interval = setInterval(() => {
    const ticks = Math.floor((performance.now() - last) / tickMs)
    last += ticks * tickMs
    for (let i = 0; i < ticks; i++) {
      try {
        wheel.advance(1)
      } catch (error) {
        options.onError(error)
      }
    }
  }, tickMs)
  interval.unref()
  return {
    // One tick more, since the current tick has partly passed.
    schedule: (delayMs, task) => wheel.schedule(delayMs / tickMs + 1, task),
    cancel: (id) => wheel.cancel(id),
    stop: () => clearInterval(interval),
  }
}
