import { basename, dirname } from 'node:path'
import type { FileHandle, FileSystem, OpenMode, Random } from '@robustmq/common-runtime'
import { createSeededRandom } from '@robustmq/common-runtime'

/*
 * A disk in memory that does what disks are allowed to do. What counts:
 *
 * - A write is visible to readers at once and durable only by a later `datasync` of its file that reports success.
 * - A creation, rename or removal is durable only by a later `syncDirectorySync` of its directory.
 * - `crash` keeps, of what is not durable, what chance decides: each write whole, not at all, or torn at 512-byte sectors,
 *   independently of the others (so later writes may survive earlier ones); of directory changes a prefix.
 * - After a failed `datasync` the writes that it should have covered stay readable, and no later `datasync` makes them durable:
 *   the kernel has marked their pages clean.
 *
 * Directories themselves are durable when made. Equal seeds and equal calls give equal results.
 */

const SECTOR_BYTES = 512

export type FaultyOperation =
  'open' | 'create' | 'read' | 'write' | 'datasync' | 'truncate' | 'unlink' | 'rename' | 'syncDirectory'

export interface Fault {
  readonly operation: FaultyOperation
  /** System error code, default `EIO`. */
  readonly code?: string
  /** Only for paths that contain this. */
  readonly path?: string
  /** Let this many matching operations pass first. Default 0. */
  readonly skip?: number
  /** Fail this many. Default 1. */
  readonly times?: number
  /** For a write: part of the bytes arrive before the error. */
  readonly partial?: boolean
}

export interface FaultyFileSystemOptions {
  readonly seed: number
  /** Runs the completion of an asynchronous operation later. Default `setImmediate`. */
  readonly schedule?: (run: () => void) => void
  /** Size of the disk; writes beyond it fail with `ENOSPC`. Default: no limit. */
  readonly diskBytes?: number
}

/**
 * What becomes of changes that are not durable: see above; all lost; or all kept, still not durable, since the process ends and
 * the machine does not.
 */
export type CrashKeeps = 'chance' | 'nothing' | 'everything'

export interface FaultyFileSystem extends FileSystem {
  /** Changes and completions so far: a place to crash at. */
  readonly operations: number
  readonly dead: boolean
  /** While true, `datasync` and `syncDirectorySync` report success and do nothing. For controls that must lose. */
  lyingSync: boolean
  /** Size of the disk in bytes; may be changed at any time. */
  diskBytes: number
  /** Successful datasyncs. */
  readonly datasyncs: number
  fail(fault: Fault): void
  /** Dies just before the operation with this number (counted as `operations`), or in the middle of it when it is a write. */
  crashBefore(operation: number, onDeath: () => void): void
  /** Ends this filesystem: everything on it fails from now on. Returns what the disk holds, mounted anew. */
  crash(keeps?: CrashKeeps): FaultyFileSystem
  /** Flips bits of a file, in what is readable and in what is durable. */
  flip(path: string, byte: number, mask: number): void
  /** A copy of what a reader sees. */
  contents(path: string): Buffer
}

interface Change {
  readonly serial: number
  readonly position: number
  /** Null: a truncation to `position`. */
  readonly bytes: Buffer | null
}

interface Entry {
  readonly name: string
  /** Null: removed. */
  readonly inode: Inode | null
}

function systemError(code: string, what: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${what} '${path}'`), { code, path })
}

/** Bytes that grow. */
class Content {
  #bytes: Buffer = Buffer.alloc(0)
  size = 0

  copy(): Content {
    const copy = new Content()
    copy.#bytes = Buffer.from(this.bytes())
    copy.size = this.size
    return copy
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.size)
  }

  apply(position: number, bytes: Uint8Array | null): void {
    if (bytes === null) {
      if (position < this.size) this.#bytes.fill(0, position, this.size)
      this.#grow(position)
      this.size = position
      return
    }
    this.#grow(position + bytes.length)
    this.#bytes.set(bytes, position)
    this.size = Math.max(this.size, position + bytes.length)
  }

  flip(byte: number, mask: number): void {
    if (byte < this.size) this.#bytes[byte] = (this.#bytes[byte] as number) ^ mask
  }

  #grow(size: number): void {
    if (size <= this.#bytes.length) return
    const bigger = Buffer.alloc(Math.max(size, this.#bytes.length * 2, 4096))
    this.#bytes.copy(bigger, 0, 0, this.size)
    this.#bytes = bigger
  }
}

class Inode {
  /** Newest name, for scripted faults and messages. */
  path: string
  seen: Content = new Content()
  durable: Content = new Content()
  unsynced: Change[] = []

  constructor(path: string) {
    this.path = path
  }

  change(serial: number, position: number, bytes: Buffer | null): void {
    this.seen.apply(position, bytes)
    this.unsynced.push({ serial, position, bytes })
  }

  /** Makes durable what was changed up to `serial`, or (after a failure) gives it up for ever. */
  settle(serial: number, durable: boolean): void {
    for (const change of this.unsynced) {
      if (durable && change.serial <= serial) this.durable.apply(change.position, change.bytes)
    }
    this.unsynced = this.unsynced.filter((change) => change.serial > serial)
  }

  survivor(random: Random, keeps: CrashKeeps): Inode {
    const left = new Inode(this.path)
    left.durable = this.durable.copy()
    if (keeps === 'everything') {
      left.seen = this.seen.copy()
      left.unsynced = [...this.unsynced]
      return left
    }
    if (keeps === 'chance') for (const change of this.unsynced) survive(left.durable, change, random)
    left.seen = left.durable.copy()
    return left
  }
}

function survive(content: Content, change: Change, random: Random): void {
  const fate = random.below(4)
  if (fate === 0) return
  if (fate === 1 || change.bytes === null) {
    content.apply(change.position, change.bytes)
    return
  }
  // Torn: sectors up to a place (the usual way), or each by chance.
  const end = change.position + change.bytes.length
  const first = Math.floor(change.position / SECTOR_BYTES)
  const last = Math.floor((end - 1) / SECTOR_BYTES)
  const cut = first + random.below(last - first + 2)
  for (let sector = first; sector <= last; sector++) {
    if (fate === 2 ? sector >= cut : random.below(2) === 0) continue
    const from = Math.max(change.position, sector * SECTOR_BYTES)
    const to = Math.min(end, (sector + 1) * SECTOR_BYTES)
    content.apply(from, change.bytes.subarray(from - change.position, to - change.position))
  }
}

class Directory {
  readonly entries: Map<string, Inode> = new Map()
  readonly durable: Map<string, Inode> = new Map()
  /** Each element is one atomic change (a rename has two entries). */
  unsynced: Entry[][] = []

  change(...entries: Entry[]): void {
    applyEntries(this.entries, entries)
    this.unsynced.push(entries)
  }

  sync(): void {
    for (const entries of this.unsynced) applyEntries(this.durable, entries)
    this.unsynced = []
  }

  survivor(random: Random, keeps: CrashKeeps): Directory {
    const left = new Directory()
    const survivors = new Map<Inode, Inode>()
    const survivor = (inode: Inode): Inode => {
      const known = survivors.get(inode) ?? inode.survivor(random, keeps)
      survivors.set(inode, known)
      return known
    }
    for (const [name, inode] of this.durable) left.durable.set(name, inode)
    if (keeps === 'everything') {
      for (const [name, inode] of this.entries) left.entries.set(name, survivor(inode))
      left.unsynced = this.unsynced.map((entries) =>
        entries.map(({ name, inode }) => ({ name, inode: inode === null ? null : survivor(inode) })),
      )
    } else {
      const count = keeps === 'nothing' ? 0 : random.below(this.unsynced.length + 1)
      for (let i = 0; i < count; i++) applyEntries(left.durable, this.unsynced[i] as Entry[])
    }
    for (const [name, inode] of left.durable) {
      left.durable.set(name, survivor(inode))
      if (keeps !== 'everything') left.entries.set(name, survivor(inode))
    }
    return left
  }
}

function applyEntries(map: Map<string, Inode>, entries: readonly Entry[]): void {
  for (const { name, inode } of entries) {
    if (inode === null) map.delete(name)
    else map.set(name, inode)
  }
}

class MemoryDisk implements FaultyFileSystem {
  lyingSync = false
  diskBytes: number
  dead = false
  operations = 0
  datasyncs = 0
  readonly #seed: number
  readonly #random: Random
  readonly #schedule: (run: () => void) => void
  readonly #faults: { fault: Fault; skip: number; times: number }[] = []
  #directories: Map<string, Directory> = new Map([['/', new Directory()]])
  #used = 0
  #serial = 0
  #crashAt = Number.POSITIVE_INFINITY
  #onDeath: (() => void) | null = null

  constructor(options: FaultyFileSystemOptions) {
    this.#seed = options.seed
    // Neighbouring seeds begin alike: spread them, and let the beginning go.
    this.#random = createSeededRandom(Math.imul(options.seed + 1, 0x9e3779b1))
    this.#random.bytes(16)
    this.#schedule = options.schedule ?? ((run) => void setImmediate(run))
    this.diskBytes = options.diskBytes ?? Number.POSITIVE_INFINITY
  }

  fail(fault: Fault): void {
    this.#faults.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 })
  }

  crashBefore(operation: number, onDeath: () => void): void {
    this.#crashAt = operation
    this.#onDeath = onDeath
  }

  crash(keeps: CrashKeeps = 'chance'): FaultyFileSystem {
    this.dead = true
    const next = new MemoryDisk({ seed: this.#seed + 0x6d2b79f5, schedule: this.#schedule, diskBytes: this.diskBytes })
    next.#directories = new Map()
    next.#serial = this.#serial
    for (const [path, directory] of this.#directories) {
      const survivor = directory.survivor(this.#random, keeps)
      next.#directories.set(path, survivor)
      for (const inode of survivor.entries.values()) next.#used += inode.seen.size
    }
    return next
  }

  flip(path: string, byte: number, mask: number): void {
    const inode = this.#inode(path)
    inode.seen.flip(byte, mask)
    inode.durable.flip(byte, mask)
  }

  contents(path: string): Buffer {
    return Buffer.from(this.#inode(path).seen.bytes())
  }

  openSync(path: string, mode: OpenMode): FileHandle {
    this.check(mode === 'create' ? 'create' : 'open', path)
    const directory = this.#directory(dirname(path))
    let inode = directory.entries.get(basename(path))
    if (mode === 'create') {
      if (inode !== undefined) throw systemError('EEXIST', 'open', path)
      this.step('create', path)
      inode = new Inode(path)
      directory.change({ name: basename(path), inode })
    }
    if (inode === undefined) throw systemError('ENOENT', 'open', path)
    return new MemoryHandle(this, inode, mode !== 'read')
  }

  makeDirectorySync(path: string): void {
    this.alive('makeDirectory', path)
    for (let at = path; !this.#directories.has(at); at = dirname(at)) this.#directories.set(at, new Directory())
  }

  listSync(path: string): string[] {
    this.alive('list', path)
    const prefix = path.endsWith('/') ? path : `${path}/`
    const children = [...this.#directories.keys()].filter((key) => key !== '/' && key.startsWith(prefix) && !key.slice(prefix.length).includes('/'))
    return [...this.#directory(path).entries.keys(), ...children.map((key) => basename(key))].sort()
  }

  existsSync(path: string): boolean {
    this.alive('exists', path)
    return this.#directories.has(path) || this.#directories.get(dirname(path))?.entries.has(basename(path)) === true
  }

  unlinkSync(path: string): void {
    this.check('unlink', path)
    const inode = this.#inode(path)
    this.step('unlink', path)
    this.#directory(dirname(path)).change({ name: basename(path), inode: null })
    this.#used -= inode.seen.size
  }

  renameSync(from: string, to: string): void {
    this.check('rename', from)
    const inode = this.#inode(from)
    const source = this.#directory(dirname(from))
    const target = this.#directory(dirname(to))
    const replaced = target.entries.get(basename(to))
    this.step('rename', from)
    inode.path = to
    if (replaced !== undefined && replaced !== inode) this.#used -= replaced.seen.size
    if (source === target) source.change({ name: basename(from), inode: null }, { name: basename(to), inode })
    else {
      target.change({ name: basename(to), inode })
      source.change({ name: basename(from), inode: null })
    }
  }

  syncDirectorySync(path: string): void {
    this.check('syncDirectory', path)
    const directory = this.#directory(path)
    this.step('syncDirectory', path)
    if (!this.lyingSync) directory.sync()
  }

  freeBytesSync(path: string): number {
    this.alive('freeBytes', path)
    return Math.max(0, Math.min(this.diskBytes - this.#used, Number.MAX_SAFE_INTEGER))
  }

  // For handles.

  alive(what: string, path: string): void {
    if (this.dead) throw systemError('EIO', `${what} after the crash`, path)
  }

  /** Throws what the script wants. */
  check(operation: FaultyOperation, path: string): void {
    this.alive(operation, path)
    const fault = this.#due(operation, path)
    if (fault !== null) throw systemError(fault.code ?? 'EIO', operation, path)
  }

  /** Counts an operation; dies when its number has come. */
  step(what: string, path: string): void {
    this.alive(what, path)
    this.operations++
    if (this.operations < this.#crashAt) return
    this.dead = true
    const onDeath = this.#onDeath
    this.#onDeath = null
    onDeath?.()
    throw systemError('EIO', `${what} at the crash`, path)
  }

  write(inode: Inode, position: number, bytes: Uint8Array): void {
    this.alive('write', inode.path)
    const fault = this.#due('write', inode.path)
    if (fault !== null) {
      if (fault.partial === true) this.#store(inode, position, bytes.subarray(0, this.#random.below(bytes.length + 1)))
      throw systemError(fault.code ?? 'EIO', 'write', inode.path)
    }
    try {
      this.step('write', inode.path)
    } catch (error) {
      // The machine may stop with the write half done: then it counts as one of the unsynced.
      if (this.#random.below(2) === 0) this.#store(inode, position, bytes)
      throw error
    }
    const growth = Math.max(0, position + bytes.length - inode.seen.size)
    const missing = growth - (this.diskBytes - this.#used)
    if (growth > 0 && missing > 0) {
      this.#store(inode, position, bytes.subarray(0, Math.max(0, bytes.length - missing)))
      throw systemError('ENOSPC', 'write', inode.path)
    }
    this.#store(inode, position, bytes)
  }

  truncate(inode: Inode, length: number): void {
    this.check('truncate', inode.path)
    this.step('truncate', inode.path)
    this.#used += length - inode.seen.size
    inode.change(++this.#serial, length, null)
  }

  datasyncSync(inode: Inode): void {
    this.alive('datasync', inode.path)
    const serial = this.#serial
    const fault = this.#due('datasync', inode.path)
    this.step('datasync', inode.path)
    this.#finishSync(inode, serial, fault)
  }

  datasync(inode: Inode, done: (error: Error | null) => void): void {
    this.alive('datasync', inode.path)
    const fault = this.#due('datasync', inode.path)
    this.step('datasync', inode.path)
    const serial = this.#serial
    this.later(() => {
      let failure: Error | null = null
      try {
        this.step('datasync completion', inode.path)
        this.#finishSync(inode, serial, fault)
      } catch (error) {
        failure = error as Error
      }
      done(failure)
    })
  }

  /** Runs a completion after one to three rounds of the scheduler, so that completions overtake each other. */
  later(run: () => void): void {
    let rounds = 1 + this.#random.below(3)
    const round = (): void => {
      if (--rounds <= 0) run()
      else this.#schedule(round)
    }
    this.#schedule(round)
  }

  #finishSync(inode: Inode, serial: number, fault: Fault | null): void {
    if (fault !== null) {
      inode.settle(serial, false)
      throw systemError(fault.code ?? 'EIO', 'datasync', inode.path)
    }
    if (!this.lyingSync) inode.settle(serial, true)
    this.datasyncs++
  }

  #store(inode: Inode, position: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const before = inode.seen.size
    inode.change(++this.#serial, position, Buffer.from(bytes))
    this.#used += inode.seen.size - before
  }

  #due(operation: FaultyOperation, path: string): Fault | null {
    for (const entry of this.#faults) {
      if (entry.fault.operation !== operation || entry.times === 0) continue
      if (entry.fault.path !== undefined && !path.includes(entry.fault.path)) continue
      if (entry.skip > 0) {
        entry.skip--
        continue
      }
      entry.times--
      return entry.fault
    }
    return null
  }

  #directory(path: string): Directory {
    const directory = this.#directories.get(path)
    if (directory === undefined) throw systemError('ENOENT', 'directory', path)
    return directory
  }

  #inode(path: string): Inode {
    const inode = this.#directories.get(dirname(path))?.entries.get(basename(path))
    if (inode === undefined) throw systemError('ENOENT', 'file', path)
    return inode
  }
}

class MemoryHandle implements FileHandle {
  readonly #disk: MemoryDisk
  readonly #inode: Inode
  readonly #writable: boolean
  #open = true

  constructor(disk: MemoryDisk, inode: Inode, writable: boolean) {
    this.#disk = disk
    this.#inode = inode
    this.#writable = writable
  }

  writeSync(buffer: Uint8Array, offset: number, length: number, position: number): void {
    this.#check(true)
    this.#disk.write(this.#inode, position, buffer.subarray(offset, offset + length))
  }

  writevSync(buffers: readonly Uint8Array[], position: number): void {
    this.#check(true)
    this.#disk.write(this.#inode, position, Buffer.concat(buffers))
  }

  write(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null) => void): void {
    this.#check(true)
    this.#disk.alive('write', this.#inode.path)
    this.#disk.later(() => {
      let failure: Error | null = null
      try {
        this.#disk.write(this.#inode, position, buffer.subarray(offset, offset + length))
      } catch (error) {
        failure = error as Error
      }
      done(failure)
    })
  }

  read(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null, bytesRead: number) => void): void {
    this.#check(false)
    this.#disk.later(() => {
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
    this.#disk.check('read', this.#inode.path)
    const bytes = this.#inode.seen.bytes().subarray(position, position + length)
    buffer.set(bytes, offset)
    return bytes.length
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

/** An empty disk with a root directory. */
export function createFaultyFileSystem(options: FaultyFileSystemOptions): FaultyFileSystem {
  return new MemoryDisk(options)
}
