import * as fs from 'node:fs'
import type { FileHandle, FileSystem, OpenMode } from './file-system.ts'

class NodeFileHandle implements FileHandle {
  readonly #fd: number

  constructor(fd: number) {
    this.#fd = fd
  }

  writeSync(buffer: Uint8Array, offset: number, length: number, position: number): void {
    for (let done = 0; done < length; ) done += fs.writeSync(this.#fd, buffer, offset + done, length - done, position + done)
  }

  writevSync(buffers: readonly Uint8Array[], position: number): void {
    let total = 0
    for (const buffer of buffers) total += buffer.length
    let written = fs.writevSync(this.#fd, buffers, position)
    if (written === total) return
    // A short vectored write: go on one buffer at a time from where it stopped.
    let start = 0
    for (const buffer of buffers) {
      const end = start + buffer.length
      if (written < end) {
        const from = Math.max(0, written - start)
        this.writeSync(buffer, from, buffer.length - from, position + start + from)
        written = end
      }
      start = end
    }
  }

  write(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null) => void): void {
    fs.write(this.#fd, buffer, offset, length, position, (error, written) => {
      if (error !== null) done(error)
      else if (written < length) this.write(buffer, offset + written, length - written, position + written, done)
      else done(null)
    })
  }

  read(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null, bytesRead: number) => void): void {
    fs.read(this.#fd, buffer, offset, length, position, (error, count) => {
      if (error !== null) done(error, 0)
      else if (count === 0 || count === length) done(null, count)
      else this.read(buffer, offset + count, length - count, position + count, (next, more) => done(next, count + more))
    })
  }

  readSync(buffer: Uint8Array, offset: number, length: number, position: number): number {
    let total = 0
    while (total < length) {
      const count = fs.readSync(this.#fd, buffer, offset + total, length - total, position + total)
      if (count === 0) break
      total += count
    }
    return total
  }

  datasync(done: (error: Error | null) => void): void {
    fs.fdatasync(this.#fd, done)
  }

  datasyncSync(): void {
    fs.fdatasyncSync(this.#fd)
  }

  truncateSync(length: number): void {
    fs.ftruncateSync(this.#fd, length)
  }

  sizeSync(): number {
    return fs.fstatSync(this.#fd).size
  }

  closeSync(): void {
    fs.closeSync(this.#fd)
  }
}

const FLAGS: Readonly<Record<OpenMode, string>> = { read: 'r', update: 'r+', create: 'wx+' }

/** The real filesystem. */
export const nodeFileSystem: FileSystem = {
  openSync: (path, mode) => new NodeFileHandle(fs.openSync(path, FLAGS[mode], 0o600)),
  makeDirectorySync: (path) => void fs.mkdirSync(path, { recursive: true, mode: 0o700 }),
  listSync: (path) => fs.readdirSync(path).sort(),
  existsSync: (path) => fs.existsSync(path),
  unlinkSync: (path) => fs.unlinkSync(path),
  renameSync: (from, to) => fs.renameSync(from, to),
  syncDirectorySync: (path) => {
    const fd = fs.openSync(path, 'r')
    try {
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
  },
  freeBytesSync: (path) => {
    const stat = fs.statfsSync(path)
    return stat.bavail * stat.bsize
  },
}
