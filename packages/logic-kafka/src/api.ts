import type { ApiCodec, Decoded, DecodeFailure } from '@robustmq/codec-kafka'
import type { CounterSeries } from '@robustmq/common-metrics'
import type { Exchange } from './exchange.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ClientSession } from './client-session.ts'

/** Versions of an API: advertised `[min, max]`, answered `[servedMin, max]`. */
export interface VersionRange {
  readonly min: number
  readonly max: number
  readonly servedMin: number
}

/** One API as the dispatcher sees it. */
export interface Api extends VersionRange {
  readonly apiKey: number
  readonly name: string
  readonly requests: CounterSeries
  /** Decodes the body and hands it to the handler; a failure to decode is returned, and nothing was done. */
  run(session: ClientSession, exchange: Exchange, bytes: Buffer, bodyStart: number, end: number): DecodeFailure | null
}

/** Joins a codec, the versions served and a handler. */
export function defineHandler<Request, Response>(
  codec: ApiCodec<Request, Response>,
  range: VersionRange,
  metrics: KafkaMetrics,
  handle: (session: ClientSession, exchange: Exchange, request: Decoded<Request>) => void,
): Api {
  const { apiKey, name } = codec.schema
  return {
    ...range,
    apiKey,
    name,
    requests: metrics.requests(name),
    run(session, exchange, bytes, bodyStart, end) {
      const decoded = codec.decodeRequest(exchange.apiVersion, bytes, bodyStart, end)
      if (!decoded.ok) return decoded
      handle(session, exchange, decoded.value)
      return null
    },
  }
}
