import type { ApiCodec, SaslAuthenticateRequest, SaslAuthenticateResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, saslAuthenticateApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 2, servedMin: 0 }
const NOTHING: Buffer = Buffer.alloc(0)

const codec: ApiCodec<SaslAuthenticateRequest, SaslAuthenticateResponse> = /* @__PURE__ */ createApiCodec(saslAuthenticateApi)

/** Carries the tokens of the mechanism that was agreed on. */
export function saslAuthenticateHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { authBytes }) => {
    session.answerLater(exchange, codec, authenticate(session, authBytes))
  })
}

async function authenticate(session: ClientSession, token: Buffer): Promise<SaslAuthenticateResponse> {
  // What follows waits: it is to be done as whoever this turns out to be.
  session.block()
  try {
    const step = await session.saslStep(token)
    if (step === null) return { errorCode: KafkaErrorCode.ILLEGAL_SASL_STATE, errorMessage: 'SaslHandshake comes first', authBytes: NOTHING }
    if (step.state === 'refused') {
      session.endAfterAnswers('KAFKA_NOT_AUTHENTICATED', step.reason)
      return { errorCode: KafkaErrorCode.SASL_AUTHENTICATION_FAILED, errorMessage: step.reason, authBytes: NOTHING }
    }
    const sessionLifetimeMs = step.state === 'done' ? session.node.config.sasl_session_lifetime_ms : 0
    return { errorCode: KafkaErrorCode.NONE, errorMessage: null, authBytes: step.reply, sessionLifetimeMs }
  } finally {
    session.unblock()
  }
}
