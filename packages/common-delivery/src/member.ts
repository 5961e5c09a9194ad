import type { DeliveryRun } from './delivery-run.ts'
import type { MemberOptions } from './options.ts'

/** Takes messages. May settle them, and change the member, from inside the call. Must not throw. */
export interface DeliverySink {
  deliver(run: DeliveryRun): void
}

/** Who takes messages of a consumer: a connection, or a subscription on it. */
export interface Member {
  /** Messages that it holds unsettled. */
  readonly outstanding: number
  /** What is left of `granted`. */
  readonly granted: number
  /** May be given `count` more; negative takes back. */
  grant(count: number): void
  setWindow(windowMax: number, windowBytesMax: number): void
  /** Nothing is handed over until `resume`: its connection does not take more. */
  pause(): void
  resume(): void
  /** Leaves. `release`: what it holds is ready for others at once; else when its lease ends. Idempotent. */
  detach(release: boolean): void
}

/** What a member tells its consumer. */
export interface MemberOwner {
  memberHasRoom(): void
  memberDetached(member: GroupMember, release: boolean): void
}

/** Plain fields: read and written for every message. */
export class GroupMember implements Member {
  readonly sink: DeliverySink
  /** Place in the consumer's list. */
  index = -1
  outstanding = 0
  outstandingBytes = 0
  granted: number
  paused = false
  attached = true
  private windowMax: number
  private windowBytesMax: number
  private readonly owner: MemberOwner

  constructor(owner: MemberOwner, sink: DeliverySink, options: MemberOptions) {
    this.owner = owner
    this.sink = sink
    this.windowMax = options.windowMax ?? Number.POSITIVE_INFINITY
    this.windowBytesMax = options.windowBytesMax ?? Number.POSITIVE_INFINITY
    this.granted = options.granted ?? Number.POSITIVE_INFINITY
  }

  /** Whether it may be given one more message. */
  get hasRoom(): boolean {
    return !this.paused && this.granted > 0 && this.outstanding < this.windowMax &&
      (this.outstandingBytes < this.windowBytesMax || this.outstanding === 0)
  }

  grant(count: number): void {
    this.granted = Math.max(0, this.granted + count)
    if (this.hasRoom) this.owner.memberHasRoom()
  }

  setWindow(windowMax: number, windowBytesMax: number): void {
    this.windowMax = windowMax
    this.windowBytesMax = windowBytesMax
    if (this.hasRoom) this.owner.memberHasRoom()
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    if (this.hasRoom) this.owner.memberHasRoom()
  }

  detach(release: boolean): void {
    if (!this.attached) return
    this.attached = false
    this.owner.memberDetached(this, release)
  }
}
