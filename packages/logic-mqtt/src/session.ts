import type { AppendTicket, CloseReason, Connection, ConnectionHandler, Principal, PublishTarget, TargetWaiter, TicketWaiter } from '@robustmq/broker-api'
import { TARGET_PENDING, TICKET_PENDING } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import {
  ACK_RUN, createMqttDecoder, FAILURE, MqttReason, NEED_MORE, PUBLISH_RUN,
} from '@robustmq/codec-mqtt'
import type { MqttConnectPacket, MqttDecoder, MqttPacket, MqttPublishRun, MqttUnsubscribePacket } from '@robustmq/codec-mqtt'
import { acceptingConnack, connectRefusal, keepAliveOf } from './connack.ts'
import { failureReason } from './failure-answers.ts'
import { InboundAcks } from './inbound-acks.ts'
import type { AckSink } from './inbound-acks.ts'
import type { MqttBroker } from './mqtt-broker.ts'
import { MQTT_FORMAT } from './native-form.ts'
import { Outbound } from './outbound.ts'
import type { OutboundOwner } from './outbound.ts'
import { NO_CLIENT_LIMIT, PacketSender } from './packet-sender.ts'
import { copyRun, isPending } from './publish-path.ts'
import { RetainedDelivery } from './retained-delivery.ts'
import type { RetainedWaiter } from './retained-writer.ts'
import { SessionSubscriptions } from './session-subscriptions.ts'
import { TopicMemory } from './topic-memory.ts'
import type { TopicEntry } from './topic-memory.ts'

const WAITING_FOR_CONNECT = 0
const AUTHENTICATING = 1
const OPEN = 2
const CLOSED = 3

/** Holders of `Connection.pause`. */
const HOLD_TARGET = 'mqtt-target'
const HOLD_STORAGE = 'mqtt-storage'
const HOLD_ACKS = 'mqtt-acks'

/**
 * One connection and the clean session that lives with it. Bytes come in as runs from the decoder; publishes go to the
 * broker's publish path in the same call, acknowledgements come back by ticket.
 */
export class Session implements ConnectionHandler, AckSink, OutboundOwner, RetainedWaiter, TicketWaiter, TargetWaiter {
  readonly #connection: Connection
  readonly #broker: MqttBroker
  readonly #decoder: MqttDecoder
  readonly #acks = new InboundAcks()
  #state: typeof WAITING_FOR_CONNECT | typeof AUTHENTICATING | typeof OPEN | typeof CLOSED = WAITING_FOR_CONNECT
  readonly #sender: PacketSender
  #principal: Principal | null = null
  #clientId = ''
  #connect: MqttConnectPacket | null = null
  #outbound: Outbound | null = null
  #retained: RetainedDelivery | null = null
  #subscriptions: SessionSubscriptions | null = null
  #topics: TopicMemory | null = null
  #lastEntry: TopicEntry | null = null
  #aliases: Map<number, TopicEntry> | null = null
  /** Decoding rests: an authentication or a target is awaited. */
  #held = false
  #heldRun: MqttPublishRun | null = null
  #heldEntry: TopicEntry | null = null
  /** Chunks that came while decoding rested. */
  #backlog: Buffer[] = []
  #nowMs = 0
  #willDue = true
  #peerEnded = false
  #connectTimer = 0
  #leaving = false

  constructor(connection: Connection, broker: MqttBroker) {
    this.#connection = connection
    this.#sender = new PacketSender(connection)
    this.#broker = broker
    const { packetBytesMax } = broker.config
    this.#decoder = createMqttDecoder({ runs: broker.runs, limits: { packetBytesMax } })
    broker.connections.add(this)
    this.#connectTimer = broker.services.timers.schedule(broker.config.connectTimeoutSeconds * 1000, { onTimer: () => this.#connectLate() })
  }

  // ConnectionHandler

  onData(chunk: Buffer): void {
    if (this.#state === CLOSED) return
    if (this.#held) {
      this.#backlog.push(chunk)
      return
    }
    this.#nowMs = 0
    this.#decoder.push(chunk)
    this.#decode()
  }

  onEnd(): void {
    this.#peerEnded = true
    this.#endWhenAnswered()
  }

  onDrain(): void {
    this.#outbound?.pump()
    this.#retained?.pump()
  }

  onIdle(): void {
    if (this.#state !== OPEN) return
    // While we do not read, silence is ours, not the client's.
    if (this.#held || this.#acks.count > 0 || this.#broker.services.publisher.congested) {
      this.#armKeepAlive()
      return
    }
    this.#close(MqttReason.KEEP_ALIVE_TIMEOUT, 'MQTT_KEEP_ALIVE', 'nothing came in for one and a half keep-alive times [MQTT-3.1.2-22]')
  }

  onClose(reason: CloseReason): void {
    if (this.#state === OPEN && this.#willDue) this.#logClose(reason.code, reason.message, reason.bytePosition)
    this.#forget()
  }

  // Called by others

  ticketSettled(_ticket: AppendTicket): void {
    this.#flushAcks()
  }

  retainedSettled(sequence: number, error: BrokerError | null): void {
    this.#acks.settle(sequence, error)
    this.#flushAcks()
  }

  targetSettled(_target: PublishTarget): void {
    if (this.#heldRun === null || this.#state === CLOSED) return
    const run = this.#heldRun
    const entry = this.#heldEntry as TopicEntry
    this.#heldRun = null
    this.#heldEntry = null
    this.#held = false
    this.#nowMs = 0
    if (this.#publishTo(entry, run)) this.#goOn()
  }

  relieved(): void {
    this.#connection.resume(HOLD_STORAGE)
  }

  roomAgain(): void {
    this.#retained?.pump()
  }

  tooSlow(): void {
    this.#outbound?.close()
    this.#close(MqttReason.QUOTA_EXCEEDED, 'MQTT_SLOW_CONSUMER', 'more messages wait than the queue of the client, or all queues together, may hold')
  }

  /** Another connection has this client's name [MQTT-3.1.4-3]. */
  takenOver(): void {
    this.#close(MqttReason.SESSION_TAKEN_OVER, 'MQTT_TAKEN_OVER', 'another connection uses the client id')
  }

  /** The node goes away: answers what is in flight, then says so. */
  drain(): void {
    this.#leaving = true
    this.#connection.pause(HOLD_ACKS)
    this.#endWhenAnswered()
  }

  stop(): void {
    if (this.#state !== CLOSED) this.#close(MqttReason.SERVER_SHUTTING_DOWN, 'MQTT_SHUTDOWN', 'the server shuts down')
  }

  // AckSink

  accept(ring: Uint16Array, from: number, to: number, mask: number): void {
    this.#sender.sendPubacks(ring, from, to, mask)
    this.#broker.metrics.acksOut.inc(to - from)
  }

  refuse(packetId: number, error: BrokerError | null, reason: number, address: string): boolean {
    if (this.#state === CLOSED) return false
    this.#broker.metrics.acksNegative.inc()
    const reasonCode = reason === 0 ? failureReason(error) : reason
    const fields = { clientId: this.#clientId, address, code: error?.code ?? 'MQTT_REFUSED', reasonCode }
    this.#broker.log.write('warn', fields, 'a publish is refused')
    if (!this.#sender.version5) {
      // MQTT 3 cannot say no; an acknowledgement would be a lie (3.1.1 section 3.3.5.1).
      this.#close(reasonCode, error?.code ?? 'MQTT_REFUSED', 'a publish is refused')
      return false
    }
    this.#send({ type: 'puback', packetId, reasonCode, properties: {} })
    return true
  }

  // Decoding

  #decode(): void {
    const decoder = this.#decoder
    while (this.#state !== CLOSED && !this.#held) {
      const event = decoder.next()
      if (event === PUBLISH_RUN) {
        if (!this.#publishRun(decoder.publishRun)) return
      } else if (event === ACK_RUN) {
        this.#ackRun()
      } else if (event === NEED_MORE) {
        return
      } else if (event === FAILURE) {
        this.#failed()
        return
      } else {
        this.#packet(decoder.packet as MqttPacket)
      }
    }
  }

  /** Decodes what was left when decoding rested. */
  #goOn(): void {
    this.#decode()
    while (this.#backlog.length > 0 && !this.#held && this.#state !== CLOSED) {
      this.#decoder.push(this.#backlog.shift() as Buffer)
      this.#decode()
    }
    if (!this.#held) this.#connection.resume(HOLD_TARGET)
    this.#endWhenAnswered()
  }

  #hold(): void {
    this.#held = true
    this.#connection.pause(HOLD_TARGET)
  }

  #failed(): void {
    const failure = this.#decoder.failure
    if (failure === null) return
    const { code, reasonCode, message, bytePosition } = failure
    if (this.#state === OPEN) {
      this.#close(reasonCode, code, message, bytePosition)
      return
    }
    // Before CONNECT is understood nothing is said, except to a CONNECT in a known dialect or of an unknown level.
    const level = this.#decoder.version !== 0 ? this.#decoder.version : this.#decoder.connectLevel
    if (code === 'MQTT_UNSUPPORTED_VERSION' || this.#decoder.version === 5) this.#sender.refuseConnect(level >= 5 ? 5 : 4, reasonCode, message)
    this.#logClose(code, message, bytePosition)
    this.#finish({ code, message, bytePosition })
  }

  #packet(packet: MqttPacket): void {
    switch (packet.type) {
      case 'connect':
        this.#connectPacket(packet)
        return
      case 'subscribe': {
        const reasonCodes = this.#subscriptions?.subscribe(packet) ?? []
        this.#send({ type: 'suback', packetId: packet.packetId, reasonCodes, properties: {} })
        this.#retained?.pump()
        return
      }
      case 'unsubscribe':
        this.#unsubscribe(packet)
        return
      case 'pingreq':
        this.#send({ type: 'pingresp' })
        return
      case 'puback':
        this.#outbound?.acknowledge(Int32Array.of(packet.packetId), 1)
        this.#retained?.pump()
        return
      case 'pubrec':
      case 'pubrel':
        this.#answerQos2(packet.type === 'pubrec' ? 'pubrel' : 'pubcomp', packet.packetId)
        return
      case 'disconnect':
        this.#disconnect(packet.reasonCode, packet.properties.sessionExpirySeconds ?? 0)
        return
      case 'auth':
        this.#close(MqttReason.PROTOCOL_ERROR, 'MQTT_PROTOCOL_ERROR', 'AUTH without an authentication method in CONNECT [MQTT-4.12.0-6]')
        return
      default:
    }
  }

  #ackRun(): void {
    const { ackRun } = this.#decoder
    if (ackRun.type === 4) {
      this.#outbound?.acknowledge(ackRun.packetId, ackRun.count)
      this.#retained?.pump()
      return
    }
    if (ackRun.type === 7) return
    for (let i = 0; i < ackRun.count; i++) this.#answerQos2(ackRun.type === 5 ? 'pubrel' : 'pubcomp', ackRun.packetId[i] as number)
  }

  /** No QoS 2 flow is ever under way here: the peer is told that its identifier is not known (section 3.6.2.1). */
  #answerQos2(type: 'pubrel' | 'pubcomp', packetId: number): void {
    this.#send({ type, packetId, reasonCode: MqttReason.PACKET_IDENTIFIER_NOT_FOUND, properties: {} })
  }

  #unsubscribe(packet: MqttUnsubscribePacket): void {
    const reasonCodes = this.#subscriptions?.unsubscribe(packet.topicFilters) ?? []
    this.#send({ type: 'unsuback', packetId: packet.packetId, reasonCodes, properties: {} })
  }

  #disconnect(reasonCode: number, sessionExpirySeconds: number): void {
    if (sessionExpirySeconds > 0 && (this.#connect?.properties.sessionExpirySeconds ?? 0) === 0) {
      this.#close(MqttReason.PROTOCOL_ERROR, 'MQTT_PROTOCOL_ERROR', 'session expiry raised from 0 in DISCONNECT [MQTT-3.14.2-2]')
      return
    }
    // [MQTT-3.14.4-3]: only reason 0 takes the will back.
    if (reasonCode === 0) this.#willDue = false
    this.#finish({ code: 'MQTT_DISCONNECT', message: `the client disconnected with reason ${reasonCode}` })
  }

  // Connecting

  #connectPacket(packet: MqttConnectPacket): void {
    this.#sender.version5 = packet.version === 5
    this.#connect = packet
    this.#sender.packetBytesMax = packet.properties.packetBytesMax ?? NO_CLIENT_LIMIT
    const refusal = connectRefusal(packet)
    if (refusal !== null) {
      this.#reject(refusal.reasonCode, refusal.message)
      return
    }
    if (this.#broker.draining) {
      this.#reject(MqttReason.SERVER_UNAVAILABLE, 'the server shuts down')
      return
    }
    this.#state = AUTHENTICATING
    const { access } = this.#broker.services
    const answer = access.authenticate({ userName: packet.username, password: packet.password, clientId: packet.clientId || null }, this.#connection.info)
    if (!(answer instanceof Promise)) {
      this.#authenticated(packet, answer)
      return
    }
    this.#hold()
    answer.then(
      (principal) => this.#authenticatedLater(packet, principal),
      (error: unknown) => {
        this.#broker.services.log.error({ error }, 'authentication failed to answer')
        this.#authenticatedLater(packet, null)
      },
    )
  }

  #authenticatedLater(packet: MqttConnectPacket, principal: Principal | null): void {
    if (this.#state === CLOSED) return
    this.#held = false
    this.#authenticated(packet, principal)
    this.#goOn()
  }

  #authenticated(packet: MqttConnectPacket, principal: Principal | null): void {
    const { services, config, sessionCount } = this.#broker
    if (principal === null) {
      this.#reject(packet.username === null ? MqttReason.NOT_AUTHORIZED : MqttReason.BAD_USER_NAME_OR_PASSWORD, 'the credentials are refused')
      return
    }
    if (!services.access.authorize(principal, 'connect', null)) {
      this.#reject(MqttReason.NOT_AUTHORIZED, 'connecting is not allowed')
      return
    }
    const willAddress = packet.will === null ? null : services.topics.addressOf(packet.will.topic, MQTT_FORMAT.separator)
    if (packet.will !== null && (willAddress === null || !services.access.authorize(principal, 'publish', willAddress))) {
      this.#reject(willAddress === null ? MqttReason.TOPIC_NAME_INVALID : MqttReason.NOT_AUTHORIZED, 'the will may not be published')
      return
    }
    const assigned = packet.clientId === '' ? `auto-${services.random.bytes(12).toString('hex')}` : null
    const clientId = assigned ?? packet.clientId
    const previous = this.#broker.sessionOf(principal, clientId)
    if (previous === null && sessionCount >= config.sessionsMax) {
      this.#reject(MqttReason.QUOTA_EXCEEDED, 'too many clients are connected')
      return
    }
    previous?.takenOver()
    this.#open(packet, principal, clientId, assigned)
  }

  #open(packet: MqttConnectPacket, principal: Principal, clientId: string, assignedClientId: string | null): void {
    const broker = this.#broker
    const { services, config } = broker
    const keepAliveSeconds = keepAliveOf(packet, config.keepAliveMaxSeconds)
    const connack = acceptingConnack(packet, { assignedClientId, keepAliveSeconds }, config)
    if (!this.#sender.fits(connack)) {
      this.#logClose('MQTT_PACKET_TOO_LARGE', 'the client does not take a CONNACK as small as ours')
      this.#finish({ code: 'MQTT_PACKET_TOO_LARGE', message: 'CONNACK exceeds the client\'s maximum packet size' })
      return
    }
    services.timers.cancel(this.#connectTimer)
    this.#connectTimer = 0
    this.#principal = principal
    this.#clientId = clientId
    this.#state = OPEN
    const window = Math.min(config.inflightMax, packet.properties.receiveMaximum ?? 65_535)
    this.#outbound = new Outbound(
      { version5: this.#sender.version5, packetBytesMax: this.#sender.packetBytesMax, window, queueBytesMax: config.queueBytesMax },
      { connection: this.#connection, owner: this, metrics: broker.metrics, memory: broker.deliveryMemory, now: () => services.clock.now() },
    )
    this.#retained = new RetainedDelivery(this.#outbound, broker.retainedDelivery)
    this.#topics = new TopicMemory(principal, {
      publisher: services.publisher, topics: services.topics, access: services.access, store: config.store, delays: services.delayed !== undefined,
    })
    this.#subscriptions = new SessionSubscriptions(principal, this.#outbound, this.#retained, broker)
    broker.addSession(principal, clientId, this)
    this.#send(connack)
    this.#armKeepAlive()
  }

  #armKeepAlive(): void {
    if (this.#connect !== null) this.#connection.setIdleTimeout(keepAliveOf(this.#connect, this.#broker.config.keepAliveMaxSeconds) * 1500)
  }

  #connectLate(): void {
    this.#connectTimer = 0
    if (this.#state === OPEN || this.#state === CLOSED) return
    this.#logClose('MQTT_CONNECT_TIMEOUT', 'no CONNECT came in time')
    this.#finish({ code: 'MQTT_CONNECT_TIMEOUT', message: 'no CONNECT came in time' })
  }

  #reject(reasonCode: number, message: string): void {
    this.#sender.refuseConnect(this.#sender.version5 ? 5 : 4, reasonCode, message)
    this.#logClose('MQTT_CONNECT_REFUSED', message)
    this.#finish({ code: 'MQTT_CONNECT_REFUSED', message })
  }

  // Publishing

  /** False when decoding must rest or is over. */
  #publishRun(run: MqttPublishRun): boolean {
    const { metrics, config } = this.#broker
    if (run.qos === 2) {
      this.#close(MqttReason.QOS_NOT_SUPPORTED, 'MQTT_QOS_NOT_SUPPORTED', 'QoS 2 is not available [MQTT-3.2.2-11]')
      return false
    }
    const entry = run.topicAlias === 0 ? this.#entryOf(run) : this.#aliased(run)
    if (entry === null) return false
    if (run.qos === 0) {
      metrics.publishesInQos0.inc(run.count)
    } else {
      metrics.publishesInQos1.inc(run.count)
      if (this.#acks.count + run.count > config.receiveMaximum) {
        if (this.#sender.version5) {
          const message = 'more QoS 1 messages without acknowledgement than Receive Maximum allows [MQTT-3.3.4-9]'
          this.#close(MqttReason.RECEIVE_MAXIMUM_EXCEEDED, 'MQTT_RECEIVE_MAXIMUM', message)
          return false
        }
        // MQTT 3 knows no limit: the client is read again when it has been answered.
        this.#connection.pause(HOLD_ACKS)
      }
    }
    return this.#publishTo(entry, run)
  }

  #entryOf(run: MqttPublishRun): TopicEntry {
    if (run.topicRepeated && this.#lastEntry !== null) return this.#lastEntry
    const entry = (this.#topics as TopicMemory).find(run.buffer, run.topicStart, run.topicEnd)
    this.#lastEntry = entry
    return entry
  }

  /** Aliases live as long as the connection [MQTT-3.3.2-7]. */
  #aliased(run: MqttPublishRun): TopicEntry | null {
    const { topicAliasMaximum } = this.#broker.config
    if (run.topicAlias > topicAliasMaximum) {
      this.#close(MqttReason.TOPIC_ALIAS_INVALID, 'MQTT_TOPIC_ALIAS_INVALID', 'topic alias above the maximum [MQTT-3.3.2-9]')
      return null
    }
    this.#aliases ??= new Map()
    if (run.topicStart < run.topicEnd) {
      const entry = this.#entryOf(run)
      this.#aliases.set(run.topicAlias, entry)
      return entry
    }
    const entry = this.#aliases.get(run.topicAlias) ?? null
    if (entry === null) {
      this.#close(MqttReason.PROTOCOL_ERROR, 'MQTT_PROTOCOL_ERROR', 'topic alias without a topic (section 3.3.2.3.4)')
    }
    return entry
  }

  #publishTo(entry: TopicEntry, run: MqttPublishRun): boolean {
    if (!(this.#topics as TopicMemory).allows(entry)) {
      this.#refuseRun(entry, run, null, entry.name.startsWith('$') ? MqttReason.TOPIC_NAME_INVALID : MqttReason.NOT_AUTHORIZED)
      return this.#state !== CLOSED
    }
    const live = !(run.retain || entry.store === 'all' || (entry.store === 'qos1' && run.qos > 0))
    if (!live && !entry.create) (this.#topics as TopicMemory).wantStored(entry)
    const { publisher } = this.#broker.services
    if (!publisher.ready(entry.target)) {
      if (entry.target.state !== TARGET_PENDING) {
        this.#refuseRun(entry, run, entry.target.error, 0)
        return this.#state !== CLOSED
      }
      this.#heldRun = copyRun(run)
      this.#heldEntry = entry
      this.#hold()
      publisher.whenSettled(entry.target, this)
      return false
    }
    this.#publish(entry, run, live)
    return true
  }

  #publish(entry: TopicEntry, run: MqttPublishRun, live: boolean): void {
    const { path, services } = this.#broker
    const { target, delayMs } = entry
    if (this.#nowMs === 0) this.#nowMs = services.clock.now()
    const nowMs = this.#nowMs + delayMs
    if (!path.isWhole(run, nowMs)) {
      // Each has a ticket of its own, and is answered by it.
      const { count } = run
      for (let i = 0; i < count && this.#state !== CLOSED; i++) this.#publish(entry, path.single(run, i), live)
      return
    }
    const held = run.qos > 0 && run.retain && !live && delayMs === 0
    const sequence = held ? this.#acks.pushHeld(run.packetId, 0, run.count, target.nativeName) : 0
    const ticket = path.publish(target, run, this.#sender.version5, live, this.#outbound, nowMs, held ? this : null, sequence, delayMs > 0)
    if (run.qos > 0) {
      if (!held) this.#acks.push(ticket, run.packetId, 0, run.count, target.nativeName)
      else if (ticket === null) this.#acks.settle(sequence, null)
      if (ticket !== null && ticket.state === TICKET_PENDING) ticket.wait(this)
      if (!isPending(ticket)) this.#flushAcks()
    }
    if (services.publisher.congested) {
      this.#connection.pause(HOLD_STORAGE)
      this.#broker.waitForRelief(this)
    }
  }

  #refuseRun(entry: TopicEntry, run: MqttPublishRun, error: BrokerError | null, reason: number): void {
    if (run.qos === 0) {
      this.#broker.metrics.droppedRefused.inc(run.count)
      const reasonCode = reason || failureReason(error)
      const fields = { clientId: this.#clientId, address: entry.name, code: error?.code ?? 'MQTT_REFUSED', reasonCode, count: run.count }
      this.#broker.log.write('warn', fields, 'messages of QoS 0 are refused')
      return
    }
    this.#acks.pushRefused(run.packetId, 0, run.count, error, reason, entry.name)
    this.#flushAcks()
  }

  #flushAcks(): void {
    if (this.#state === CLOSED) return
    this.#acks.flush(this)
    if (this.#acks.count === 0 && !this.#leaving) this.#connection.resume(HOLD_ACKS)
    this.#endWhenAnswered()
  }

  /** The peer sends no more, or the node goes away: the end comes when every publish is answered. */
  #endWhenAnswered(): void {
    if ((!this.#peerEnded && !this.#leaving) || this.#state === CLOSED || this.#held || this.#acks.count > 0) return
    if (this.#leaving) this.#close(MqttReason.SERVER_SHUTTING_DOWN, 'MQTT_SHUTDOWN', 'the server shuts down')
    else {
      const reason = { code: 'MQTT_PEER_ENDED', message: 'the client ended the connection without DISCONNECT' }
      if (this.#state === OPEN) this.#logClose(reason.code, reason.message)
      this.#finish(reason)
    }
  }

  // Sending and closing

  #send(packet: MqttPacket): void {
    if (this.#sender.trySend(packet)) return
    // What must be said does not fit; there is no other way to go on.
    this.#finish({ code: 'MQTT_PACKET_TOO_LARGE', message: `${packet.type} exceeds the client's maximum packet size [MQTT-3.1.2-24]` })
  }

  /** Ends the connection for a reason of ours; MQTT 5 clients are told [MQTT-4.13.2-1]. */
  #close(reasonCode: number, code: string, message: string, bytePosition?: number): void {
    if (this.#state === CLOSED) return
    if (this.#state === OPEN && this.#sender.version5) this.#sender.sendDisconnect(reasonCode, message)
    this.#logClose(code, message, bytePosition)
    this.#finish({ code, message, ...(bytePosition === undefined ? {} : { bytePosition }) })
  }

  #finish(reason: CloseReason): void {
    this.#forget()
    this.#connection.end(reason)
  }

  #logClose(code: string, message: string, bytePosition?: number): void {
    this.#broker.metrics.closed(code).inc()
    const { remoteAddress, remotePort } = this.#connection.info
    const fields = { clientId: this.#clientId, remoteAddress, remotePort, code, reason: message, bytePosition: bytePosition ?? this.#connection.bytesIn }
    this.#broker.log.write('warn', fields, 'an MQTT connection is closed')
  }

  /** The session ends; its will is due unless the client took it back. */
  #forget(): void {
    if (this.#state === CLOSED) return
    const wasOpen = this.#state === OPEN
    this.#state = CLOSED
    const broker = this.#broker
    broker.services.timers.cancel(this.#connectTimer)
    this.#outbound?.close()
    this.#retained?.close()
    this.#subscriptions?.clear()
    this.#acks.clear()
    this.#backlog = []
    this.#heldRun = null
    this.#aliases = null
    this.#lastEntry = null
    if (this.#principal !== null) broker.removeSession(this.#principal, this.#clientId, this)
    const will = this.#connect?.will ?? null
    if (wasOpen && this.#willDue && will !== null && this.#principal !== null) broker.wills.publish(will, this.#principal, this.#sender.version5)
    broker.forget(this)
  }
}
