import { assert } from '@robustmq/common-errors'
import { compileStruct, decodeTags } from './compile.ts'
import type { DecodeValue, EncodeValue } from './compile.ts'
import { isFlexible, KafkaApiKey } from './api-keys.ts'
import type { AnyApiSchema, AnyStruct, ApiSchema, Decoded } from './schema.ts'
import { WireReader } from './wire-reader.ts'
import type { DecodeFailure } from './wire-reader.ts'
import type { WireWriter } from './wire-writer.ts'

export interface DecodeSuccess<T> {
  readonly ok: true
  readonly value: T
}

export type DecodeResult<T> = DecodeSuccess<T> | DecodeFailure

export interface CodecLimits {
  /**
   * Array elements of one message, over all its arrays; default 250 000. With the frame size this bounds the memory
   * that a decoded message can take: an empty element is 2 bytes on the wire and about 100 in memory.
   */
  readonly elementCountMax: number
}

export const CODEC_LIMITS_DEFAULT: CodecLimits = { elementCountMax: 250_000 }

/** Both messages of one API in every version described, both directions. Compiled at first use of a version. */
export interface ApiCodec<Request, Response> {
  readonly schema: ApiSchema<Request, Response>
  /** True when `version` is described. */
  hasVersion(version: number): boolean
  /**
   * Decodes a request body, `bytes[start, end)`, where `start` is the header's `bodyStart`. Buffers in the value
   * share memory with `bytes`. Never throws; the whole range must be used up.
   */
  decodeRequest(version: number, bytes: Buffer, start: number, end: number): DecodeResult<Decoded<Request>>
  /** Decodes a response frame, `bytes[start, end)`, from its correlation id (see `peekCorrelationId`). Never throws. */
  decodeResponse(version: number, bytes: Buffer, start: number, end: number): DecodeResult<Decoded<Response>>
  /**
   * Encodes a whole frame, length prefix and header included, as segments for one `writev`; records among them are
   * the caller's own buffers. Properties that `version` lacks are left out. Throws `INTERNAL_ASSERTION` for a value
   * that the version cannot carry: null where it is not legal, a string too long, a version not described.
   */
  encodeResponse(writer: WireWriter, version: number, correlationId: number, value: Response): Buffer[]
  /** As `encodeResponse`, for the client's side. */
  encodeRequest(writer: WireWriter, version: number, correlationId: number, clientId: string | null, value: Request): Buffer[]
}

interface Compiled {
  readonly decode: DecodeValue
  readonly encode: EncodeValue
  readonly flexible: boolean
}

/** Makes the codec of one API. Cheap; hold one per API and thread. */
export function createApiCodec<Request, Response>(
  schema: ApiSchema<Request, Response>,
  limits: CodecLimits = CODEC_LIMITS_DEFAULT,
): ApiCodec<Request, Response> {
  const requests: Compiled[] = []
  const responses: Compiled[] = []
  const reader = new WireReader()
  const hasVersion = (version: number): boolean => version >= schema.versionMin && version <= schema.versionMax

  function compiled(table: Compiled[], struct: AnyStruct, version: number): Compiled {
    return (table[version] ??= compileMessage(schema, struct, version))
  }

  function run<T>(decode: DecodeValue): DecodeResult<T> {
    const value = reader.failed ? null : decode(reader)
    if (!reader.failed && reader.at !== reader.end) reader.fail('trailing-bytes', reader.at)
    reader.close()
    // The description was checked against the type where it was written; this is the one place that relies on it.
    return reader.failed ? reader.failure() : { ok: true, value: value as T }
  }

  function encodable(table: Compiled[], struct: AnyStruct, version: number): Compiled {
    assert(hasVersion(version), `${schema.name} has no description of version ${version}`)
    return compiled(table, struct, version)
  }

  return {
    schema,
    hasVersion,
    decodeRequest(version, bytes, start, end) {
      if (!hasVersion(version)) return versionUnsupported(start)
      reader.open(bytes, start, end, limits.elementCountMax)
      return run(compiled(requests, schema.request, version).decode)
    },
    decodeResponse(version, bytes, start, end) {
      if (!hasVersion(version)) return versionUnsupported(start)
      const message = compiled(responses, schema.response, version)
      reader.open(bytes, start, end, limits.elementCountMax)
      reader.readInt32()
      if (hasResponseTags(schema.apiKey, message.flexible)) decodeTags(reader, {}, [])
      return run(message.decode)
    },
    encodeResponse(writer, version, correlationId, value) {
      const message = encodable(responses, schema.response, version)
      writer.openFrame()
      writer.writeInt32(correlationId)
      if (hasResponseTags(schema.apiKey, message.flexible)) writer.writeInt8(0)
      message.encode(writer, value)
      return writer.closeFrame()
    },
    encodeRequest(writer, version, correlationId, clientId, value) {
      const message = encodable(requests, schema.request, version)
      writer.openFrame()
      writer.writeInt16(schema.apiKey)
      writer.writeInt16(version)
      writer.writeInt32(correlationId)
      if (clientId === null) writer.writeInt16(-1)
      else writer.writeString(clientId, false)
      if (message.flexible) writer.writeInt8(0)
      message.encode(writer, value)
      return writer.closeFrame()
    },
  }
}

function versionUnsupported(position: number): DecodeFailure {
  return { ok: false, code: 'version-unsupported', position, path: '' }
}

function compileMessage(schema: AnyApiSchema, struct: AnyStruct, version: number): Compiled {
  const flexible = isFlexible(schema.apiKey, version)
  assert(flexible === version >= schema.flexibleSince, `${schema.name} disagrees with the API table about version ${version}`)
  const { decode, encode } = compileStruct(struct, version, flexible)
  return { decode, encode, flexible }
}

/** Response header v1, with a tag section, for flexible versions; ApiVersions keeps v0 so that any client reads it (KIP-511). */
function hasResponseTags(apiKey: number, flexible: boolean): boolean {
  return flexible && apiKey !== KafkaApiKey.API_VERSIONS
}
