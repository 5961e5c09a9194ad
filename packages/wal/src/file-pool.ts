import { join } from 'node:path'
import type { FileHandle, FileSystem, Random } from '@robustmq/common-runtime'
import { walError } from './errors.ts'
import type { WalFile } from './wal-file.ts'
import {
  createWalFile, drawFileHeader, encodeFileHeader, FILE_HEAD_BYTES, fillFileName, isDiskFull, parseFileName, spareFileName, walFileName,
} from './wal-file.ts'

const ZERO_BYTES = 1024 * 1024
/** After a failed preparation this many more tries are let go by, doubling up to the bound. */
const SKIPPED_TRIES_MAX = 256

export interface FilePoolOptions {
  readonly directory: string
  readonly fileSystem: FileSystem
  readonly random: Random
  readonly fileBytes: number
  readonly freeBytesMin: number
  readonly sparesMax: number
  /** A file became ready in the background. */
  readonly onReady: () => void
  /** The device failed in a way that is not "no room". */
  readonly onError: (error: Error) => void
  /** Room for a next file was refused, or is there again. */
  readonly onDiskFull: (full: boolean) => void
}

/**
 * Makes the files of the log ahead of need: filled with zeros (so that a later write needs no allocation and can not meet
 * a full disk), given header and name, synced together with the directory. Retired files are used again.
 */
export class FilePool {
  readonly #options: FilePoolOptions
  readonly #zeros: Buffer
  readonly #spares: string[] = []
  #serial = 1
  #ready: WalFile | null = null
  #wanted = 0
  #preparing = false
  #closing = false
  #onIdle: (() => void) | null = null
  #full = false
  #skip = 0
  #skipNext = 1

  constructor(options: FilePoolOptions) {
    this.#options = options
    this.#zeros = Buffer.alloc(Math.min(ZERO_BYTES, options.fileBytes))
  }

  get ready(): WalFile | null {
    return this.#ready
  }

  get spareCount(): number {
    return this.#spares.length
  }

  /** Takes over what an earlier process left: spares of the right size stay, everything else that is no live file goes. */
  adopt(names: readonly string[]): void {
    const { fileSystem, directory, fileBytes, sparesMax } = this.#options
    let removed = false
    for (const name of names) {
      const parsed = parseFileName(name)
      if (parsed === null || parsed.prefix === 'wal') continue
      this.#serial = Math.max(this.#serial, parsed.number + 1)
      const path = join(directory, name)
      if (parsed.prefix === 'spare' && this.#spares.length < sparesMax && sizeOf(fileSystem, path) === fileBytes) this.#spares.push(path)
      else {
        fileSystem.unlinkSync(path)
        removed = true
      }
    }
    if (removed) fileSystem.syncDirectorySync(directory)
  }

  /** Starts to prepare file `number` in the background, if that is not done or under way. Cheap to call in every turn. */
  prepare(number: number): void {
    this.#wanted = number
    if (this.#ready !== null || this.#preparing || this.#closing) return
    if (this.#skip > 0) {
      this.#skip--
      return
    }
    this.#preparing = true
    try {
      const spare = this.#spares.pop()
      if (spare !== undefined) {
        this.#nameIt(this.#options.fileSystem.openSync(spare, 'update'), spare)
      } else if (this.#hasRoom()) {
        const path = this.#fillPath()
        this.#fill(this.#options.fileSystem.openSync(path, 'create'), path, 0)
      } else {
        this.#failed(null)
      }
    } catch (error) {
      this.#failed(error)
    }
  }

  /**
   * The file `number`, ready to be written. Made on the spot, blocking, when the background has not kept up: the caller
   * announces that by `congested` long before. Throws `WAL_DISK_FULL` before anything is taken, or the device's error.
   */
  takeNow(number: number): WalFile {
    const ready = this.#ready
    this.#wanted = number + 1
    if (ready !== null && ready.number === number) {
      this.#ready = null
      return ready
    }
    const { fileSystem } = this.#options
    if (this.#full && this.#skip > 0) {
      this.#skip--
      this.#wanted = number
      throw walError('WAL_DISK_FULL', 'no room for the next file of the log')
    }
    let handle: FileHandle | null = null
    let path = ''
    try {
      const spare = this.#spares.pop()
      if (spare !== undefined) {
        path = spare
        handle = fileSystem.openSync(spare, 'update')
      } else {
        if (!this.#hasRoom()) throw walError('WAL_DISK_FULL', 'no room for the next file of the log')
        path = this.#fillPath()
        handle = fileSystem.openSync(path, 'create')
        for (let at = 0; at < this.#options.fileBytes; at += this.#zeros.length) {
          handle.writeSync(this.#zeros, 0, Math.min(this.#zeros.length, this.#options.fileBytes - at), at)
        }
      }
      const file = this.#writeHead(handle, path, number)
      handle.datasyncSync()
      this.#publish(file, path)
      this.#setFull(false)
      return file
    } catch (error) {
      this.#wanted = number
      if (!isDiskFull(error) && (error as { code?: unknown }).code !== 'WAL_DISK_FULL') throw error
      if (handle !== null) this.#discard(handle, path)
      this.#backOff()
      throw walError('WAL_DISK_FULL', 'no room for the next file of the log', error)
    }
  }

  /** Takes a file out of the log, for reuse while the pool has room. Throws the device's error. */
  retire(file: WalFile): void {
    const { fileSystem, directory, fileBytes, sparesMax } = this.#options
    file.handle.closeSync()
    if (file.bytes === fileBytes && this.#spares.length < sparesMax) {
      const spare = join(directory, spareFileName(this.#serial++))
      fileSystem.renameSync(file.path, spare)
      fileSystem.syncDirectorySync(directory)
      this.#spares.push(spare)
    } else {
      fileSystem.unlinkSync(file.path)
      fileSystem.syncDirectorySync(directory)
    }
    // Room may have come: the next try is not held back.
    this.#skip = 0
  }

  /** Waits for work under way. With `tidy` a file that was prepared but never used goes back to the spares. */
  async close(tidy: boolean): Promise<void> {
    this.#closing = true
    if (this.#preparing) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve
      })
    }
    const ready = this.#ready
    this.#ready = null
    if (ready === null) return
    if (tidy) this.retire(ready)
    else ready.handle.closeSync()
  }

  #fillPath(): string {
    return join(this.#options.directory, fillFileName(this.#serial++))
  }

  #hasRoom(): boolean {
    const { fileSystem, directory, fileBytes, freeBytesMin } = this.#options
    return fileSystem.freeBytesSync(directory) >= fileBytes + freeBytesMin
  }

  #fill(handle: FileHandle, path: string, at: number): void {
    const length = Math.min(this.#zeros.length, this.#options.fileBytes - at)
    if (length <= 0 || this.#closing) {
      this.#afterFill(handle, path)
      return
    }
    handle.write(this.#zeros, 0, length, at, (error) => {
      if (error !== null) this.#failed(error, handle, path)
      else this.#fill(handle, path, at + length)
    })
  }

  #afterFill(handle: FileHandle, path: string): void {
    if (this.#closing) {
      this.#guard(handle, path, () => this.#discard(handle, path))
      this.#idle()
    } else {
      this.#nameIt(handle, path)
    }
  }

  /** Header, sync, then the name. The number may be taken meanwhile by `takeNow`: then once more with the next one. */
  #nameIt(handle: FileHandle, path: string): void {
    this.#guard(handle, path, () => {
      const number = this.#wanted
      const file = this.#writeHead(handle, path, number)
      handle.datasync((error) => {
        if (error !== null) this.#failed(error, handle, path)
        else if (number !== this.#wanted && !this.#closing) this.#nameIt(handle, path)
        else if (this.#closing) this.#afterFill(handle, path)
        else this.#guard(handle, path, () => this.#becomeReady(file, path))
      })
    })
  }

  #becomeReady(file: WalFile, path: string): void {
    this.#publish(file, path)
    this.#ready = file
    this.#setFull(false)
    this.#idle()
    this.#options.onReady()
  }

  #guard(handle: FileHandle, path: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#failed(error, handle, path)
    }
  }

  #writeHead(handle: FileHandle, path: string, number: number): WalFile {
    const { directory, fileBytes, random } = this.#options
    const header = drawFileHeader(number, fileBytes, random)
    handle.writeSync(encodeFileHeader(header), 0, FILE_HEAD_BYTES, 0)
    return createWalFile(header, handle, join(directory, walFileName(number)))
  }

  #publish(file: WalFile, from: string): void {
    this.#options.fileSystem.renameSync(from, file.path)
    this.#options.fileSystem.syncDirectorySync(this.#options.directory)
  }

  #discard(handle: FileHandle, path: string): void {
    handle.closeSync()
    this.#options.fileSystem.unlinkSync(path)
  }

  /** `error` null: no room was found, nothing was begun. */
  #failed(error: unknown, handle: FileHandle | null = null, path = ''): void {
    if (error === null || isDiskFull(error)) {
      try {
        if (handle !== null) this.#discard(handle, path)
      } catch (failure) {
        this.#options.onError(failure as Error)
      }
      this.#backOff()
      this.#idle()
    } else {
      this.#idle()
      this.#options.onError(error as Error)
    }
  }

  #backOff(): void {
    this.#skip = this.#skipNext
    this.#skipNext = Math.min(SKIPPED_TRIES_MAX, this.#skipNext * 2)
    this.#setFull(true)
  }

  #setFull(full: boolean): void {
    if (!full) {
      this.#skip = 0
      this.#skipNext = 1
    }
    if (this.#full === full) return
    this.#full = full
    this.#options.onDiskFull(full)
  }

  #idle(): void {
    this.#preparing = false
    const onIdle = this.#onIdle
    this.#onIdle = null
    if (onIdle !== null) onIdle()
  }
}

function sizeOf(fileSystem: FileSystem, path: string): number {
  const handle = fileSystem.openSync(path, 'read')
  try {
    return handle.sizeSync()
  } finally {
    handle.closeSync()
  }
}
