import { basename, dirname } from 'node:path'
import { crc32c } from '@robustmq/common-bytes'
import type { FileHandle, OpenMode, Random } from '@robustmq/common-runtime'
import { createSeededRandom } from '@robustmq/common-runtime'
import { CompletionDelays } from './completion-delays.ts'
import type { HeldCompletions, HoldFilter } from './completion-delays.ts'
import { DiskDirectory } from './disk-directory.ts'
import { DiskInode } from './disk-inode.ts'
import type { CrashKeeps, DiskChange } from './disk-inode.ts'
import { FaultScript, systemError } from './fault-script.ts'
import type { Fault, FaultyOperation } from './fault-script.ts'
import type { DiskOperation, FaultyFileSystem, FaultyFileSystemOptions } from './faulty-file-system.ts'
import { MemoryHandle } from './memory-handle.ts'
import type { HandleDisk } from './memory-handle.ts'

/** Neighbouring seeds begin alike: spread them, and let the beginning go. */
function spreadRandom(seed: number): Random {
  const random = createSeededRandom(Math.imul(seed + 1, 0x9e3779b1))
  random.bytes(16)
  return random
}

/** See `faulty-file-system.ts`. The methods below the public ones are for its handles. */
class MemoryDisk implements FaultyFileSystem, HandleDisk {
  readonly seed: number
  readonly delays: CompletionDelays
  lyingSync = false
  shortWrites = 0
  diskBytes: number
  usedBytes = 0
  dead = false
  operations = 0
  datasyncs = 0
  fingerprint = 0
  readonly #random: Random
  readonly #schedule: (run: () => void) => void
  readonly #script = new FaultScript()
  #directories: Map<string, DiskDirectory> = new Map([['/', new DiskDirectory()]])
  #serial = 0
  #crashAt = Number.POSITIVE_INFINITY
  #onDeath: (() => void) | null = null
  #watcher: ((operation: DiskOperation) => void) | null = null
  /** The write that is being made, for crashes in the middle of it. */
  #inFlight: { readonly inode: DiskInode; readonly change: DiskChange } | null = null

  constructor(options: FaultyFileSystemOptions) {
    this.seed = options.seed
    this.#random = spreadRandom(options.seed)
    this.#schedule = options.schedule ?? ((run) => void setImmediate(run))
    this.delays = new CompletionDelays(this.#random, this.#schedule)
    this.diskBytes = options.diskBytes ?? Number.POSITIVE_INFINITY
  }

  fail(fault: Fault): void {
    this.#script.add(fault)
  }

  setLatency(min: number, max: number): void {
    if (!(min >= 1 && max >= min)) throw new RangeError(`latency of ${min} to ${max} rounds`)
    this.delays.roundsMin = min
    this.delays.roundsMax = max
  }

  holdCompletions(filter: HoldFilter = {}): HeldCompletions {
    return this.delays.hold(filter)
  }

  watch(watcher: ((operation: DiskOperation) => void) | null): void {
    this.#watcher = watcher
  }

  crashBefore(operation: number, onDeath: () => void): void {
    this.#crashAt = operation
    this.#onDeath = onDeath
  }

  crash(keeps: CrashKeeps = 'chance'): FaultyFileSystem {
    this.dead = true
    return this.fork(keeps)
  }

  fork(keeps: CrashKeeps = 'chance'): FaultyFileSystem {
    // Chance of its own, so that a run with forks goes on like one without.
    const random = spreadRandom(Math.imul(this.seed + 0x1f123bb5, this.operations + 1))
    const next = new MemoryDisk({ seed: (this.seed + 0x6d2b79f5) >>> 0, schedule: this.#schedule, diskBytes: this.diskBytes })
    next.#directories = new Map()
    next.#serial = this.#serial
    const inFlight = this.#inFlight !== null && random.below(2) === 0 ? this.#inFlight : null
    const survivors = new Map<DiskInode, DiskInode>()
    const survivor = (inode: DiskInode): DiskInode => {
      const known = survivors.get(inode) ?? inode.survivor(random, keeps, inFlight?.inode === inode ? inFlight.change : null)
      survivors.set(inode, known)
      return known
    }
    for (const [path, directory] of this.#directories) {
      const left = directory.survivor(random, keeps, survivor)
      next.#directories.set(path, left)
      for (const inode of left.entries.values()) next.usedBytes += inode.seen.size
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
      inode = new DiskInode(path)
      directory.change({ name: basename(path), inode })
    }
    if (inode === undefined) throw systemError('ENOENT', 'open', path)
    return new MemoryHandle(this, inode, mode !== 'read')
  }

  makeDirectorySync(path: string): void {
    this.alive('makeDirectory', path)
    for (let at = path; !this.#directories.has(at); at = dirname(at)) this.#directories.set(at, new DiskDirectory())
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
    this.usedBytes -= inode.seen.size
  }

  renameSync(from: string, to: string): void {
    this.check('rename', from)
    const inode = this.#inode(from)
    const source = this.#directory(dirname(from))
    const target = this.#directory(dirname(to))
    const replaced = target.entries.get(basename(to))
    this.step('rename', from)
    inode.path = to
    if (replaced !== undefined && replaced !== inode) this.usedBytes -= replaced.seen.size
    if (source === target) source.change({ name: basename(from), inode: null }, { name: basename(to), inode })
    else {
      target.change({ name: basename(to), inode })
      source.change({ name: basename(from), inode: null })
    }
  }

  syncDirectorySync(path: string): void {
    this.alive('syncDirectory', path)
    const directory = this.#directory(path)
    const fault = this.#script.due('syncDirectory', path)
    this.step('syncDirectory', path)
    if (fault !== null) {
      directory.giveUp()
      throw systemError(fault.code ?? 'EIO', 'syncDirectory', path)
    }
    if (!this.lyingSync) directory.sync()
  }

  freeBytesSync(path: string): number {
    this.alive('freeBytes', path)
    return Math.max(0, Math.min(this.diskBytes - this.usedBytes, Number.MAX_SAFE_INTEGER))
  }

  alive(what: string, path: string): void {
    if (this.dead) throw systemError('EIO', `${what} after the crash`, path)
  }

  /** Throws what the script wants. */
  check(operation: FaultyOperation, path: string): void {
    this.alive(operation, path)
    const fault = this.#script.due(operation, path)
    if (fault !== null) throw systemError(fault.code ?? 'EIO', operation, path)
  }

  /** Counts an operation; dies when its number has come. */
  step(what: string, path: string, position = 0, length = 0): void {
    this.alive(what, path)
    this.operations++
    const text = Buffer.from(`${what} ${path} ${position} ${length}`)
    this.fingerprint = crc32c(text, 0, text.length, this.fingerprint)
    this.#watcher?.({ number: this.operations, what, path })
    if (this.operations < this.#crashAt) return
    this.dead = true
    const onDeath = this.#onDeath
    this.#onDeath = null
    onDeath?.()
    throw systemError('EIO', `${what} at the crash`, path)
  }

  /** How much of a write of `length` bytes arrives with the first call. */
  pieceOf(length: number): number {
    if (this.shortWrites === 0 || length < 2 || this.#random.below(1000) >= this.shortWrites * 1000) return length
    return 1 + this.#random.below(length - 1)
  }

  write(inode: DiskInode, position: number, bytes: Uint8Array): void {
    this.alive('write', inode.path)
    const fault = this.#script.due('write', inode.path)
    if (fault !== null) {
      if (fault.partial === true) this.#store(inode, position, bytes.subarray(0, this.#random.below(bytes.length + 1)))
      throw systemError(fault.code ?? 'EIO', 'write', inode.path)
    }
    try {
      // The machine may stop with the write half done: then it counts as one of the unsynced.
      this.#inFlight = { inode, change: { serial: this.#serial + 1, position, bytes: Buffer.from(bytes) } }
      this.step('write', inode.path, position, bytes.length)
    } catch (error) {
      if (this.#random.below(2) === 0) this.#store(inode, position, bytes)
      throw error
    } finally {
      this.#inFlight = null
    }
    const growth = Math.max(0, position + bytes.length - inode.seen.size)
    const missing = growth - (this.diskBytes - this.usedBytes)
    if (growth > 0 && missing > 0) {
      this.#store(inode, position, bytes.subarray(0, Math.max(0, bytes.length - missing)))
      throw systemError('ENOSPC', 'write', inode.path)
    }
    this.#store(inode, position, bytes)
  }

  read(inode: DiskInode, buffer: Uint8Array, offset: number, length: number, position: number): number {
    this.alive('read', inode.path)
    const fault = this.#script.due('read', inode.path)
    if (fault !== null && fault.returns === undefined) throw systemError(fault.code ?? 'EIO', 'read', inode.path)
    const all = inode.seen.bytes()
    const bytes = all.subarray(position, position + length)
    const from = fault?.returns === 'misdirected' ? this.#random.below(Math.max(1, all.length - bytes.length)) : position
    buffer.set(from === position ? bytes : all.subarray(from, from + bytes.length), offset)
    if (fault?.returns === 'flipped' && bytes.length > 0) {
      const at = offset + this.#random.below(bytes.length)
      buffer[at] = (buffer[at] as number) ^ (1 << this.#random.below(8))
    }
    return bytes.length
  }

  truncate(inode: DiskInode, length: number): void {
    this.check('truncate', inode.path)
    this.step('truncate', inode.path, length)
    this.usedBytes += length - inode.seen.size
    inode.change({ serial: ++this.#serial, position: length, bytes: null })
  }

  datasyncSync(inode: DiskInode): void {
    this.alive('datasync', inode.path)
    const serial = this.#serial
    const fault = this.#script.due('datasync', inode.path)
    this.step('datasync', inode.path)
    this.#finishSync(inode, serial, fault)
  }

  datasync(inode: DiskInode, done: (error: Error | null) => void): void {
    this.alive('datasync', inode.path)
    const fault = this.#script.due('datasync', inode.path)
    this.step('datasync', inode.path)
    const serial = this.#serial
    this.delays.later('datasync', inode.path, () => {
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

  #finishSync(inode: DiskInode, serial: number, fault: Fault | null): void {
    if (fault !== null) {
      inode.settle(serial, false)
      throw systemError(fault.code ?? 'EIO', 'datasync', inode.path)
    }
    if (!this.lyingSync) inode.settle(serial, true)
    this.datasyncs++
  }

  #store(inode: DiskInode, position: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const before = inode.seen.size
    inode.change({ serial: ++this.#serial, position, bytes: Buffer.from(bytes) })
    this.usedBytes += inode.seen.size - before
  }

  #directory(path: string): DiskDirectory {
    const directory = this.#directories.get(path)
    if (directory === undefined) throw systemError('ENOENT', 'directory', path)
    return directory
  }

  #inode(path: string): DiskInode {
    const inode = this.#directories.get(dirname(path))?.entries.get(basename(path))
    if (inode === undefined) throw systemError('ENOENT', 'file', path)
    return inode
  }
}

/** An empty disk with a root directory. */
export function createFaultyFileSystem(options: FaultyFileSystemOptions): FaultyFileSystem {
  return new MemoryDisk(options)
}
