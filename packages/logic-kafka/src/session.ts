import type { CloseReason, Connection, ConnectionHandler, Principal } from '@robustmq/broker-api'
import type { ApiCodec, FrameReader } from '@robustmq/codec-kafka'
import { apiKeyName, createFrameReader, decodeRequestHeader, KafkaApiKey, peekRequestHeader, REQUEST_HEADER_BYTES_MIN } from '@robustmq/codec-kafka'
import type { LogFields } from '@robustmq/common-log'
import type { TimerId, TimerTask } from '@robustmq/common-runtime'
import type { Api } from './api.ts'
import { answerUnknownVersion } from './api-versions.ts'
import type { ClientSession } from './client-session.ts'
import { Exchange } from './exchange.ts'
import type { KafkaNode } from './kafka-node.ts'
import { SaslExchange } from './sasl.ts'
import type { SaslMechanism, SaslStep } from './sasl.ts'

const HOLDER = 'kafka'
/** How long a connection that is to end may take to read its last answers. */
const FINISH_MS_MAX = 30_000

/**
 * One connection: cuts frames, starts each request as it comes, and answers in the order of the requests, whatever order
 * they finish in. Reading stops while too much is unanswered, unsent or waiting for the disk.
 */
export class Session implements ConnectionHandler, ClientSession, TimerTask {
  readonly node: KafkaNode
  readonly connection: Connection
  principal: Principal
  /** What the client says it is (ApiVersions 3 and above), for logs. */
  clientSoftware = 'unknown'
  clientId = ''
  closed = false
  private readonly apis: ReadonlyMap<number, Api>
  private readonly frames: FrameReader
  /** Unanswered requests, oldest first. */
  private readonly queue: Exchange[] = []
  private requestBytes = 0
  /** Reading is stopped, for whatever reason. */
  private halted = false
  private reading = false
  private releasing = false
  /** A request waits for its shards: what follows waits too, since order within a partition is a promise. */
  private blocked = false
  private backlog: Buffer[] | null = null
  /** Set when the connection is to end as soon as everything is answered. */
  private finishing: CloseReason | null = null
  private linger: TimerId = 0

  /** Known who it is; before that only what leads there is served. */
  private isKnown: boolean
  private sasl: SaslExchange | null = null
  /** Frames are bare tokens (SaslHandshake v0). */
  private rawTokens = false
  /** Who has authenticated by SASL here. */
  private saslName: string | null = null
  /** When the client has to have authenticated again, by the monotonic clock. */
  private knownUntilMs = Number.POSITIVE_INFINITY

  private readonly onClosed: () => void

  /** `principal` is null while it is being found out; `onClosed` is told when the connection is gone. */
  constructor(
    node: KafkaNode, apis: ReadonlyMap<number, Api>, connection: Connection, principal: Principal | null, onClosed: () => void,
  ) {
    this.apis = apis
    this.onClosed = onClosed
    this.node = node
    this.connection = connection
    this.principal = principal ?? { tenant: 0, name: '', clientAddress: connection.info.remoteAddress }
    this.blocked = principal === null
    this.isKnown = principal !== null
    this.frames = createFrameReader({ frameBytesMin: 1, frameBytesMax: node.config.request_bytes_max })
    if (node.config.idle_timeout_ms > 0) connection.setIdleTimeout(node.config.idle_timeout_ms)
    if (this.blocked) this.halt()
  }

  onData(chunk: Buffer): void {
    if (this.finishing !== null || this.closed) return
    if (this.halted) {
      ;(this.backlog ??= []).push(chunk)
      return
    }
    this.frames.push(chunk)
    this.read()
  }

  onEnd(): void {
    this.finish({ code: 'KAFKA_PEER_ENDED', message: 'the client ended its side' })
  }

  onDrain(): void {
    this.release()
    this.resume()
  }

  onIdle(): void {
    if (this.queue.length === 0) this.finish({ code: 'KAFKA_IDLE', message: 'no request for too long' })
    else if (this.connection.congested) this.connection.destroy({ code: 'KAFKA_NOT_READING', message: 'the client does not read its answers' })
    else this.connection.setIdleTimeout(this.node.config.idle_timeout_ms)
  }

  onTimer(): void {
    if (!this.closed && this.finishing !== null) this.connection.destroy(this.finishing)
  }

  onClose(reason: CloseReason): void {
    this.closed = true
    this.node.services.timers.cancel(this.linger)
    this.node.metrics.closed(reason.code).inc()
    for (const exchange of this.queue) exchange.task?.cancel()
    this.queue.length = 0
    this.backlog = null
    this.onClosed()
  }

  /** Takes the answer; it goes out when all before it have. */
  answer<Request, Response>(exchange: Exchange, codec: ApiCodec<Request, Response>, response: Response): void {
    if (this.closed) return
    exchange.segments = codec.encodeResponse(this.node.writer, exchange.apiVersion, exchange.correlationId, response)
    this.settled(exchange)
  }

  /** As `answer`, when the promise resolves; a rejection is a defect and closes the connection. */
  answerLater<Request, Response>(exchange: Exchange, codec: ApiCodec<Request, Response>, response: Promise<Response>): void {
    response.then((value) => this.answer(exchange, codec, value)).catch((error: unknown) => this.defect(error))
  }

  /** The request is done and gets no answer. */
  settled(exchange: Exchange): void {
    exchange.done = true
    exchange.task = null
    if (this.queue[0] === exchange) this.release()
  }

  /** Stops taking requests until `unblock`. */
  block(): void {
    this.blocked = true
    this.halt()
  }

  unblock(): void {
    this.blocked = false
    this.resume()
  }

  /** Goes on reading, if nothing speaks against it. */
  resume(): void {
    if (!this.halted || this.reading || this.closed || this.mustHalt()) return
    this.halted = false
    this.read()
    while (!this.halted && this.backlog !== null) {
      const chunk = this.backlog.shift()
      if (chunk === undefined) this.backlog = null
      else this.onData(chunk)
    }
    if (!this.halted) this.connection.resume(HOLDER)
  }

  /** Takes no more requests, answers what was asked, then ends the connection. */
  finish(reason: CloseReason): void {
    if (this.finishing !== null || this.closed) return
    this.finishing = reason
    // A client that does not read would keep the connection for ever.
    this.linger = this.node.services.timers.schedule(FINISH_MS_MAX, this)
    for (const exchange of [...this.queue]) exchange.task?.hurry()
    this.release()
  }

  /** The client did what cannot be answered: says so in the log and ends the connection. */
  refuse(code: string, message: string, fields: LogFields): void {
    if (this.finishing !== null || this.closed) return
    const { remoteAddress, remotePort } = this.connection.info
    const client = `${remoteAddress}:${remotePort}`
    this.node.log.write('warn', { client, clientSoftware: this.clientSoftware, clientId: this.clientId, code, ...fields }, message)
    this.finish({ code, message })
  }

  /** Something in here is wrong; this connection pays for it, the others go on. */
  defect(error: unknown): void {
    this.node.services.log.error({ error, clientSoftware: this.clientSoftware }, 'a defect: a request could not be served')
    this.connection.destroy({ code: 'KAFKA_DEFECT', message: 'internal error' })
  }

  /** Ends the wait for the principal; null: the client has to say who it is (SASL). */
  authenticated(principal: Principal | null): void {
    if (principal !== null) {
      this.principal = principal
      this.isKnown = true
    }
    this.unblock()
  }

  beginSasl(mechanism: SaslMechanism, raw: boolean): void {
    this.sasl = new SaslExchange(mechanism, this.node.services.access, this.connection.info)
    this.rawTokens = raw
  }

  async saslStep(token: Buffer): Promise<SaslStep | null> {
    const { sasl } = this
    if (sasl === null) return null
    const step = await sasl.step(token)
    if (step.state === 'more') return step
    this.sasl = null
    this.rawTokens = false
    if (step.state === 'refused') return step
    // A session keeps its principal: what it has under way was begun as that one (KIP-368).
    if (this.isKnown && this.saslName !== null && step.principal.name !== this.saslName) return { state: 'refused', reason: 'another user than before' }
    this.principal = step.principal
    this.saslName = step.principal.name
    this.isKnown = true
    const { config, services } = this.node
    if (config.sasl_session_lifetime_ms > 0) this.knownUntilMs = services.clock.monotonic() + config.sasl_session_lifetime_ms
    return step
  }

  endAfterAnswers(code: string, message: string): void {
    this.refuse(code, message, {})
  }

  private read(): void {
    const { frames } = this
    this.reading = true
    try {
      while (this.finishing === null && !this.closed) {
        if (this.mustHalt()) {
          this.halt()
          return
        }
        const status = frames.next()
        if (status === 'need-more') return
        if (status === 'failed') this.refuseFrame()
        else this.request(frames.bytes, frames.start, frames.end)
      }
    } catch (error) {
      this.defect(error)
    } finally {
      this.reading = false
    }
  }

  private request(bytes: Buffer, start: number, end: number): void {
    if (this.rawTokens) {
      this.takeRawToken(bytes.subarray(start, end))
      return
    }
    // Only a bare token may be shorter than the head of a request.
    if (end - start < REQUEST_HEADER_BYTES_MIN) {
      this.refuse('KAFKA_FRAME_INVALID', 'a client sent a frame of an impossible length', { reason: 'frame-too-small', frameBytes: end - start })
      return
    }
    const { apiKey, apiVersion, correlationId } = peekRequestHeader(bytes, start)
    if (!this.mayAsk(apiKey)) return
    const api = this.apis.get(apiKey)
    const exchange = new Exchange(apiKey, apiVersion, correlationId, end - start)
    if (api === undefined || apiVersion < api.servedMin || apiVersion > api.max) {
      this.requestUnknown(exchange)
      return
    }
    const header = decodeRequestHeader(bytes, start, end)
    if (!header.ok) {
      this.refuseBody(exchange, start, header.code, header.position, header.path)
      return
    }
    api.requests.inc()
    if (header.clientId !== null) this.clientId = header.clientId
    this.queue.push(exchange)
    this.requestBytes += exchange.requestBytes
    const failure = api.run(this, exchange, bytes, header.bodyStart, end)
    if (failure !== null) {
      this.queue.pop()
      this.requestBytes -= exchange.requestBytes
      this.refuseBody(exchange, start, failure.code, failure.position, failure.path)
      return
    }
    if (exchange.task !== null && this.queue[0] === exchange) this.release()
  }

  /** Before a client is known it may only ask for versions and authenticate; one whose time is over, only authenticate. */
  private mayAsk(apiKey: number): boolean {
    if (apiKey === KafkaApiKey.SASL_HANDSHAKE || apiKey === KafkaApiKey.SASL_AUTHENTICATE) return true
    if (this.isKnown ? this.node.services.clock.monotonic() < this.knownUntilMs : apiKey === KafkaApiKey.API_VERSIONS) return true
    if (this.isKnown) this.refuse('KAFKA_SESSION_EXPIRED', 'a client did not authenticate again in time', { api: apiKeyName(apiKey) })
    else this.refuse('KAFKA_NOT_AUTHENTICATED', 'a client asked before it had authenticated', { api: apiKeyName(apiKey) })
    return false
  }

  /** A token without a request around it: the answer has a length in front, and an empty one ends a refusal. */
  private takeRawToken(token: Buffer): void {
    const exchange = new Exchange(KafkaApiKey.SASL_AUTHENTICATE, 0, 0, token.length)
    this.queue.push(exchange)
    this.requestBytes += exchange.requestBytes
    this.block()
    this.saslStep(token).then((step) => {
      if (this.closed) return
      if (step === null || step.state === 'refused') this.endAfterAnswers('KAFKA_NOT_AUTHENTICATED', 'authentication failed')
      else {
        const head = Buffer.alloc(4)
        head.writeInt32BE(step.reply.length)
        exchange.segments = [head, step.reply]
      }
      this.settled(exchange)
      this.unblock()
    }).catch((error: unknown) => this.defect(error))
  }

  /** A key or version that is not served: only ApiVersions has an answer for that (KIP-511). */
  private requestUnknown(exchange: Exchange): void {
    const { apiKey, apiVersion } = exchange
    if (apiKey === KafkaApiKey.API_VERSIONS) {
      this.queue.push(exchange)
      this.requestBytes += exchange.requestBytes
      answerUnknownVersion(this, exchange)
      return
    }
    this.refuse('KAFKA_VERSION_UNSUPPORTED', 'a client used an API or version that is not served', { api: apiKeyName(apiKey), apiKey, apiVersion })
  }

  private refuseFrame(): void {
    const { failure } = this.frames
    this.refuse('KAFKA_FRAME_INVALID', 'a client sent a frame of an impossible length', {
      reason: failure?.code, bytePosition: failure?.position, frameBytes: failure?.frameBytes,
    })
  }

  private refuseBody(exchange: Exchange, frameStart: number, reason: string, position: number, path: string): void {
    const { apiKey, apiVersion } = exchange
    this.refuse('KAFKA_REQUEST_MALFORMED', 'a client sent a request that cannot be read', {
      api: apiKeyName(apiKey), apiVersion, reason, path, frameBytePosition: position - frameStart, bytesIn: this.connection.bytesIn,
    })
  }

  /** Sends what is ready, in order, and starts what has become the oldest. */
  private release(): void {
    if (this.releasing || this.closed) return
    this.releasing = true
    const { connection, queue } = this
    try {
      for (let head = queue[0]; head !== undefined; head = queue[0]) {
        if (!head.done) {
          if (head.task === null || head.started || connection.congested) break
          head.started = true
          head.task.start()
          if (!(head as Exchange).done) break
        }
        queue.shift()
        this.requestBytes -= head.requestBytes
        const { segments } = head
        if (segments !== null) for (let i = 0; i < segments.length; i++) connection.writeChunk(segments[i] as Buffer)
      }
    } finally {
      this.releasing = false
    }
    if (this.finishing !== null) {
      if (queue.length === 0) connection.end(this.finishing)
    } else if (this.halted) {
      this.resume()
    }
  }

  private mustHalt(): boolean {
    const { config, services } = this.node
    return this.blocked
      || this.queue.length >= config.in_flight_requests_max
      || this.requestBytes >= config.in_flight_bytes_max
      || this.connection.congested
      || services.publisher.congested
  }

  private halt(): void {
    if (this.halted) return
    this.halted = true
    this.connection.pause(HOLDER)
  }
}
