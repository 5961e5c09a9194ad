import { BrokerError } from '@robustmq/common-errors'

/** Every code that this package throws or hands to a completion. */
export const WAL_ERROR_CODES = [
  /** The log is closed or closing. */
  'WAL_CLOSED',
  /** A write or a sync failed: nothing more is accepted, the process has to end and recover. */
  'WAL_IO',
  /** Too many bytes wait for the disk. */
  'WAL_QUEUE_FULL',
  /** The frame is larger than `frameBytesMax`. */
  'WAL_FRAME_TOO_LARGE',
  /** No room for another file, or free space is under the reserve. */
  'WAL_DISK_FULL',
  /** A file or frame was written by a newer format. */
  'WAL_FORMAT_UNKNOWN',
  /** Synced bytes cannot be read back as they were written. */
  'WAL_CORRUPT',
  /** The file asked for has been recycled. */
  'WAL_FILE_GONE',
  /** An option is out of its range. */
  'WAL_OPTION_INVALID',
] as const

export type WalErrorCode = (typeof WAL_ERROR_CODES)[number]

type Detail = Readonly<Record<string, string | number | boolean | null>>

export function walError(code: WalErrorCode, message: string, cause?: unknown, detail: Detail = {}): BrokerError {
  const later = code === 'WAL_QUEUE_FULL' || code === 'WAL_DISK_FULL' || code === 'WAL_CLOSED'
  return new BrokerError({ code, retry: later ? 'later' : 'never', message, cause, detail })
}
