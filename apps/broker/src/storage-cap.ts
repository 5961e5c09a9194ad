import type { FileSystem } from '@robustmq/common-runtime'

const CAP_MAX = 50 * 1024 * 1024 * 1024

/**
 * How much the storage in `directory` may hold: `configured`, or when that is 0 half of the space that is free or already taken by it, 50 GiB
 * at most.
 */
export function storageCapBytes(configured: number, fileSystem: FileSystem, directory: string): number {
  if (configured > 0) return configured
  fileSystem.makeDirectorySync(directory)
  return Math.min(CAP_MAX, Math.floor((fileSystem.freeBytesSync(directory) + storedBytes(fileSystem, `${directory}/segments`)) / 2))
}

function storedBytes(fileSystem: FileSystem, directory: string): number {
  if (!fileSystem.existsSync(directory)) return 0
  let bytes = 0
  for (const name of fileSystem.listSync(directory)) {
    const handle = fileSystem.openSync(`${directory}/${name}`, 'read')
    bytes += handle.sizeSync()
    handle.closeSync()
  }
  return bytes
}
