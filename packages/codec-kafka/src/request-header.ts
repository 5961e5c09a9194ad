import { readInt16, readInt32 } from '@robustmq/common-bytes'
import { isFlexible } from './api-keys.ts'
import { decodeTags } from './compile.ts'
import { WireReader } from './wire-reader.ts'
import type { DecodeFailure } from './wire-reader.ts'

/** API whose version 0 alone has a request header without client id (header v0). */
const CONTROLLED_SHUTDOWN_KEY = 7

export interface RequestHeader {
  readonly ok: true
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
  /** Where the body begins. */
  readonly bodyStart: number
}

export interface RequestHeaderStart {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
}

/** Bytes of every header version in which its first three numbers lie. */
export const REQUEST_HEADER_BYTES_MIN = 8

/**
 * The first three numbers of a request frame of at least 8 bytes (the frame reader sees to that). They are the same
 * in every header version: enough to answer an ApiVersions request of an unknown version (KIP-511).
 */
export function peekRequestHeader(bytes: Buffer, start: number): RequestHeaderStart {
  return { apiKey: readInt16(bytes, start), apiVersion: readInt16(bytes, start + 2), correlationId: readInt32(bytes, start + 4) }
}

/** Correlation id of a response frame of at least 4 bytes. */
export function peekCorrelationId(bytes: Buffer, start: number): number {
  return readInt32(bytes, start)
}

// Decoding is synchronous and not re-entered, so one cursor serves every header; it keeps no buffer between calls.
const reader: WireReader = new WireReader()
const CLIENT_ID_REMEMBERED_BYTES_MAX = 64
let lastClientId = ''

/**
 * Decodes the header (v0, v1 or v2, by API and version) of the request frame `bytes[start, end)`. The client id keeps
 * its 16-bit length in v2. Never throws.
 */
export function decodeRequestHeader(bytes: Buffer, start: number, end: number): RequestHeader | DecodeFailure {
  reader.open(bytes, start, end, 0)
  const apiKey = reader.readInt16()
  const apiVersion = reader.readInt16()
  const correlationId = reader.readInt32()
  let clientId: string | null = null
  if (apiKey !== CONTROLLED_SHUTDOWN_KEY || apiVersion > 0) {
    const length = reader.readStringLength(false)
    if (reader.failed) reader.path = '/header/clientId'
    else if (length >= 0) {
      clientId = reader.takeRepeatedString(length, lastClientId)
      if (length <= CLIENT_ID_REMEMBERED_BYTES_MAX) lastClientId = clientId
    }
    if (isFlexible(apiKey, apiVersion)) decodeTags(reader, {}, [])
  }
  reader.close()
  if (reader.failed) return reader.path === '' ? { ...reader.failure(), path: '/header' } : reader.failure()
  return { ok: true, apiKey, apiVersion, correlationId, clientId, bodyStart: reader.at }
}
