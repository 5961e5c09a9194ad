import { STATE_PENDING } from '@robustmq/common-state-log'
import type { StateTicket, StateWaiter } from '@robustmq/common-state-log'
import type { GroupMember } from './member.ts'
import type { StoredBatch } from './stored-batch.ts'
import type { Lane } from './lane.ts'

/** Messages chosen in one pass. */
export const STAGE_COUNT_MAX = 1024

/** Who hands a stage over. */
export interface StageOwner {
  stageDurable(stage: Stage): void
  stageRefused(stage: Stage): void
}

/** Messages that have been given to members and not handed over: at once as a rule, else when that they are is on disk. */
export class Stage implements StateWaiter {
  count = 0
  // Plain arrays: a hundred thousand consumers may each wait with one message.
  readonly members: (GroupMember | null)[] = []
  readonly batches: (StoredBatch | null)[] = []
  readonly indexes: number[] = []
  readonly keys: number[] = []
  readonly shards: number[] = []
  /** Lanes it took from, and what it reserved of them. */
  readonly lanes: Lane[] = []
  readonly reserved: number[] = []
  readonly epochs: number[] = []
  /** A delivery in it is to be on disk first, whatever has been reserved. */
  written = false
  private owner: StageOwner | null = null

  add(member: GroupMember, batch: StoredBatch, index: number, key: number, shard: number, lane: Lane): void {
    const at = this.count++
    this.members[at] = member
    this.batches[at] = batch
    this.indexes[at] = index
    this.keys[at] = key
    this.shards[at] = shard
    if (lane.staged) return
    lane.staged = true
    this.lanes.push(lane)
  }

  /** Tells `owner` when the note is on disk, or refused; not from inside this call. */
  await(ticket: StateTicket, owner: StageOwner): void {
    this.owner = owner
    if (ticket.state === STATE_PENDING) ticket.wait(this)
    else void Promise.resolve().then(() => this.stateSettled(ticket))
  }

  stateSettled(ticket: StateTicket): void {
    const owner = this.owner as StageOwner
    this.owner = null
    if (ticket.error === null) {
      for (let i = 0; i < this.lanes.length; i++) {
        const lane = this.lanes[i] as Lane
        if (lane.epoch === this.epochs[i]) lane.reservedDurable = Math.max(lane.reservedDurable, this.reserved[i] as number)
      }
      owner.stageDurable(this)
    } else owner.stageRefused(this)
  }

  /** Its consumer is gone: what it says about lanes is void, and others may stage them. */
  abandon(): void {
    for (const lane of this.lanes) lane.staged = false
    this.lanes.length = 0
  }

  clear(): void {
    this.members.fill(null, 0, this.count)
    this.batches.fill(null, 0, this.count)
    this.count = 0
    this.abandon()
    this.reserved.length = 0
    this.epochs.length = 0
    this.written = false
  }
}
