import type { Connection, Principal } from '@robustmq/broker-api'
import type { ApiCodec } from '@robustmq/codec-kafka'
import type { LogFields } from '@robustmq/common-log'
import type { Exchange } from './exchange.ts'
import type { KafkaNode } from './kafka-node.ts'
import type { SaslMechanism, SaslStep } from './sasl.ts'

/** A session as the handlers of requests see it. */
export interface ClientSession {
  readonly node: KafkaNode
  readonly connection: Connection
  readonly principal: Principal
  /** What the client says it is (ApiVersions 3 and above), for logs. */
  clientSoftware: string
  /** As the client calls itself in the headers of its requests. */
  readonly clientId: string
  readonly closed: boolean
  /** Takes the answer; it goes out when all before it have. */
  answer<Request, Response>(exchange: Exchange, codec: ApiCodec<Request, Response>, response: Response): void
  /** As `answer`, when the promise resolves; a rejection is a defect and closes the connection. */
  answerLater<Request, Response>(exchange: Exchange, codec: ApiCodec<Request, Response>, response: Promise<Response>): void
  /** The request is done; `exchange.segments` is its answer, or it gets none. */
  settled(exchange: Exchange): void
  /** Stops taking requests until `unblock`. */
  block(): void
  /** From here on tokens of this mechanism are taken; `raw`: bare, one per frame, and not in requests. */
  beginSasl(mechanism: SaslMechanism, raw: boolean): void
  /** The server's side of the next token; null when no mechanism was agreed on. With `done` the session goes on as that principal. */
  saslStep(token: Buffer): Promise<SaslStep | null>
  /** Ends the connection when everything is answered. */
  endAfterAnswers(code: string, message: string): void
  unblock(): void
  /** The client did what cannot be answered: says so in the log, answers what came before and ends the connection. */
  refuse(code: string, message: string, fields: LogFields): void
  /** Something in here is wrong; this connection pays for it, the others go on. */
  defect(error: unknown): void
}
