import { BrokerError } from '@robustmq/common-errors'

/**
 * The one error family of storage. Each protocol maps these codes to its own answers in one table
 * (`failure-answers.ts` of its logic package).
 */
export const STORAGE_ERROR_CODES = [
  /** No space, or below the reserve: reads go on, writes are refused until space is back. */
  'STORAGE_DISK_FULL',
  /** Too many bytes wait for the disk; the same append may succeed in a moment. */
  'STORAGE_QUEUE_FULL',
  /** The cap of the node is reached, and everything that could give way is held or has no limit: reads go on. */
  'STORAGE_CAP_REACHED',
  /** The driver is draining or closed. */
  'STORAGE_CLOSED',
  'STORAGE_SHARD_UNKNOWN',
  'STORAGE_SHARD_EXISTS',
  /** Below the log start or above the committed end. */
  'STORAGE_OFFSET_OUT_OF_RANGE',
  /** The batch is not a well-formed record batch. */
  'STORAGE_BATCH_INVALID',
  /** A single append above the driver's limit. */
  'STORAGE_BATCH_TOO_LARGE',
  /** The expected-offset condition of an append did not hold. */
  'STORAGE_CONDITION_FAILED',
  /** A checksum does not match what was written. */
  'STORAGE_CORRUPT',
  /** The device failed; the process stops, since nothing written since the last sync can be trusted. */
  'STORAGE_IO',
  /** The data was written by a newer format. */
  'STORAGE_FORMAT_UNKNOWN',
  /** A capability that this driver does not have. */
  'STORAGE_UNSUPPORTED',
  /** The node that holds the shard cannot be reached, or was lost meanwhile: what was on its way may or may not have been stored. */
  'STORAGE_UNREACHABLE',
  /** The shard belongs to another node by now: look again. */
  'STORAGE_NOT_HERE',
] as const

export type StorageErrorCode = (typeof STORAGE_ERROR_CODES)[number]

const RETRY: Readonly<Partial<Record<StorageErrorCode, 'later' | 'elsewhere'>>> = {
  STORAGE_DISK_FULL: 'later',
  STORAGE_QUEUE_FULL: 'later',
  STORAGE_CAP_REACHED: 'later',
  STORAGE_CLOSED: 'later',
  STORAGE_IO: 'elsewhere',
  STORAGE_UNREACHABLE: 'later',
  STORAGE_NOT_HERE: 'elsewhere',
}

export function storageError(code: StorageErrorCode, message: string, cause?: unknown): BrokerError {
  return new BrokerError({ code, message, retry: RETRY[code] ?? 'never', ...(cause === undefined ? {} : { cause }) })
}
