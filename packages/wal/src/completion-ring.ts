import type { BrokerError } from '@robustmq/common-errors'
import type { WalCompletion } from './wal.ts'

/**
 * Who waits for which frame, in append order. Arrays instead of objects, since there is one entry per append.
 * Bounded by the log's `pendingBytesMax` (a frame is at least 64 bytes).
 */
export class CompletionRing {
  #completions: (WalCompletion | null)[] = new Array<WalCompletion | null>(1024).fill(null)
  #tokens: Float64Array = new Float64Array(1024)
  #positions: Float64Array = new Float64Array(1024)
  #needSynced: Float64Array = new Float64Array(1024)
  #head = 0
  #count = 0

  get count(): number {
    return this.#count
  }

  /** `needSynced`: the frame counts as committed when everything before this position is synced. */
  push(completion: WalCompletion, token: number, position: number, needSynced: number): void {
    if (this.#count === this.#completions.length) this.#grow()
    const slot = (this.#head + this.#count) & (this.#completions.length - 1)
    this.#completions[slot] = completion
    this.#tokens[slot] = token
    this.#positions[slot] = position
    this.#needSynced[slot] = needSynced
    this.#count++
  }

  /** Tells all whose frame is before `written` and whose sync need is covered by `synced`. Callbacks may push. */
  commit(written: number, synced: number): void {
    while (this.#count > 0) {
      const slot = this.#head
      const position = this.#positions[slot] as number
      if (position >= written || (this.#needSynced[slot] as number) > synced) return
      const completion = this.#completions[slot] as WalCompletion
      const token = this.#tokens[slot] as number
      this.#pop()
      completion.walCommitted(token, position)
    }
  }

  failAll(error: BrokerError): void {
    while (this.#count > 0) {
      const completion = this.#completions[this.#head] as WalCompletion
      const token = this.#tokens[this.#head] as number
      this.#pop()
      completion.walFailed(token, error)
    }
  }

  #pop(): void {
    this.#completions[this.#head] = null
    this.#head = (this.#head + 1) & (this.#completions.length - 1)
    this.#count--
  }

  #grow(): void {
    const size = this.#completions.length
    const order = (i: number): number => (this.#head + i) & (size - 1)
    const completions = new Array<WalCompletion | null>(size * 2).fill(null)
    const tokens = new Float64Array(size * 2)
    const positions = new Float64Array(size * 2)
    const needSynced = new Float64Array(size * 2)
    for (let i = 0; i < size; i++) {
      completions[i] = this.#completions[order(i)] as WalCompletion
      tokens[i] = this.#tokens[order(i)] as number
      positions[i] = this.#positions[order(i)] as number
      needSynced[i] = this.#needSynced[order(i)] as number
    }
    this.#completions = completions
    this.#tokens = tokens
    this.#positions = positions
    this.#needSynced = needSynced
    this.#head = 0
  }
}
