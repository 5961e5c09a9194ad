import type { BrokerError } from '@robustmq/common-errors'
import { walError } from './errors.ts'
import type { WalFile } from './wal-file.ts'

type Done = (error: BrokerError | null, buffer: Buffer | null) => void

interface WaitingRead {
  readonly file: WalFile
  readonly position: number
  readonly bytes: number
  readonly done: Done
  readonly into: Buffer | null
}

/** Reads of bytes that must wait for a file before theirs to be synced; beyond it reads are refused. */
const WAITING_MAX = 4096

/** Reads from live files, off the event loop. `done` is never called from inside `read`. */
export class PendingReads {
  readonly #waiting: WaitingRead[] = []
  #running = 0
  #onIdle: (() => void) | null = null

  read(file: WalFile, position: number, bytes: number, done: Done, into: Buffer | null): void {
    if (position + bytes <= file.writtenEnd) {
      this.#start(file, position, bytes, done, into)
    } else if (this.#waiting.length >= WAITING_MAX) {
      this.fail(walError('WAL_QUEUE_FULL', 'too many reads wait for the disk'), done)
    } else {
      file.readers++
      this.#waiting.push({ file, position, bytes, done, into })
    }
  }

  /** Starts what was waiting for a write. */
  retry(): void {
    if (this.#waiting.length === 0) return
    const ready = this.#waiting.filter((read) => read.position + read.bytes <= read.file.writtenEnd)
    if (ready.length === 0) return
    const left = this.#waiting.filter((read) => read.position + read.bytes > read.file.writtenEnd)
    this.#waiting.splice(0, this.#waiting.length, ...left)
    for (const read of ready) {
      read.file.readers--
      this.#start(read.file, read.position, read.bytes, read.done, read.into)
    }
  }

  fail(error: BrokerError, done: Done): void {
    this.#running++
    queueMicrotask(() => {
      this.#ended()
      done(error, null)
    })
  }

  failWaiting(error: BrokerError): void {
    for (const read of this.#waiting.splice(0)) {
      read.file.readers--
      this.fail(error, read.done)
    }
  }

  /** Resolves when no read is under way. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onIdle = resolve
    })
  }

  #start(file: WalFile, position: number, bytes: number, done: Done, into: Buffer | null): void {
    const buffer = into === null ? Buffer.allocUnsafe(bytes) : into.subarray(0, bytes)
    file.readers++
    this.#running++
    const finish = (error: Error | null, count: number): void => {
      file.readers--
      this.#ended()
      if (error !== null) done(walError('WAL_IO', `cannot read WAL file ${file.number}`, error), null)
      else if (count < bytes) done(walError('WAL_CORRUPT', `WAL file ${file.number} is shorter than what was written to it`), null)
      else done(null, buffer)
    }
    try {
      file.handle.read(buffer, 0, bytes, position, finish)
    } catch (error) {
      queueMicrotask(() => finish(error as Error, 0))
    }
  }

  #ended(): void {
    this.#running--
    if (this.#running > 0 || this.#onIdle === null) return
    const onIdle = this.#onIdle
    this.#onIdle = null
    onIdle()
  }
}
