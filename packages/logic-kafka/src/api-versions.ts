import type { ApiCodec, ApiVersionsRequest, ApiVersionsResponse, Decoded } from '@robustmq/codec-kafka'
import { apiVersionsApi, createApiCodec, KafkaApiKey, KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { Exchange } from './exchange.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ClientSession } from './client-session.ts'

export const API_VERSIONS_RANGE: VersionRange = { min: 0, max: 4, servedMin: 0 }

/** Software names and versions, from v3 on (KIP-511). */
const SOFTWARE = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/
const SOFTWARE_LENGTH_MAX = 128

const codec: ApiCodec<ApiVersionsRequest, ApiVersionsResponse> = /* @__PURE__ */ createApiCodec(apiVersionsApi)

/** Tells which APIs are served in which versions. */
export function apiVersionsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, API_VERSIONS_RANGE, metrics, answerApiVersions)
}

function answerApiVersions(session: ClientSession, exchange: Exchange, request: Decoded<ApiVersionsRequest>): void {
  let errorCode: number = KafkaErrorCode.NONE
  if (exchange.apiVersion >= 3) {
    const { clientSoftwareName, clientSoftwareVersion } = request
    if (isSoftware(clientSoftwareName) && isSoftware(clientSoftwareVersion)) {
      session.clientSoftware = `${clientSoftwareName} ${clientSoftwareVersion}`
    } else {
      errorCode = KafkaErrorCode.INVALID_REQUEST
    }
  }
  session.answer(exchange, codec, { errorCode, apiKeys: errorCode === KafkaErrorCode.NONE ? session.node.ranges : [] })
}

/**
 * The body of a version that is not known cannot be read: the answer has the form of v0, which every client can read, error
 * 35 and our range of this one API, from which the client chooses (KIP-511).
 */
export function answerUnknownVersion(session: ClientSession, exchange: Exchange): void {
  const { min, max } = API_VERSIONS_RANGE
  exchange.segments = codec.encodeResponse(session.node.writer, 0, exchange.correlationId, {
    errorCode: KafkaErrorCode.UNSUPPORTED_VERSION,
    apiKeys: [{ apiKey: KafkaApiKey.API_VERSIONS, minVersion: min, maxVersion: max }],
  })
  session.settled(exchange)
}

function isSoftware(text: string): boolean {
  return text.length <= SOFTWARE_LENGTH_MAX && SOFTWARE.test(text)
}
