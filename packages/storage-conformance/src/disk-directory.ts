import type { Random } from '@robustmq/common-runtime'
import type { CrashKeeps, DiskInode } from './disk-inode.ts'

export interface DiskEntry {
  readonly name: string
  /** Null: removed. */
  readonly inode: DiskInode | null
}

/** Names of files: those seen, those that are durable, and the changes in between. */
export class DiskDirectory {
  readonly entries: Map<string, DiskInode> = new Map()
  readonly durable: Map<string, DiskInode> = new Map()
  /** Each element is one atomic change (a rename has two entries). */
  #unsynced: DiskEntry[][] = []

  change(...entries: DiskEntry[]): void {
    applyEntries(this.entries, entries)
    this.#unsynced.push(entries)
  }

  sync(): void {
    for (const entries of this.#unsynced) applyEntries(this.durable, entries)
    this.#unsynced = []
  }

  /** After a failed sync: what it should have covered is never made durable by a later one. */
  giveUp(): void {
    this.#unsynced = []
  }

  /** What a crash leaves: of changes that are not durable a prefix. `survivor` gives the file that is left of a file. */
  survivor(random: Random, keeps: CrashKeeps, survivor: (inode: DiskInode) => DiskInode): DiskDirectory {
    const left = new DiskDirectory()
    for (const [name, inode] of this.durable) left.durable.set(name, inode)
    if (keeps === 'everything') {
      for (const [name, inode] of this.entries) left.entries.set(name, survivor(inode))
      left.#unsynced = this.#unsynced.map((entries) =>
        entries.map(({ name, inode }) => ({ name, inode: inode === null ? null : survivor(inode) })),
      )
    } else {
      const count = keeps === 'nothing' ? 0 : random.below(this.#unsynced.length + 1)
      for (let i = 0; i < count; i++) applyEntries(left.durable, this.#unsynced[i] as DiskEntry[])
    }
    for (const [name, inode] of left.durable) {
      left.durable.set(name, survivor(inode))
      if (keeps !== 'everything') left.entries.set(name, survivor(inode))
    }
    return left
  }
}

function applyEntries(map: Map<string, DiskInode>, entries: readonly DiskEntry[]): void {
  for (const { name, inode } of entries) {
    if (inode === null) map.delete(name)
    else map.set(name, inode)
  }
}
