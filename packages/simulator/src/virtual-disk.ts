import type { Random } from '@robustmq/common-runtime'

/** What is found after a crash. `torn`: the checksum does not fit; this record and all after it were never synced. */
export interface DiskRecord<T> {
  readonly value: T
  readonly torn: boolean
}

/**
 * A disk of records that are written in order and durable only once synced. A crash keeps what was synced, and of the rest
 * any prefix, whose last record may be torn. Records are taken as values: do not change them.
 */
export class VirtualDisk<T> {
  #records: DiskRecord<T>[] = []
  #synced = 0

  get recordCount(): number {
    return this.#records.length
  }

  write(value: T): void {
    this.#records.push({ value, torn: false })
  }

  /** Everything is durable, or with `count` what was written first: a sync says nothing about what came after it began. */
  sync(count: number = this.#records.length): void {
    this.#synced = Math.max(this.#synced, Math.min(count, this.#records.length))
  }

  crash(random: Random): void {
    const unsynced = this.#records.length - this.#synced
    const kept = random.below(unsynced + 1)
    this.#records.length = this.#synced + kept
    const last = this.#records[this.#records.length - 1]
    if (kept > 0 && last !== undefined && random.below(2) === 0) this.#records[this.#records.length - 1] = { value: last.value, torn: true }
  }

  /** What is on the disk. */
  read(): readonly DiskRecord<T>[] {
    return this.#records
  }

  /** Replaces everything by `values`, durably and at once: what writing a new file and renaming it does. */
  replace(values: readonly T[]): void {
    this.#records = values.map((value) => ({ value, torn: false }))
    this.#synced = this.#records.length
  }
}
