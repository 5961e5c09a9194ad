import type { FileHandle } from '@robustmq/common-runtime'
import type { DiskInode } from './disk-inode.ts'
import { systemError } from './fault-script.ts'
import type { CompletionDelays } from './completion-delays.ts'

/** What an open file asks of its disk. */
export interface HandleDisk {
  readonly delays: CompletionDelays
  alive(what: string, path: string): void
  pieceOf(length: number): number
  write(inode: DiskInode, position: number, bytes: Uint8Array): void
  read(inode: DiskInode, buffer: Uint8Array, offset: number, length: number, position: number): number
  truncate(inode: DiskInode, length: number): void
  datasync(inode: DiskInode, done: (error: Error | null) => void): void
  datasyncSync(inode: DiskInode): void
}

/** An open file of a disk in memory. */
export class MemoryHandle implements FileHandle {
  readonly #disk: HandleDisk
  readonly #inode: DiskInode
  readonly #writable: boolean
  #open = true

  constructor(disk: HandleDisk, inode: DiskInode, writable: boolean) {
    this.#disk = disk
    this.#inode = inode
    this.#writable = writable
  }

  writeSync(buffer: Uint8Array, offset: number, length: number, position: number): void {
    this.#check(true)
    const end = offset + length
    for (let at = offset; at < end; ) {
      const piece = this.#disk.pieceOf(end - at)
      this.#disk.write(this.#inode, position + at - offset, buffer.subarray(at, at + piece))
      at += piece
    }
  }

  writevSync(buffers: readonly Uint8Array[], position: number): void {
    const all = Buffer.concat(buffers)
    this.writeSync(all, 0, all.length, position)
  }

  write(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null) => void): void {
    this.#check(true)
    this.#disk.alive('write', this.#inode.path)
    const piece = this.#disk.pieceOf(length)
    this.#disk.delays.later('write', this.#inode.path, () => {
      let failure: Error | null = null
      try {
        this.#disk.write(this.#inode, position, buffer.subarray(offset, offset + piece))
        if (piece < length) {
          this.write(buffer, offset + piece, length - piece, position + piece, done)
          return
        }
      } catch (error) {
        failure = error as Error
      }
      done(failure)
    })
  }

  read(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null, bytesRead: number) => void): void {
    this.#check(false)
    this.#disk.delays.later('read', this.#inode.path, () => {
      let failure: Error | null = null
      let count = 0
      try {
        count = this.readSync(buffer, offset, length, position)
      } catch (error) {
        failure = error as Error
      }
      done(failure, count)
    })
  }

  readSync(buffer: Uint8Array, offset: number, length: number, position: number): number {
    this.#check(false)
    return this.#disk.read(this.#inode, buffer, offset, length, position)
  }

  datasync(done: (error: Error | null) => void): void {
    this.#check(true)
    this.#disk.datasync(this.#inode, done)
  }

  datasyncSync(): void {
    this.#check(true)
    this.#disk.datasyncSync(this.#inode)
  }

  truncateSync(length: number): void {
    this.#check(true)
    this.#disk.truncate(this.#inode, length)
  }

  sizeSync(): number {
    this.#check(false)
    this.#disk.alive('size', this.#inode.path)
    return this.#inode.seen.size
  }

  closeSync(): void {
    this.#check(false)
    this.#open = false
  }

  #check(write: boolean): void {
    if (!this.#open || (write && !this.#writable)) throw systemError('EBADF', 'handle of', this.#inode.path)
  }
}
