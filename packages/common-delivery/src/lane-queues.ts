import type { Lane } from './lane.ts'

/** Lanes of one priority that may have more, in turn. */
export class LaneQueue {
  readonly priority: number
  private lanes: Lane[] = []
  private at = 0

  constructor(priority: number) {
    this.priority = priority
  }

  get length(): number {
    return this.lanes.length - this.at
  }

  head(): Lane | null {
    return this.lanes[this.at] ?? null
  }

  push(lane: Lane): void {
    lane.queued = true
    this.lanes.push(lane)
  }

  /** The head goes; `again`: to the end. */
  shift(again: boolean): void {
    const lane = this.lanes[this.at] as Lane
    if (again && this.length === 1) return
    this.at++
    if (again) this.lanes.push(lane)
    else lane.queued = false
    if (this.at === this.lanes.length) {
      this.lanes.length = 0
      this.at = 0
    } else if (this.at >= 1024 && this.at * 2 > this.lanes.length) {
      this.lanes = this.lanes.slice(this.at)
      this.at = 0
    }
  }

  remove(lane: Lane): void {
    lane.queued = false
    this.lanes = this.lanes.slice(this.at).filter((other) => other !== lane)
    this.at = 0
  }

  clear(): void {
    for (const lane of this.lanes) lane.queued = false
    this.lanes = []
    this.at = 0
  }
}
