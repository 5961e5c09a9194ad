import type { FileHandle } from '@robustmq/common-runtime'

/* Promises over the file port, for background work only. */

export function writeAsync(handle: FileHandle, buffer: Uint8Array, offset: number, length: number, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    handle.write(buffer, offset, length, position, (error) => {
      if (error === null) resolve()
      else reject(error)
    })
  })
}

export function readAsync(handle: FileHandle, buffer: Uint8Array, length: number, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    handle.read(buffer, 0, length, position, (error, bytesRead) => {
      if (error === null) resolve(bytesRead)
      else reject(error)
    })
  })
}

export function datasyncAsync(handle: FileHandle): Promise<void> {
  return new Promise((resolve, reject) => {
    handle.datasync((error) => {
      if (error === null) resolve()
      else reject(error)
    })
  })
}
