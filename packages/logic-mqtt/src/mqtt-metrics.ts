import type { CounterSeries, GaugeSeries, Metrics } from '@robustmq/common-metrics'

/** Counters of the protocol with their labels bound: each use is one addition. */
export interface MqttMetrics {
  readonly connections: GaugeSeries
  readonly sessions: GaugeSeries
  readonly retained: GaugeSeries
  readonly subscriptions: GaugeSeries
  /** QoS 1 deliveries that are not sent yet. */
  readonly deliveryBytes: GaugeSeries
  readonly publishesInQos0: CounterSeries
  readonly publishesInQos1: CounterSeries
  readonly publishesOutQos0: CounterSeries
  readonly publishesOutQos1: CounterSeries
  readonly acksOut: CounterSeries
  readonly acksNegative: CounterSeries
  readonly acksUnknown: CounterSeries
  /** QoS 0 to a client that does not read. */
  readonly droppedSlow: CounterSeries
  /** Above the client's maximum packet size. */
  readonly droppedTooLarge: CounterSeries
  readonly droppedExpired: CounterSeries
  /** QoS 0 that could not be stored or was not allowed. */
  readonly droppedRefused: CounterSeries
  /** Names that MQTT cannot carry. */
  readonly droppedUnsendable: CounterSeries
  /** Connections that ended otherwise than by DISCONNECT, by code. */
  closed(code: string): CounterSeries
}

export function createMqttMetrics(metrics: Metrics): MqttMetrics {
  const received = metrics.counter({ name: 'mqtt_publishes_received_total', help: 'PUBLISH packets from clients', labels: ['qos'] })
  const sent = metrics.counter({ name: 'mqtt_publishes_sent_total', help: 'PUBLISH packets to clients', labels: ['qos'] })
  const dropped = metrics.counter({ name: 'mqtt_messages_dropped_total', help: 'Messages not delivered or not stored', labels: ['reason'] })
  const acks = metrics.counter({ name: 'mqtt_pubacks_total', help: 'PUBACK packets', labels: ['kind'] })
  const closes = metrics.counter({ name: 'mqtt_closes_total', help: 'Connections that ended without DISCONNECT 0', labels: ['code'], seriesMax: 100 })
  return {
    connections: metrics.gauge({ name: 'mqtt_connections', help: 'Open network connections' }).series(),
    sessions: metrics.gauge({ name: 'mqtt_sessions', help: 'Clients connected' }).series(),
    retained: metrics.gauge({ name: 'mqtt_retained_messages', help: 'Topic names with a retained message' }).series(),
    subscriptions: metrics.gauge({ name: 'mqtt_subscriptions', help: 'Subscriptions' }).series(),
    deliveryBytes: metrics.gauge({ name: 'mqtt_delivery_bytes', help: 'Bytes of QoS 1 deliveries that wait' }).series(),
    publishesInQos0: received.series('0'),
    publishesInQos1: received.series('1'),
    publishesOutQos0: sent.series('0'),
    publishesOutQos1: sent.series('1'),
    acksOut: acks.series('sent'),
    acksNegative: acks.series('sent_negative'),
    acksUnknown: acks.series('received_unknown'),
    droppedSlow: dropped.series('slow_consumer'),
    droppedTooLarge: dropped.series('packet_too_large'),
    droppedExpired: dropped.series('expired'),
    droppedRefused: dropped.series('refused'),
    droppedUnsendable: dropped.series('name_not_sendable'),
    closed: (code) => closes.series(code),
  }
}
