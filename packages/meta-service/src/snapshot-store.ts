import { dirname, join } from 'node:path'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import { decodeSnapshotFile, encodeSnapshotFile } from './snapshot-format.ts'
import type { Snapshot } from './snapshot-format.ts'

const NAME = /^snapshot-([0-9]{16})$/
const TEMPORARY = '.tmp'
/** Written in pieces of this size, so that one write never holds the disk for long. */
const PIECE_BYTES = 4 * 1024 * 1024

export interface FoundSnapshot {
  /** Null when there is none. */
  readonly snapshot: Snapshot | null
  readonly bytes: number
  /** Highest index that any snapshot file's name claims, also a damaged one: the log has to reach it. */
  readonly claimedIndex: number
}

/** The snapshot files of the metadata group: one directory, one valid file, for a moment two. */
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
   * Writes a snapshot so that it is there wholly or not at all: another name, synced, renamed, directory synced.
   * Returns its bytes. On failure the temporary file is removed where that is possible.
   */
  async write(snapshot: Snapshot): Promise<number> {
    const fs = this.#fileSystem
    const path = join(this.#directory, nameOf(snapshot.appliedIndex))
    const temporary = path + TEMPORARY
    if (fs.existsSync(temporary)) fs.unlinkSync(temporary)
    let position = 0
    const file = fs.openSync(temporary, 'create')
    try {
      try {
        for (const buffer of encodeSnapshotFile(snapshot)) {
          for (let at = 0; at < buffer.length; at += PIECE_BYTES) {
            const length = Math.min(PIECE_BYTES, buffer.length - at)
            await write(file, buffer, at, length, position)
            position += length
          }
        }
        await datasync(file)
      } finally {
        file.closeSync()
      }
    } catch (error) {
      this.#removeTemporary(temporary)
      throw error
    }
    fs.renameSync(temporary, path)
    // Without it the rename may be undone by a power cut after the log has been recycled (mistake 11).
    fs.syncDirectorySync(this.#directory)
    return position
  }

  /** Removes every snapshot but the one at `index`. */
  removeOthers(index: number): void {
    let removed = false
    for (const name of this.#names()) {
      if (indexOf(name) === index) continue
      this.#fileSystem.unlinkSync(join(this.#directory, name))
      removed = true
    }
    if (removed) this.#fileSystem.syncDirectorySync(this.#directory)
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

function nameOf(index: number): string {
  return `snapshot-${String(index).padStart(16, '0')}`
}

function indexOf(name: string): number {
  return Number((NAME.exec(name) as RegExpExecArray)[1])
}

function write(file: FileHandle, buffer: Uint8Array, offset: number, length: number, position: number): Promise<void> {
  return new Promise((resolve, reject) => file.write(buffer, offset, length, position, (error) => (error === null ? resolve() : reject(error))))
}

function datasync(file: FileHandle): Promise<void> {
  return new Promise((resolve, reject) => file.datasync((error) => (error === null ? resolve() : reject(error))))
}
