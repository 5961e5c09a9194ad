import type { FileSystem } from '@robustmq/common-runtime'

const CHECK_EVERY_BYTES = 1024 * 1024

/**
 * Refuses while free space is under the reserve. Asks the filesystem once per MiB, and while refusing at most once per
 * turn, so that a full disk costs no busy loop and appends are taken again by themselves when there is room.
 */
export class SpaceGuard {
  readonly #fileSystem: FileSystem
  readonly #directory: string
  readonly #freeBytesMin: number
  readonly #onChange: (full: boolean) => void
  #sinceCheck = CHECK_EVERY_BYTES
  #low = false
  #askedThisTurn = false

  constructor(fileSystem: FileSystem, directory: string, freeBytesMin: number, onChange: (full: boolean) => void) {
    this.#fileSystem = fileSystem
    this.#directory = directory
    this.#freeBytesMin = freeBytesMin
    this.#onChange = onChange
  }

  /** True when a frame of `bytes` must not be taken now. The caller then sees to it that `turnEnded` is called. */
  refuses(bytes: number): boolean {
    this.#sinceCheck += bytes
    if (!this.#low && this.#sinceCheck < CHECK_EVERY_BYTES) return false
    if (this.#askedThisTurn) return this.#low
    this.#askedThisTurn = this.#low
    this.#sinceCheck = 0
    const low = this.#fileSystem.freeBytesSync(this.#directory) < this.#freeBytesMin
    if (low !== this.#low) {
      this.#low = low
      this.#askedThisTurn = low
      this.#onChange(low)
    }
    return low
  }

  turnEnded(): void {
    this.#askedThisTurn = false
  }
}
