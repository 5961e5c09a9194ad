import { join } from 'node:path'
import type { FileSystem } from '@robustmq/common-runtime'
import type { WalFile } from './wal-file.ts'
import { createWalFile, decodeFileHeader, FILE_HEAD_BYTES, parseFileName } from './wal-file.ts'

/** The files of the log in a directory, by number; one whose header cannot be read has the salt NaN. */
export function openFiles(fileSystem: FileSystem, directory: string, names: readonly string[], mode: 'read' | 'update'): WalFile[] {
  const files: WalFile[] = []
  for (const name of names) {
    const parsed = parseFileName(name)
    if (parsed === null || parsed.prefix !== 'wal') continue
    const path = join(directory, name)
    const handle = fileSystem.openSync(path, mode)
    const bytes = handle.sizeSync()
    const head = Buffer.alloc(Math.min(FILE_HEAD_BYTES, bytes))
    handle.readSync(head, 0, head.length, 0)
    const header = decodeFileHeader(head, path)
    const readable = header !== null && header.number === parsed.number
    files.push(createWalFile(readable ? header : { number: parsed.number, bytes, salt: Number.NaN, seed: 0 }, handle, path))
  }
  return files.sort((a, b) => a.number - b.number)
}
