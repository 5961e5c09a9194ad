import type { FileSystem } from '@robustmq/common-runtime'
import { FileHandles } from './file-handles.ts'

const NAME = /^segment-([0-9a-f]{12})\.seg$/
export const TEMPORARY_SUFFIX = '.tmp'

interface Segment {
  readonly bytes: number
  /** Extents that hold something of a shard that exists, at or after its start. */
  liveExtents: number
}

/** The segment files of a directory: their numbers, sizes, and how much of each is still wanted. */
export class SegmentFiles {
  readonly directory: string
  readonly handles: FileHandles
  storedBytes = 0
  readonly #fileSystem: FileSystem
  readonly #segments = new Map<number, Segment>()
  readonly #onRemoved: (file: number) => void
  #nextNumber = 1

  /** `onRemoved` is told of each file that goes. */
  constructor(fileSystem: FileSystem, directory: string, openFilesMax: number, onRemoved: (file: number) => void) {
    this.#onRemoved = onRemoved
    this.#fileSystem = fileSystem
    this.directory = directory
    this.handles = new FileHandles(fileSystem, (file) => this.pathOf(file), openFilesMax)
  }

  get count(): number {
    return this.#segments.size
  }

  pathOf(file: number): string {
    return `${this.directory}/segment-${file.toString(16).padStart(12, '0')}.seg`
  }

  takeNumber(): number {
    return this.#nextNumber++
  }

  /** Numbers of the segments in the directory, rising; files that were not finished are removed. */
  list(): number[] {
    const numbers: number[] = []
    for (const name of this.#fileSystem.listSync(this.directory)) {
      const match = NAME.exec(name)
      if (match !== null) numbers.push(Number.parseInt(match[1] as string, 16))
      else if (name.endsWith(TEMPORARY_SUFFIX)) this.#fileSystem.unlinkSync(`${this.directory}/${name}`)
    }
    numbers.sort((a, b) => a - b)
    this.#nextNumber = (numbers.at(-1) ?? 0) + 1
    return numbers
  }

  add(file: number, bytes: number, liveExtents: number): void {
    this.#segments.set(file, { bytes, liveExtents })
    this.storedBytes += bytes
  }

  retain(file: number): void {
    const segment = this.#segments.get(file)
    if (segment !== undefined) segment.liveExtents++
  }

  /** One extent fewer; the file goes with its last one. A crash in between leaves a file that the next start removes. */
  release(file: number): void {
    const segment = this.#segments.get(file)
    if (segment === undefined || --segment.liveExtents > 0) return
    this.#remove(file, segment)
  }

  /** Keeps the file until the returned function is called. */
  hold(file: number): () => void {
    this.retain(file)
    return () => this.release(file)
  }

  /** Extents that are wanted; 0 when there is no such file. */
  liveExtents(file: number): number {
    return this.#segments.get(file)?.liveExtents ?? 0
  }

  /** Size of the file; 0 when there is no such file. */
  bytesOf(file: number): number {
    return this.#segments.get(file)?.bytes ?? 0
  }

  setLiveExtents(file: number, liveExtents: number): void {
    const segment = this.#segments.get(file)
    if (segment !== undefined) segment.liveExtents = liveExtents
  }

  removeIfDead(file: number): void {
    const segment = this.#segments.get(file)
    if (segment !== undefined && segment.liveExtents === 0) this.#remove(file, segment)
  }

  /** Removes files without a live extent. */
  sweep(): void {
    for (const [file, segment] of this.#segments) if (segment.liveExtents === 0) this.#remove(file, segment)
  }

  #remove(file: number, segment: Segment): void {
    this.#segments.delete(file)
    this.storedBytes -= segment.bytes
    this.handles.forget(file)
    this.#fileSystem.unlinkSync(this.pathOf(file))
    this.#onRemoved(file)
  }
}
