import type { BrokerError } from '@robustmq/common-errors'
import { errorCode } from '@robustmq/common-errors'
import { storageError } from '@robustmq/storage-adapter'
import type { StorageErrorCode } from '@robustmq/storage-adapter'

/** What a failure of the log, or of the filesystem, means to the caller of the storage. */
const CODES: Readonly<Record<string, StorageErrorCode>> = {
  WAL_CLOSED: 'STORAGE_CLOSED',
  WAL_QUEUE_FULL: 'STORAGE_QUEUE_FULL',
  WAL_FRAME_TOO_LARGE: 'STORAGE_BATCH_TOO_LARGE',
  WAL_DISK_FULL: 'STORAGE_DISK_FULL',
  WAL_CORRUPT: 'STORAGE_CORRUPT',
  WAL_FORMAT_UNKNOWN: 'STORAGE_FORMAT_UNKNOWN',
  ENOSPC: 'STORAGE_DISK_FULL',
  EDQUOT: 'STORAGE_DISK_FULL',
}

/** A storage error passes unchanged; anything not in the table is STORAGE_IO. */
export function storageFailure(cause: unknown): BrokerError {
  const code = errorCode(cause)
  if (code !== null && code.startsWith('STORAGE_')) return cause as BrokerError
  const message = cause instanceof Error ? cause.message : String(cause)
  return storageError((code === null ? undefined : CODES[code]) ?? 'STORAGE_IO', message, cause)
}
