import { BrokerError } from '@robustmq/common-errors'

/** Codes of this package. `COMPRESSION_TOO_LARGE`: the output would exceed the bound. `COMPRESSION_CORRUPT`: the input is not valid. */
export const COMPRESSION_ERROR_CODES = ['COMPRESSION_TOO_LARGE', 'COMPRESSION_CORRUPT', 'COMPRESSION_UNKNOWN_CODEC'] as const
export type CompressionErrorCode = (typeof COMPRESSION_ERROR_CODES)[number]

export function compressionError(code: CompressionErrorCode, message: string, cause?: unknown): BrokerError {
  return new BrokerError({ code, retry: 'never', message, cause })
}

export function corrupt(message: string, cause?: unknown): BrokerError {
  return compressionError('COMPRESSION_CORRUPT', message, cause)
}
