import type { CounterSeries, Metrics } from '@robustmq/common-metrics'

export interface LinkCounters {
  readonly messagesOut: CounterSeries
  readonly messagesIn: CounterSeries
  readonly bytesOut: CounterSeries
  readonly bytesIn: CounterSeries
  readonly frames: CounterSeries
  readonly dropped: CounterSeries
  readonly timeouts: CounterSeries
  readonly streams: CounterSeries
}

export function linkCounters(metrics: Metrics): LinkCounters {
  const counter = (name: string, help: string): CounterSeries => metrics.counter({ name: `robustmq_peer_${name}_total`, help }).series()
  return {
    messagesOut: counter('messages_sent', 'Messages queued for other nodes.'),
    messagesIn: counter('messages_received', 'Messages from other nodes.'),
    bytesOut: counter('sent_bytes', 'Bytes sent to other nodes.'),
    bytesIn: counter('received_bytes', 'Bytes from other nodes.'),
    frames: counter('frames_sent', 'Frames sent to other nodes; one holds what was sent in a turn.'),
    dropped: counter('messages_dropped', 'Messages that found no room in the queue of their node.'),
    timeouts: counter('request_timeouts', 'Requests that were not answered in time.'),
    streams: counter('streams', 'Streams to other nodes begun.'),
  }
}
