import type { Random } from '@robustmq/common-runtime'
import { DiskContent } from './disk-content.ts'

/** What power cuts tear a write at. */
const SECTOR_BYTES = 512

/**
 * What becomes of changes that are not durable: what chance decides; all lost; or all kept, still not durable, since the process ends and
 * the machine does not.
 */
export type CrashKeeps = 'chance' | 'nothing' | 'everything'

export interface DiskChange {
  readonly serial: number
  readonly position: number
  /** Null: a truncation to `position`. */
  readonly bytes: Buffer | null
}

/** A file: what readers see, what is durable, and the changes in between. */
export class DiskInode {
  /** Newest name, for scripted faults and messages. */
  path: string
  seen: DiskContent = new DiskContent()
  durable: DiskContent = new DiskContent()
  unsynced: DiskChange[] = []

  constructor(path: string) {
    this.path = path
  }

  change(change: DiskChange): void {
    this.seen.apply(change.position, change.bytes)
    this.unsynced.push(change)
  }

  /** Makes durable what was changed up to `serial`, or (after a failure) gives it up for ever. */
  settle(serial: number, durable: boolean): void {
    for (const change of this.unsynced) {
      if (durable && change.serial <= serial) this.durable.apply(change.position, change.bytes)
    }
    this.unsynced = this.unsynced.filter((change) => change.serial > serial)
  }

  /** The file after a crash. `inFlight`: a write that was under way. */
  survivor(random: Random, keeps: CrashKeeps, inFlight: DiskChange | null): DiskInode {
    const left = new DiskInode(this.path)
    left.durable = this.durable.copy()
    if (keeps === 'everything') {
      left.seen = this.seen.copy()
      left.unsynced = [...this.unsynced]
      return left
    }
    if (keeps === 'chance') {
      for (const change of this.unsynced) survive(left.durable, change, random)
      if (inFlight !== null) survive(left.durable, inFlight, random)
    }
    left.seen = left.durable.copy()
    return left
  }
}

/** Each change by itself, so that later ones may survive earlier ones: lost, whole, or torn. */
function survive(content: DiskContent, change: DiskChange, random: Random): void {
  const fate = random.below(4)
  if (fate === 0) return
  if (fate === 1 || change.bytes === null) {
    content.apply(change.position, change.bytes)
    return
  }
  // Torn: sectors up to a place (the usual way), or each by chance.
  const end = change.position + change.bytes.length
  const first = Math.floor(change.position / SECTOR_BYTES)
  const last = Math.floor((end - 1) / SECTOR_BYTES)
  const cut = first + random.below(last - first + 2)
  for (let sector = first; sector <= last; sector++) {
    if (fate === 2 ? sector >= cut : random.below(2) === 0) continue
    const from = Math.max(change.position, sector * SECTOR_BYTES)
    const to = Math.min(end, (sector + 1) * SECTOR_BYTES)
    content.apply(from, change.bytes.subarray(from - change.position, to - change.position))
  }
}
