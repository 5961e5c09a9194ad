/** Memory of a term beside its text, and of one offset, bytes, about. */
const TERM_BYTES = 160
const OFFSET_BYTES = 8
/** The newest offsets that are kept with their terms: twice this before the older half goes. */
const RECENT = 1024

interface Postings {
  /** Rising. */
  offsets: number[]
  /** Value of the caller's `version` when `offsets` last held nothing that is gone. */
  version: number
}

/** Which offsets belong to which terms. Offsets are added in rising order. What is gone is found out when it is met. */
export class TermIndex {
  /** Memory, bytes, about. */
  bytes = 0
  readonly #terms = new Map<string, Postings>()
  /** Terms in order of their text; may hold some that have gone. */
  #sorted: string[] = []
  #unsorted: string[] = []
  #recentTerms: string[] = []
  #recentOffsets: number[] = []

  add(term: string, offset: number): void {
    this.#addPosting(term, offset)
    if (this.#recentOffsets.length >= 2 * RECENT) {
      this.#recentTerms = this.#recentTerms.slice(RECENT)
      this.#recentOffsets = this.#recentOffsets.slice(RECENT)
    }
    this.#recentTerms.push(term)
    this.#recentOffsets.push(offset)
  }

  /** The last offset whose term matches, if it is among the newest; -1 when it is not. */
  lastRecent(matches: (term: string) => boolean, isGone: (offset: number) => boolean): number {
    for (let i = this.#recentOffsets.length - 1; i >= 0; i--) {
      const offset = this.#recentOffsets[i] as number
      if (matches(this.#recentTerms[i] as string) && !isGone(offset)) return offset
    }
    return -1
  }

  #addPosting(term: string, offset: number): void {
    const postings = this.#terms.get(term)
    if (postings !== undefined) {
      postings.offsets.push(offset)
      this.bytes += OFFSET_BYTES
      return
    }
    this.#terms.set(term, { offsets: [offset], version: -1 })
    this.#unsorted.push(term)
    this.bytes += TERM_BYTES + 2 * term.length + OFFSET_BYTES
  }

  /** Adds all of an index whose offsets are above those here. */
  append(later: TermIndex): void {
    for (const [term, { offsets }] of later.#terms) for (const offset of offsets) this.#addPosting(term, offset)
    this.#recentTerms = [...this.#recentTerms, ...later.#recentTerms].slice(-RECENT)
    this.#recentOffsets = [...this.#recentOffsets, ...later.#recentOffsets].slice(-RECENT)
  }

  /** Offsets of the term that are not gone; null when there are none. `version` changes when more may be gone. */
  offsetsOf(term: string, version: number, isGone: (offset: number) => boolean): readonly number[] | null {
    const postings = this.#terms.get(term)
    if (postings === undefined) return null
    if (postings.version !== version) {
      const left = postings.offsets.filter((offset) => !isGone(offset))
      this.bytes -= (postings.offsets.length - left.length) * OFFSET_BYTES
      postings.offsets = left
      postings.version = version
    }
    if (postings.offsets.length > 0) return postings.offsets
    this.#remove(term)
    return null
  }

  /** The last offset of the term that is not gone; -1 when there is none. Cheap where many of the older ones are gone. */
  lastOf(term: string, isGone: (offset: number) => boolean): number {
    const postings = this.#terms.get(term)
    if (postings === undefined) return -1
    const { offsets } = postings
    while (offsets.length > 0) {
      const last = offsets[offsets.length - 1] as number
      if (!isGone(last)) return last
      offsets.pop()
      this.bytes -= OFFSET_BYTES
    }
    this.#remove(term)
    return -1
  }

  /** Terms that begin with `prefix`, after `after`, in order. Terms may go while it is walked. */
  *termsFrom(prefix: string, after: string): Generator<string> {
    this.#sort()
    const sorted = this.#sorted
    const from = prefix > after ? prefix : after
    let at = lowerBound(sorted, from)
    for (; at < sorted.length; at++) {
      const term = sorted[at] as string
      if (!term.startsWith(prefix)) {
        if (term > prefix) return
        continue
      }
      if (term > after && this.#terms.has(term)) yield term
    }
  }

  /** Lets go of everything that is gone. */
  purge(version: number, isGone: (offset: number) => boolean): void {
    for (const term of [...this.#terms.keys()]) this.offsetsOf(term, version, isGone)
    this.#sort()
    this.#sorted = this.#sorted.filter((term) => this.#terms.has(term))
    this.#recentTerms = this.#recentTerms.filter((_term, i) => !isGone(this.#recentOffsets[i] as number))
    this.#recentOffsets = this.#recentOffsets.filter((offset) => !isGone(offset))
  }

  #remove(term: string): void {
    this.#terms.delete(term)
    this.bytes -= TERM_BYTES + 2 * term.length
  }

  #sort(): void {
    if (this.#unsorted.length === 0) return
    const added = this.#unsorted.sort((a, b) => (a < b ? -1 : 1))
    this.#unsorted = []
    const merged: string[] = []
    let i = 0
    for (const term of added) {
      while (i < this.#sorted.length && (this.#sorted[i] as string) < term) merged.push(this.#sorted[i++] as string)
      // One that went and came back.
      if (this.#sorted[i] === term || merged.at(-1) === term) continue
      merged.push(term)
    }
    while (i < this.#sorted.length) merged.push(this.#sorted[i++] as string)
    this.#sorted = merged
  }
}

/** Index of the first element at or above `value`. */
export function lowerBound<T extends string | number>(sorted: readonly T[], value: T): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as T) < value) low = middle + 1
    else high = middle
  }
  return low
}
