/**
 * All file access of the storage engines goes through this port, so that tests can tear writes, fail syncs and cut power.
 * Paths are absolute. Failures are Node system errors (`code` such as `ENOSPC`, `EIO`, `ENOENT`).
 */
export interface FileHandle {
  /** Writes the whole of `buffer[offset, offset + length)` at `position`, or throws; a short write is retried by the port. */
  writeSync(buffer: Uint8Array, offset: number, length: number, position: number): void
  /** Writes all buffers back to back at `position`, or throws. */
  writevSync(buffers: readonly Uint8Array[], position: number): void
  /** As `writeSync`, off the event loop. The buffer stays untouched until `done`. */
  write(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null) => void): void
  /** Reads up to `length` bytes; `bytesRead` is smaller only at the end of the file. */
  read(buffer: Uint8Array, offset: number, length: number, position: number, done: (error: Error | null, bytesRead: number) => void): void
  readSync(buffer: Uint8Array, offset: number, length: number, position: number): number
  /** fdatasync, off the event loop. After a failure nothing may be assumed of what was written: the caller stops. */
  datasync(done: (error: Error | null) => void): void
  datasyncSync(): void
  truncateSync(length: number): void
  sizeSync(): number
  closeSync(): void
}

/** `read`: must exist. `update`: must exist, read and write. `create`: must not exist, read and write. */
export type OpenMode = 'read' | 'update' | 'create'

export interface FileSystem {
  openSync(path: string, mode: OpenMode): FileHandle
  /** Creates the directory and its parents. */
  makeDirectorySync(path: string): void
  /** Names of entries, sorted. */
  listSync(path: string): string[]
  existsSync(path: string): boolean
  unlinkSync(path: string): void
  renameSync(from: string, to: string): void
  /** Makes creations, renames and removals in a directory durable. */
  syncDirectorySync(path: string): void
  /** Bytes that this process may still write on the device of `path`. */
  freeBytesSync(path: string): number
}
