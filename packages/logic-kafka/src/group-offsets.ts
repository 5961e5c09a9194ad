/** What a consumer has committed for a partition. */
export interface CommittedOffset {
  readonly offset: number
  readonly leaderEpoch: number
  readonly metadata: string
  readonly committedAtMs: number
}

/** Committed offsets of one group, by the number of the topic (never reused, so a topic made again begins without any) and partition. */
export class GroupOffsets {
  #count = 0
  readonly #topics = new Map<number, Map<number, CommittedOffset>>()

  get count(): number {
    return this.#count
  }

  get(topic: number, partition: number): CommittedOffset | null {
    return this.#topics.get(topic)?.get(partition) ?? null
  }

  set(topic: number, partition: number, committed: CommittedOffset): void {
    let partitions = this.#topics.get(topic)
    if (partitions === undefined) this.#topics.set(topic, (partitions = new Map()))
    if (!partitions.has(partition)) this.#count++
    partitions.set(partition, committed)
  }

  /** False when there was none. */
  delete(topic: number, partition: number): boolean {
    const partitions = this.#topics.get(topic)
    if (partitions?.delete(partition) !== true) return false
    this.#count--
    if (partitions.size === 0) this.#topics.delete(topic)
    return true
  }

  /** Numbers of topics with offsets. */
  topics(): IterableIterator<number> {
    return this.#topics.keys()
  }

  partitionsOf(topic: number): readonly number[] {
    return [...(this.#topics.get(topic)?.keys() ?? [])]
  }

  *entries(): IterableIterator<{ readonly topic: number; readonly partition: number; readonly committed: CommittedOffset }> {
    for (const [topic, partitions] of this.#topics) {
      for (const [partition, committed] of partitions) yield { topic, partition, committed }
    }
  }
}
