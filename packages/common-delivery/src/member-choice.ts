import { crc32c } from '@robustmq/common-bytes'
import { KEY_SLOTS } from './entry-table.ts'
import type { GroupMember } from './member.ts'
import type { DispatchMode } from './options.ts'
import type { StoredBatch } from './stored-batch.ts'

/** With `fair`: neighbours in the log that go to one member, at most. */
const CHUNK_MAX = 64
const NOBODY = -1

/** Decides who gets the next message. One per consumer that has members. */
export class MemberChoice {
  readonly members: GroupMember[] = []
  readonly mode: DispatchMode
  private current = 0
  private left = 0
  private chunk = CHUNK_MAX
  /** By slot of keys: open messages, of them those that wait, and the member that has the slot. */
  private readonly open: Int32Array | null
  private readonly delayed: Int32Array | null
  private readonly owner: Int32Array | null
  private numbers = 0

  constructor(mode: DispatchMode) {
    this.mode = mode
    const keyed = mode === 'key'
    this.open = keyed ? new Int32Array(KEY_SLOTS) : null
    this.delayed = keyed ? new Int32Array(KEY_SLOTS) : null
    this.owner = keyed ? new Int32Array(KEY_SLOTS).fill(NOBODY) : null
  }

  get keyed(): boolean {
    return this.open !== null
  }

  add(member: GroupMember): void {
    // Rising for ever, so that an entry never means a later member.
    member.index = this.numbers++
    this.members.push(member)
  }

  remove(member: GroupMember): void {
    const at = this.members.indexOf(member)
    if (at < 0) return
    this.members.splice(at, 1)
    if (this.current > at) this.current--
    else if (this.current === at) this.left = 0
  }

  /** A pump begins, with about `backlog` messages to come. */
  begin(backlog: number): void {
    const share = Math.floor(backlog / Math.max(1, this.members.length))
    this.chunk = share < 1 ? 1 : share > CHUNK_MAX ? CHUNK_MAX : share
    if (this.left > this.chunk) this.left = this.chunk
  }

  /** `fair` and `sticky`: who gets the next message, or null when nobody has room. */
  next(): GroupMember | null {
    const { members } = this
    const count = members.length
    if (count === 0) return null
    if (this.current >= count) this.current = 0
    const member = members[this.current] as GroupMember
    if (member.hasRoom) {
      if (this.mode === 'sticky') return member
      if (this.left > 0 || count === 1) {
        this.left--
        return member
      }
    }
    for (let step = 1; step <= count; step++) {
      const at = (this.current + step) % count
      const other = members[at] as GroupMember
      if (!other.hasRoom) continue
      this.current = at
      this.left = this.chunk - 1
      return other
    }
    return null
  }

  /** `key`: who gets a message of the slot; null: it has to wait. */
  ofSlot(slot: number): GroupMember | null {
    const owner = this.owner as Int32Array
    if (((this.delayed as Int32Array)[slot] as number) > 0) return null
    const has = owner[slot] as number
    if (has !== NOBODY) {
      const member = this.byIndex(has)
      if (member !== null) return member.hasRoom ? member : null
    }
    if (this.members.length === 0) return null
    const member = this.members[slot % this.members.length] as GroupMember
    if (!member.hasRoom) return null
    owner[slot] = member.index
    return member
  }

  slotOf(batch: StoredBatch, index: number): number {
    const start = batch.keyStart(index)
    // Without a key there is no order to keep: spread by offset.
    return (start < 0 ? batch.offset(index) : crc32c(batch.buffer, start, batch.keyEnd(index))) % KEY_SLOTS
  }

  /** An entry of the slot has come into the table. */
  opened(slot: number): void {
    if (this.open !== null) this.open[slot] = (this.open[slot] as number) + 1
  }

  /** It is finished: with the last one the slot is free for any member. */
  closed(slot: number): void {
    if (this.open === null) return
    const left = (this.open[slot] as number) - 1
    this.open[slot] = left
    if (left === 0) (this.owner as Int32Array)[slot] = NOBODY
  }

  setDelayed(slot: number, change: number): void {
    if (this.delayed !== null) this.delayed[slot] = (this.delayed[slot] as number) + change
  }

  /** What a member that leaves had open goes to whoever has its slots then. */
  disown(member: GroupMember): void {
    const { owner } = this
    if (owner === null) return
    for (let slot = 0; slot < KEY_SLOTS; slot++) if (owner[slot] === member.index) owner[slot] = NOBODY
  }

  byIndex(index: number): GroupMember | null {
    // Few members as a rule; those of one run follow each other.
    for (const member of this.members) if (member.index === index) return member
    return null
  }
}
