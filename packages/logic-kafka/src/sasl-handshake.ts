import type { ApiCodec, SaslHandshakeRequest, SaslHandshakeResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, saslHandshakeApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import { saslMechanisms } from './sasl.ts'

const RANGE: VersionRange = { min: 0, max: 1, servedMin: 0 }
/** Before it, tokens follow bare, each with its length and nothing else. */
const WRAPPED_SINCE = 1

const codec: ApiCodec<SaslHandshakeRequest, SaslHandshakeResponse> = /* @__PURE__ */ createApiCodec(saslHandshakeApi)

/** Agrees on a mechanism; also in the midst of a session, to authenticate anew (KIP-368). */
export function saslHandshakeHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { mechanism }) => {
    const mechanisms = saslMechanisms(session.node.services.access)
    const chosen = mechanisms.find((one) => one === mechanism)
    if (chosen === undefined) {
      session.answer(exchange, codec, { errorCode: KafkaErrorCode.UNSUPPORTED_SASL_MECHANISM, mechanisms })
      return
    }
    session.beginSasl(chosen, exchange.apiVersion < WRAPPED_SINCE)
    session.answer(exchange, codec, { errorCode: KafkaErrorCode.NONE, mechanisms })
  })
}
