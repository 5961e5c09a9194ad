import type { BrokerError } from '@robustmq/common-errors'
import type {
  FrameHeader, QuarantinedRange, RecoveredFrame, Wal, WalCompletion, WalFileListener, WalFrameLocation, WalHold, WalPosition, WalStats,
} from '@robustmq/wal'

interface Frame {
  readonly header: FrameHeader
  readonly body: Buffer
  readonly completion: WalCompletion | null
  readonly token: number
}

/** A log in memory: frames are committed by `commit`, and what was committed is what recovery finds. */
export class FakeWal implements Wal {
  readonly frames: Frame[] = []
  committed = 0
  releasedBefore = 0
  listener: WalFileListener | null = null
  refusal: BrokerError | null = null
  commits = 0
  /** Commit at the end of each turn, as a log with one sync per turn does. */
  readonly automatic: boolean
  #scheduled = false

  constructor(automatic = true) {
    this.automatic = automatic
  }

  append(header: FrameHeader, body: Uint8Array, _extra: Uint8Array | null, _sync: boolean, completion: WalCompletion | null, token: number): WalFrameLocation {
    if (this.refusal !== null) throw this.refusal
    this.frames.push({ header, body: Buffer.from(body), completion, token })
    if (this.automatic && !this.#scheduled) {
      this.#scheduled = true
      setImmediate(() => {
        this.#scheduled = false
        this.commit()
      })
    }
    return { file: 1, bodyPosition: 0, bodyBytes: body.length }
  }

  commit(count: number = this.frames.length - this.committed): void {
    this.commits++
    for (const end = this.committed + count; this.committed < end; ) {
      const position = ++this.committed
      const frame = this.frames[position - 1] as Frame
      frame.completion?.walCommitted(frame.token, position)
    }
  }

  fail(error: BrokerError): void {
    for (const frame of this.frames.slice(this.committed)) frame.completion?.walFailed(frame.token, error)
  }

  /** What recovery hands out: the frames that were committed and not yet released. */
  recovered(): RecoveredFrame[] {
    return this.frames.slice(0, this.committed).map(({ header, body }, i) => ({ ...header, body: Buffer.from(body), position: i + 1, file: 1, bodyPosition: 0, bodyBytes: body.length }))
  }

  read(): void {
    throw new Error('not used')
  }

  /** A hold is not stored: each opening of the log asks anew. */
  hold(): WalHold {
    this.releasedBefore = 0
    return {
      releaseBefore: (position: WalPosition) => {
        if (position < this.releasedBefore) throw new Error('the hold moved back')
        this.releasedBefore = position
      },
    }
  }

  onFileSealed(listener: WalFileListener): void {
    this.listener = listener
  }

  seal(): void {
    this.listener?.walFileSealed(1, 1, this.committed + 1)
  }

  readonly congested = false
  readonly quarantined: readonly QuarantinedRange[] = []
  sealedFiles(): [] {
    return []
  }

  onRelief(): void {}

  stats(): WalStats {
    return { syncs: this.commits, pendingBytes: 0, files: 1, syncedPosition: this.committed } as unknown as WalStats
  }

  async close(): Promise<void> {}
}
