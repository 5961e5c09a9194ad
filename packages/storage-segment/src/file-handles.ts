import type { FileHandle, FileSystem } from '@robustmq/common-runtime'

interface Entry {
  readonly handle: FileHandle
  users: number
  removed: boolean
}

/** Open segment files, at most `openMax` unless more are being read at the same moment. The least recently used is closed. */
export class FileHandles {
  readonly #fileSystem: FileSystem
  readonly #pathOf: (file: number) => string
  readonly #openMax: number
  /** In order of use: a Map keeps the order of insertion. */
  readonly #entries = new Map<number, Entry>()
  #closing = 0

  constructor(fileSystem: FileSystem, pathOf: (file: number) => string, openMax: number) {
    this.#fileSystem = fileSystem
    this.#pathOf = pathOf
    this.#openMax = openMax
  }

  /** Open files, those included that wait for their last reader to be closed. */
  get open(): number {
    return this.#entries.size + this.#closing
  }

  /** Reads up to `length` bytes into `buffer`; fewer only at the end of the file. Rejects with the filesystem's error. */
  read(file: number, buffer: Buffer, length: number, position: number): Promise<number> {
    const entry = this.#take(file)
    return new Promise((resolve, reject) => {
      entry.users++
      entry.handle.read(buffer, 0, length, position, (error, bytesRead) => {
        this.#release(entry)
        if (error === null) resolve(bytesRead)
        else reject(error)
      })
    })
  }

  /** Closes the file, after the reads in progress, since it is about to be removed. */
  forget(file: number): void {
    const entry = this.#entries.get(file)
    if (entry === undefined) return
    this.#entries.delete(file)
    this.#close(entry)
  }

  closeAll(): void {
    for (const file of [...this.#entries.keys()]) this.forget(file)
  }

  #take(file: number): Entry {
    let entry = this.#entries.get(file)
    if (entry !== undefined) {
      this.#entries.delete(file)
    } else {
      entry = { handle: this.#fileSystem.openSync(this.#pathOf(file), 'read'), users: 0, removed: false }
      this.#makeRoom()
    }
    this.#entries.set(file, entry)
    return entry
  }

  #makeRoom(): void {
    if (this.#entries.size < this.#openMax) return
    for (const [file, entry] of this.#entries) {
      if (entry.users > 0) continue
      this.#entries.delete(file)
      this.#close(entry)
      return
    }
  }

  #close(entry: Entry): void {
    if (entry.users === 0) {
      entry.handle.closeSync()
    } else {
      entry.removed = true
      this.#closing++
    }
  }

  #release(entry: Entry): void {
    entry.users--
    if (!entry.removed || entry.users > 0) return
    this.#closing--
    entry.handle.closeSync()
  }
}
