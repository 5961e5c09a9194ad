import { dirname, join } from 'node:path'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import { decodeSnapshotFile, encodeSnapshot } from './snapshot-format.ts'
import type { SectionSource, Snapshot, SnapshotState } from './snapshot-format.ts'

const NAME = /^snapshot-([0-9]{16})$/
const TEMPORARY = '.tmp'
/** Written in pieces of this size, so that one write never holds the disk, and one slice never the event loop, for long. */
const PIECE_BYTES = 1024 * 1024

export interface FoundSnapshot {
  /** Null when there is none. */
  readonly snapshot: Snapshot | null
  readonly bytes: number
  /** Highest index that any snapshot file's name claims, also a damaged one: the log has to reach it. */
  readonly claimedIndex: number
}

/** The snapshot files of one group: one directory, one valid file, for a moment two. */
export class SnapshotStore {
  readonly #fileSystem: FileSystem
  readonly #directory: string
  readonly #log: Logger

  constructor(fileSystem: FileSystem, directory: string, log: Logger) {
    this.#fileSystem = fileSystem
    this.#directory = directory
    this.#log = log
  }

  /**
   * The newest valid snapshot. A damaged one is reported and passed over: the one before it and the log may still
   * reach what it held, which the caller checks with `claimedIndex`.
   * @throws BrokerError META_FORMAT_UNKNOWN, or the filesystem's errors
   */
  load(): FoundSnapshot {
    const fs = this.#fileSystem
    fs.makeDirectorySync(this.#directory)
    fs.syncDirectorySync(dirname(this.#directory))
    // Left by a crash before the rename: never part of the state.
    for (const name of fs.listSync(this.#directory)) if (name.endsWith(TEMPORARY)) fs.unlinkSync(join(this.#directory, name))
    const names = this.#names()
    const claimedIndex = names.length === 0 ? 0 : indexOf(names[0] as string)
    for (const name of names) {
      const bytes = this.#read(name)
      try {
        return { snapshot: decodeSnapshotFile(bytes, name), bytes: bytes.length, claimedIndex }
      } catch (error) {
        if (errorCode(error) !== 'META_CORRUPT') throw error
        this.#log.error({ error, file: name }, 'damaged metadata snapshot passed over')
      }
    }
    return { snapshot: null, bytes: 0, claimedIndex }
  }

  /**
   * Writes a snapshot so that it is there wholly or not at all: another name, synced, renamed, directory synced. The machines
   * are encoded a slice at a time, between writes. Returns its bytes. On failure the temporary file is removed where that is possible.
   */
  async write(state: SnapshotState, sources: readonly SectionSource[]): Promise<number> {
    const incoming = this.begin(state.appliedIndex)
    try {
      let position = 0
      for (const part of encodeSnapshot(state, sources)) {
        for (let at = 0; at < part.length; at += PIECE_BYTES) {
          const length = Math.min(PIECE_BYTES, part.length - at)
          await incoming.write(part.subarray(at, at + length), position)
          position += length
        }
      }
      await incoming.finish()
      return position
    } catch (error) {
      incoming.abandon()
      throw error
    }
  }

  /** As `write`, at once: for the small first snapshot of a group, and for the one after a migration. */
  writeSync(state: SnapshotState, sources: readonly SectionSource[]): number {
    const fs = this.#fileSystem
    const temporary = this.#temporary(state.appliedIndex)
    const file = fs.openSync(temporary, 'create')
    let position = 0
    try {
      for (const part of encodeSnapshot(state, sources)) {
        file.writeSync(part, 0, part.length, position)
        position += part.length
      }
      file.datasyncSync()
    } finally {
      file.closeSync()
    }
    this.#publish(temporary, state.appliedIndex)
    return position
  }

  /** Begins a file that gets its name by `finish`. */
  begin(index: number): NewSnapshotFile {
    const temporary = this.#temporary(index)
    return new NewSnapshotFile(this.#fileSystem.openSync(temporary, 'create'), () => this.#publish(temporary, index), () => this.#removeTemporary(temporary))
  }

  /** The snapshot at `index`. @throws META_CORRUPT, META_FORMAT_UNKNOWN */
  read(index: number): Snapshot {
    const name = nameOf(index)
    return decodeSnapshotFile(this.#read(name), name)
  }

  /** Up to `bytesMax` bytes of the file at `index` from `offset` on, and its size; null when there is no such file. */
  readChunk(index: number, offset: number, bytesMax: number): { readonly bytesTotal: number; readonly data: Buffer } | null {
    const path = join(this.#directory, nameOf(index))
    if (!this.#fileSystem.existsSync(path)) return null
    const file = this.#fileSystem.openSync(path, 'read')
    try {
      const bytesTotal = file.sizeSync()
      const data = Buffer.allocUnsafe(Math.max(0, Math.min(bytesMax, bytesTotal - offset)))
      return { bytesTotal, data: data.subarray(0, file.readSync(data, 0, data.length, offset)) }
    } finally {
      file.closeSync()
    }
  }

  /** Removes every snapshot but those at `index` and `alsoKeep`. */
  removeOthers(index: number, alsoKeep = 0): void {
    let removed = false
    for (const name of this.#names()) {
      if (indexOf(name) === index || indexOf(name) === alsoKeep) continue
      this.#fileSystem.unlinkSync(join(this.#directory, name))
      removed = true
    }
    if (removed) this.#fileSystem.syncDirectorySync(this.#directory)
  }

  /** A name for a file in the making, which nothing has. */
  #temporary(index: number): string {
    const path = join(this.#directory, nameOf(index) + TEMPORARY)
    if (this.#fileSystem.existsSync(path)) this.#fileSystem.unlinkSync(path)
    return path
  }

  #publish(temporary: string, index: number): void {
    this.#fileSystem.renameSync(temporary, join(this.#directory, nameOf(index)))
    // Without it the rename may be undone by a power cut after the log has been recycled (mistake 11).
    this.#fileSystem.syncDirectorySync(this.#directory)
  }

  /** Newest first. */
  #names(): string[] {
    return this.#fileSystem.listSync(this.#directory).filter((name) => NAME.test(name)).sort().reverse()
  }

  #read(name: string): Buffer {
    const file = this.#fileSystem.openSync(join(this.#directory, name), 'read')
    try {
      const bytes = Buffer.allocUnsafeSlow(file.sizeSync())
      return bytes.subarray(0, file.readSync(bytes, 0, bytes.length, 0))
    } finally {
      file.closeSync()
    }
  }

  #removeTemporary(path: string): void {
    try {
      this.#fileSystem.unlinkSync(path)
    } catch (error) {
      this.#log.warn({ error, path }, 'temporary metadata snapshot left behind')
    }
  }
}

/** A snapshot in the making: nothing of it counts before `finish` has returned. */
export class NewSnapshotFile {
  readonly #file: FileHandle
  readonly #publish: () => void
  readonly #remove: () => void
  #open = true

  constructor(file: FileHandle, publish: () => void, remove: () => void) {
    this.#file = file
    this.#publish = publish
    this.#remove = remove
  }

  write(bytes: Uint8Array, position: number): Promise<void> {
    return new Promise((resolve, reject) => this.#file.write(bytes, 0, bytes.length, position, (error) => (error === null ? resolve() : reject(error))))
  }

  async finish(): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#file.datasync((error) => (error === null ? resolve() : reject(error))))
    this.publishUnsynced()
  }

  /** The second half of `finish`, a method of its own so that a test can leave out the first. */
  publishUnsynced(): void {
    this.#close()
    this.#publish()
  }

  abandon(): void {
    this.#close()
    this.#remove()
  }

  #close(): void {
    if (this.#open) this.#file.closeSync()
    this.#open = false
  }
}

function nameOf(index: number): string {
  return `snapshot-${String(index).padStart(16, '0')}`
}

function indexOf(name: string): number {
  return Number((NAME.exec(name) as RegExpExecArray)[1])
}
