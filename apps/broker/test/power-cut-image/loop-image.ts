import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

/*
 * A disk that power can be cut from: an ext4 filesystem in a file, through a loop device. The file is what the disk would hold: it has what
 * the filesystem has submitted, and nothing of what is only in its page cache. A copy of the file is the disk after a power cut, provided that
 * the copy is of one moment as far as order matters: a disk may lose or reorder what was written since the last flush, never across it.
 * So the writing process is stopped (not its page cache: that stays dirty, and uncopied), and the copy counts only when the device finished
 * no flush while it was made.
 */

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Null when loop devices and mounts are allowed here, else why not. */
export function loopDevicesRefused(directory: string): string | null {
  const disk = join(directory, 'probe')
  try {
    const image = LoopImage.create(disk, 16)
    image.mount(join(directory, 'probe-mount'))
    image.dispose()
    return null
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    return (stderr ?? String(error)).trim().split('\n')[0] ?? 'unknown'
  } finally {
    rmSync(disk, { force: true })
  }
}

const live = new Set<LoopImage>()

/** Unmounts and detaches everything that is left, whatever happened. */
export function disposeAll(): void {
  for (const image of live) image.dispose()
}

export class LoopImage {
  readonly file: string
  #device: string | null = null
  #mountPoint: string | null = null

  private constructor(file: string) {
    this.file = file
    live.add(this)
  }

  static create(file: string, mebibytes: number): LoopImage {
    const fd = openSync(file, 'w')
    ftruncateSync(fd, mebibytes * 1024 * 1024)
    closeSync(fd)
    run('mkfs.ext4', ['-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', file])
    return new LoopImage(file)
  }

  get mountPoint(): string {
    if (this.#mountPoint === null) throw new Error(`${this.file} is not mounted`)
    return this.#mountPoint
  }

  mount(mountPoint: string): void {
    mkdirSync(mountPoint, { recursive: true })
    this.#device = run('losetup', ['--find', '--show', this.file]).trim()
    run('mount', ['-t', 'ext4', this.#device, mountPoint])
    this.#mountPoint = mountPoint
  }

  /**
   * A copy of what the disk holds, while nobody writes to the mounted filesystem any more. Null when the device goes on finishing flushes.
   * The copy is checked, and its journal replayed, as a machine does that starts again.
   */
  powerCut(file: string): LoopImage | null {
    for (let attempt = 0; attempt < 50; attempt++) {
      const before = this.#flushes()
      run('cp', ['--sparse=always', '--reflink=auto', this.file, file])
      if (this.#flushes() !== before) continue
      const copy = new LoopImage(file)
      checkFilesystem(file)
      return copy
    }
    return null
  }

  /** Flushes that the device has finished: field 16 of its statistics. */
  #flushes(): number {
    const stat = readFileSync(`/sys/block/${basename(this.#device ?? '')}/stat`, 'utf8').trim().split(/\s+/)
    const flushes = Number(stat[15])
    if (!Number.isSafeInteger(flushes)) throw new Error('the kernel does not count flushes (Linux 5.5 or newer does)')
    return flushes
  }

  dispose(): void {
    live.delete(this)
    if (this.#mountPoint !== null) attempt('umount', [this.#mountPoint])
    if (this.#device !== null) attempt('losetup', ['--detach', this.#device])
    this.#mountPoint = null
    this.#device = null
    rmSync(this.file, { force: true })
  }
}

/** Exit status 1 is "errors corrected", which is what replaying a journal and freeing orphans is. */
function checkFilesystem(file: string): void {
  try {
    run('e2fsck', ['-fp', file])
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string }
    if (status !== 1) throw new Error(`the copy is not what a power cut leaves: e2fsck says ${String(status)}: ${stdout ?? ''}`, { cause: error })
  }
}

/** A process that was just killed may hold the mount for a moment. */
function attempt(command: string, args: readonly string[]): void {
  for (let i = 0; i < 50; i++) {
    try {
      run(command, args)
      return
    } catch (error) {
      if (i === 49) process.stderr.write(`power cuts: ${command} ${args.join(' ')}: ${String(error)}\n`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
}
