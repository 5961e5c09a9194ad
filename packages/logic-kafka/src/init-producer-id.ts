import type { ApiCodec, Decoded, InitProducerIdRequest, InitProducerIdResponse } from '@robustmq/codec-kafka'
import { createApiCodec, initProducerIdApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { coordinatorAnswerTo } from './failure-answers.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ClientSession } from './client-session.ts'

const RANGE: VersionRange = { min: 0, max: 5, servedMin: 0 }

const codec: ApiCodec<InitProducerIdRequest, InitProducerIdResponse> = /* @__PURE__ */ createApiCodec(initProducerIdApi)

/** Gives ids to idempotent producers. */
export function initProducerIdHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, init(session, request))
  })
}

async function init(session: ClientSession, { transactionalId }: Decoded<InitProducerIdRequest>): Promise<InitProducerIdResponse> {
  if (transactionalId !== null) {
    // There are no transactions here; upon this code every client gives up, upon most others it tries for ever.
    return { throttleTimeMs: 0, errorCode: KafkaErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, producerId: -1, producerEpoch: -1 }
  }
  try {
    return { throttleTimeMs: 0, errorCode: KafkaErrorCode.NONE, producerId: await session.node.producerIds.take(), producerEpoch: 0 }
  } catch (error) {
    const failure = BrokerError.from(error)
    session.node.log.write('warn', { code: failure.code, reason: failure.message }, 'no producer id could be given')
    return { throttleTimeMs: 0, errorCode: coordinatorAnswerTo(failure), producerId: -1, producerEpoch: -1 }
  }
}
