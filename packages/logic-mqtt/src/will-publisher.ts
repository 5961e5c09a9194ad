import type { AppendTicket, BrokerServices, Principal, PublishTarget, TargetWaiter, TicketWaiter } from '@robustmq/broker-api'
import { TARGET_PENDING, TICKET_FAILED } from '@robustmq/broker-api'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { TurnTask } from '@robustmq/common-runtime'
import type { LimitedLog } from '@robustmq/common-log'
import { createMqttRuns, encodeProperties, sizeOfProperties } from '@robustmq/codec-mqtt'
import type { MqttPublishRun, MqttWill } from '@robustmq/codec-mqtt'
import { MQTT_FORMAT } from './native-form.ts'
import { storeModeOf } from './mqtt-config.ts'
import type { MqttConfig } from './mqtt-config.ts'
import type { PublishPath } from './publish-path.ts'

/** What a will needs of the broker. */
export interface WillDeps {
  readonly services: BrokerServices
  readonly config: MqttConfig
  readonly path: PublishPath
  readonly log: LimitedLog
}

/**
 * Publishes wills. At the end of the turn, since a connection may end in the middle of a delivery. Delays are not kept:
 * a session ends with its connection, and then a will is due at once whatever its delay (section 3.1.3.2.2).
 */
export class WillPublisher {
  readonly #broker: WillDeps
  pending = 0

  constructor(broker: WillDeps) {
    this.#broker = broker
  }

  publish(will: MqttWill, principal: Principal, version5: boolean): void {
    this.pending++
    this.#broker.services.turns.atTurnEnd(TURN_APPEND, new DueWill(will, principal, version5, this.#broker, () => void this.pending--))
  }
}

class DueWill implements TurnTask, TargetWaiter, TicketWaiter {
  readonly #will: MqttWill
  readonly #principal: Principal
  readonly #version5: boolean
  readonly #broker: WillDeps
  readonly #done: () => void

  constructor(will: MqttWill, principal: Principal, version5: boolean, broker: WillDeps, done: () => void) {
    this.#will = will
    this.#principal = principal
    this.#version5 = version5
    this.#broker = broker
    this.#done = done
  }

  onTurnEnd(): void {
    this.#publish()
  }

  targetSettled(_target: PublishTarget): void {
    this.#publish()
  }

  ticketSettled(ticket: AppendTicket): void {
    if (ticket.state === TICKET_FAILED) this.#lost(ticket.error?.code ?? 'unknown')
    this.#done()
  }

  #publish(): void {
    const { services, config, path } = this.#broker
    const { topic, qos, retain } = this.#will
    const store = storeModeOf(config.store, topic)
    const live = !(retain || store === 'all' || (store === 'qos1' && qos > 0))
    const target = services.publisher.target(this.#principal.tenant, MQTT_FORMAT, topic, !live)
    if (!services.publisher.ready(target)) {
      if (target.state === TARGET_PENDING) {
        services.publisher.whenSettled(target, this)
        return
      }
      this.#lost(target.error?.code ?? 'unknown')
      this.#done()
      return
    }
    const ticket = path.publish(target, runOf(this.#will), this.#version5, live, null, services.clock.now(), null, 0)
    if (ticket === null) this.#done()
    else if (ticket.state !== 0) this.ticketSettled(ticket)
    else ticket.wait(this)
  }

  #lost(code: string): void {
    this.#broker.log.write('warn', { topic: this.#will.topic, code }, 'a will could not be published')
  }
}

/** A run of one packet with the will's topic, properties and payload. */
function runOf(will: MqttWill): MqttPublishRun {
  const run = createMqttRuns().publish
  const { willDelaySeconds: _delay, ...properties } = will.properties
  const topic = Buffer.from(will.topic)
  const propertiesBytes = sizeOfProperties(properties)
  run.buffer = Buffer.allocUnsafe(topic.length + propertiesBytes + will.payload.length)
  topic.copy(run.buffer)
  encodeProperties(run.buffer, topic.length, properties)
  will.payload.copy(run.buffer, topic.length + propertiesBytes)
  run.count = 1
  run.qos = will.qos
  run.retain = will.retain
  run.topicEnd = topic.length
  run.end = run.buffer.length
  run.hasProperties = propertiesBytes > 0
  run.propertiesStart[0] = topic.length
  run.propertiesEnd[0] = topic.length + propertiesBytes
  run.payloadStart[0] = topic.length + propertiesBytes
  run.payloadEnd[0] = run.buffer.length
  return run
}
