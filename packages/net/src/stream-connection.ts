/*
 * The part of a connection that is the same for every transport: output gathered in pooled blocks and handed over
 * once per turn, congestion, pausing, idle and linger times, and the rule that everything ends in one `onClose`.
 *
 * Output. `buffer[start, length)` is staged, and before it the `sealed` pieces. At the end of a turn all of it is
 * written, and as long as the kernel has not taken that, nothing more is written: output gathers in full blocks
 * instead, so that memory stays near `pendingBytes` however small the writes of a stalled connection are.
 * In the usual case the kernel takes everything during the call, and the block goes back to the pool at once.
 *
 * Fields are plain rather than private because this is the hot path; the class is not exported from the package.
 */
import { assert } from '@robustmq/common-errors'
import { TURN_TRANSMIT } from '@robustmq/common-runtime'
import type { TimerId, TimerTask, TurnTask } from '@robustmq/common-runtime'
import type { CloseReason, Connection, ConnectionHandler, ConnectionInfo } from '@robustmq/broker-api'
import { SMALL_BLOCK_BYTES } from './buffer-pool.ts'
import type { ListenerScope } from './listener-scope.ts'

const RESERVE_BYTES_MAX = 1024 * 1024
/** Shorter chunks are copied: one more piece in a vectored write costs as much as copying about this much. */
const COPY_BYTES_MAX = 4096

const EMPTY: Buffer = Buffer.alloc(0)
/** Where output of closed connections is written and forgotten. Made when first needed. */
let sink: Buffer = EMPTY

const NO_HANDLER: ConnectionHandler = {
  onData: () => undefined,
  onEnd: () => undefined,
  onDrain: () => undefined,
  onIdle: () => undefined,
  onClose: () => undefined,
}

export abstract class StreamConnection implements Connection, TurnTask, TimerTask {
  abstract readonly info: ConnectionInfo
  readonly scope: ListenerScope
  handler: ConnectionHandler = NO_HANDLER
  buffer: Buffer = EMPTY
  length = 0
  bytesIn = 0
  /** True once output is dropped: after `end` or `destroy`. */
  closed = false
  /** Where staged bytes of `buffer` begin; those before it are with the kernel. */
  start = 0
  sealed: Uint8Array[] | null = null
  sealedBytes = 0
  /** Blocks, other than `buffer`, with bytes that are not yet taken: of staged output and of the write under way. */
  blocks: Buffer[] | null = null
  blocksWriting: Buffer[] | null = null
  /** Bytes of the write under way that the kernel has not taken. */
  writing = 0
  scheduled = false
  wantsLargeBlock = false
  wasCongested = false
  /** The sending side has been ended. */
  ended = false
  destroyed = false
  pausedBy = 0
  idleTimeoutMs = 0
  lastInMs = 0
  timer: TimerId = 0
  reason: CloseReason | null = null
  /** Called when the kernel has taken a write; made with the first write, so that idle connections have none. */
  onTaken: (() => void) | null = null

  constructor(scope: ListenerScope) {
    this.scope = scope
  }

  /** Bytes given to the transport and not taken by the kernel. */
  protected abstract untakenBytes(): number
  /** Hands one piece over; `taken` is called later, in any case after `untakenBytes` counts it. */
  protected abstract writeOne(piece: Uint8Array, taken: () => void): void
  /** Hands several pieces over with one system call. */
  protected abstract writeMany(pieces: readonly Uint8Array[], taken: () => void): void
  /** Everything has been handed over: ends the sending side. */
  protected abstract endSending(): void
  /** Closes at once. `reset` asks to drop what the kernel holds, too. */
  protected abstract abort(reset: boolean): void
  protected abstract stopReading(): void
  protected abstract startReading(): void

  get pendingBytes(): number {
    return this.closed ? this.writing + this.sealedBytes : this.writing + this.sealedBytes + this.length - this.start
  }

  get congested(): boolean {
    return this.wasCongested || this.pendingBytes > this.scope.limits.highWaterBytes
  }

  reserve(bytes: number): number {
    if (this.length + bytes > this.buffer.length) this.#makeRoom(bytes)
    if (!this.scheduled) this.#schedule()
    return this.length
  }

  writeChunk(chunk: Uint8Array): void {
    const bytes = chunk.length
    if (this.closed || bytes === 0) return
    if (bytes < COPY_BYTES_MAX) {
      const at = this.reserve(bytes)
      this.buffer.set(chunk, at)
      this.length = at + bytes
      return
    }
    this.#seal()
    ;(this.sealed ??= []).push(chunk)
    this.sealedBytes += bytes
    if (this.#overflows(0)) return
    if (!this.scheduled) this.#schedule()
  }

  pause(holder: string): void {
    if (this.closed) return
    const before = this.pausedBy
    this.pausedBy = before | this.scope.shared.holders.bitOf(holder)
    if (before === 0) this.stopReading()
  }

  resume(holder: string): void {
    const before = this.pausedBy
    if (before === 0) return
    this.pausedBy = before & ~this.scope.shared.holders.bitOf(holder)
    if (this.pausedBy === 0 && !this.destroyed) this.startReading()
  }

  setIdleTimeout(timeoutMs: number): void {
    if (this.closed) return
    this.idleTimeoutMs = timeoutMs
    this.scope.shared.timers.cancel(this.timer)
    this.timer = 0
    if (timeoutMs > 0) {
      this.lastInMs = this.scope.shared.clock.monotonic()
      this.timer = this.scope.shared.timers.schedule(timeoutMs, this)
    }
  }

  end(reason: CloseReason): void {
    if (this.closed) return
    this.#stopOutput(reason)
    this.timer = this.scope.shared.timers.schedule(this.scope.limits.lingerMs, this)
    // What still comes in is dropped, but it must be read, or the peer's end would not be seen.
    if (this.pausedBy !== 0) {
      this.pausedBy = 0
      this.startReading()
    }
    if (!this.scheduled) this.#schedule()
  }

  destroy(reason: CloseReason): void {
    this.#destroy(reason, false)
  }

  onTurnEnd(): void {
    this.scheduled = false
    if (this.destroyed || this.#overflows(0)) return
    if (this.pendingBytes > this.scope.limits.highWaterBytes) this.wasCongested = true
    if (this.writing === 0) this.#transmit()
  }

  onTimer(): void {
    this.timer = 0
    if (this.destroyed) return
    if (this.closed) {
      this.#destroy(this.reason as CloseReason, true)
      return
    }
    if (this.idleTimeoutMs === 0) return
    const leftMs = this.lastInMs + this.idleTimeoutMs - this.scope.shared.clock.monotonic()
    if (leftMs > 0) {
      this.timer = this.scope.shared.timers.schedule(leftMs, this)
      return
    }
    try {
      this.handler.onIdle()
    } catch (error) {
      this.scope.handlerFailed(this, error)
    }
  }

  /** The transport has bytes of the stream. */
  received(chunk: Buffer): void {
    this.bytesIn += chunk.length
    this.scope.bytesIn.inc(chunk.length)
    if (this.closed) return
    if (this.idleTimeoutMs !== 0) {
      this.lastInMs = this.scope.shared.clock.monotonic()
      if (this.timer === 0) this.timer = this.scope.shared.timers.schedule(this.idleTimeoutMs, this)
    }
    try {
      this.handler.onData(chunk)
    } catch (error) {
      this.scope.handlerFailed(this, error)
    }
  }

  /** The peer has ended its side, and the transport can be half open. */
  peerEnded(): void {
    if (this.closed) return
    try {
      this.handler.onEnd()
    } catch (error) {
      this.scope.handlerFailed(this, error)
    }
  }

  /** The transport is closed for good; a transport calls this once. */
  transportClosed(): void {
    this.destroyed = true
    const reason = this.reason ?? PEER_CLOSED
    this.#stopOutput(reason)
    this.#dropOutput()
    this.scope.closed(this, reason)
    const handler = this.handler
    this.handler = NO_HANDLER
    try {
      handler.onClose(reason)
    } catch (error) {
      this.scope.handlerFailed(this, error)
    }
    this.scope.forget(this)
  }

  #schedule(): void {
    this.scheduled = true
    if (!this.destroyed) this.scope.shared.turns.atTurnEnd(TURN_TRANSMIT, this)
  }

  #makeRoom(bytes: number): void {
    assert(bytes <= RESERVE_BYTES_MAX, `reserve of ${bytes} bytes, at most ${RESERVE_BYTES_MAX}`)
    if (this.closed || this.#overflows(bytes)) {
      if (sink.length === 0) sink = Buffer.allocUnsafeSlow(RESERVE_BYTES_MAX)
      this.buffer = sink
      this.length = 0
      return
    }
    const full = this.buffer
    if (full.length > 0) {
      this.#seal()
      ;(this.blocks ??= []).push(full)
      this.wantsLargeBlock = true
    }
    this.buffer = this.scope.shared.pool.take(bytes, this.wantsLargeBlock && this.writing === 0)
    this.start = 0
    this.length = 0
  }

  /** Moves the staged bytes of `buffer` to the pieces. */
  #seal(): void {
    const bytes = this.length - this.start
    if (bytes === 0) return
    ;(this.sealed ??= []).push(this.buffer.subarray(this.start, this.length))
    this.sealedBytes += bytes
    this.start = this.length
  }

  #transmit(): void {
    const own = this.closed ? 0 : this.length - this.start
    const bytes = this.sealedBytes + own
    if (bytes > 0) {
      this.onTaken ??= (): void => this.#taken()
      this.writing = bytes
      this.blocksWriting = this.blocks
      this.blocks = null
      if (this.sealedBytes === 0) {
        const piece = this.buffer.subarray(this.start, this.length)
        this.start = this.length
        this.writeOne(piece, this.onTaken)
      } else {
        // After `end`, the buffer is the sink.
        if (!this.closed) this.#seal()
        const pieces = this.sealed as Uint8Array[]
        this.sealed = null
        this.sealedBytes = 0
        if (pieces.length === 1) this.writeOne(pieces[0] as Uint8Array, this.onTaken)
        else this.writeMany(pieces, this.onTaken)
      }
      if (own < SMALL_BLOCK_BYTES && this.blocksWriting === null) this.wantsLargeBlock = false
      this.scope.bytesOut.inc(bytes)
      this.#settle()
    }
    if (this.closed && !this.ended && this.writing === 0) {
      this.ended = true
      this.endSending()
    }
  }

  /** Gives the blocks back if the kernel has taken the write under way. */
  #settle(): void {
    if (this.destroyed || this.untakenBytes() !== 0) return
    this.writing = 0
    const pool = this.scope.shared.pool
    const blocks = this.blocksWriting
    if (blocks !== null) {
      this.blocksWriting = null
      for (let i = 0; i < blocks.length; i++) pool.give(blocks[i] as Buffer)
    }
    // After `end` the buffer is the sink, and the last block is among the blocks.
    if (!this.closed && this.start === this.length && this.sealedBytes === 0 && this.buffer !== EMPTY) {
      pool.give(this.buffer)
      this.buffer = EMPTY
      this.start = 0
      this.length = 0
    }
  }

  /** The transport reports that writes have been taken; also after writes that were taken at once. */
  #taken(): void {
    if (this.destroyed) return
    if (this.writing !== 0) {
      if (this.pendingBytes > this.scope.limits.highWaterBytes) this.wasCongested = true
      this.#settle()
      if (this.writing !== 0) return
      // Output of earlier turns has been waiting for this; output of the present turn goes at its end.
      if (!this.scheduled) this.#transmit()
    }
    if (this.wasCongested && !this.closed && this.pendingBytes <= this.scope.limits.lowWaterBytes) {
      this.wasCongested = false
      try {
        this.handler.onDrain()
      } catch (error) {
        this.scope.handlerFailed(this, error)
      }
    }
  }

  #overflows(more: number): boolean {
    if (this.pendingBytes + more <= this.scope.limits.pendingBytesMax) return false
    const message = `${this.pendingBytes + more} bytes of output wait for the peer, at most ${this.scope.limits.pendingBytesMax}`
    this.#destroy({ code: 'NET_OUTPUT_OVERFLOW', message }, true)
    return true
  }

  /** From here on output goes to the sink; what is staged stays. */
  #stopOutput(reason: CloseReason): void {
    this.reason ??= reason
    this.scope.shared.timers.cancel(this.timer)
    this.timer = 0
    if (this.closed) return
    this.#seal()
    this.closed = true
    if (this.buffer !== EMPTY) {
      ;(this.blocks ??= []).push(this.buffer)
      this.buffer = EMPTY
    }
    this.start = 0
    this.length = 0
  }

  #dropOutput(): void {
    // The kernel may still be reading blocks: they go to the garbage collector, not to the pool.
    this.sealed = null
    this.sealedBytes = 0
    this.blocks = null
    this.blocksWriting = null
    this.writing = 0
  }

  #destroy(reason: CloseReason, reset: boolean): void {
    if (this.destroyed) return
    this.#stopOutput(reason)
    this.destroyed = true
    this.#dropOutput()
    this.abort(reset)
  }
}

export const PEER_CLOSED: CloseReason = { code: 'NET_PEER_CLOSED', message: 'closed by the peer' }
