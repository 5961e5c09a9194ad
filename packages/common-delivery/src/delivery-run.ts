import type { MessageRun } from '@robustmq/broker-api'
import { createMessageRun } from '@robustmq/broker-api'
import { RECORD_DELIVERY_MASK, RECORD_RETAINED } from '@robustmq/record-batch'
import type { StoredBatch } from './stored-batch.ts'

/** Messages handed over in one call. */
export const RUN_COUNT_MAX = 256

/**
 * Messages of one batch for one member. Filled again for every call: valid until `deliver` returns, the typed arrays included.
 */
export class DeliveryRun {
  /** Payloads, keys, headers and times, as everywhere in the broker. */
  readonly messages: MessageRun = createMessageRun()
  count = 0
  /** What settles each message: ascending; the offset where the consumer follows one shard. */
  readonly handles: Float64Array = new Float64Array(RUN_COUNT_MAX)
  readonly offsets: Float64Array = new Float64Array(RUN_COUNT_MAX)
  /** Deliveries of each message, this one included; above 1: redelivered. After a crash a possible delivery counts. */
  readonly deliveries: Uint16Array = new Uint16Array(RUN_COUNT_MAX)
  /** Number of the shard that the messages are in. */
  shard = 0
  private readonly keyStart = new Int32Array(RUN_COUNT_MAX)
  private readonly keyEnd = new Int32Array(RUN_COUNT_MAX)
  private readonly headersStart = new Int32Array(RUN_COUNT_MAX)
  private readonly headersEnd = new Int32Array(RUN_COUNT_MAX)

  constructor() {
    const { messages } = this
    messages.payloadStart = new Int32Array(RUN_COUNT_MAX)
    messages.payloadEnd = new Int32Array(RUN_COUNT_MAX)
    messages.timestamps = new Float64Array(RUN_COUNT_MAX)
  }

  begin(shard: number, batch: StoredBatch, attributes: number): void {
    const { messages } = this
    this.count = 0
    this.shard = shard
    messages.buffer = batch.buffer
    messages.headersTrusted = batch.brokerWritten
    messages.deliveryClass = attributes & RECORD_DELIVERY_MASK
    messages.retained = (attributes & RECORD_RETAINED) !== 0
    messages.keyStart = batch.hasKeys ? this.keyStart : null
    messages.keyEnd = batch.hasKeys ? this.keyEnd : null
    messages.headersStart = batch.hasHeaders ? this.headersStart : null
    messages.headersEnd = batch.hasHeaders ? this.headersEnd : null
    messages.headerBuffer = batch.hasHeaders ? batch.buffer : null
  }

  add(batch: StoredBatch, index: number, handle: number, deliveries: number): void {
    const { messages, count } = this
    messages.payloadStart[count] = batch.valueStart(index)
    messages.payloadEnd[count] = batch.valueEnd(index)
    ;(messages.timestamps as Float64Array)[count] = batch.timestamp(index)
    if (batch.hasKeys) {
      this.keyStart[count] = batch.keyStart(index)
      this.keyEnd[count] = batch.keyEnd(index)
    }
    if (batch.hasHeaders) {
      this.headersStart[count] = batch.headersStart(index)
      this.headersEnd[count] = batch.headersEnd(index)
    }
    this.handles[count] = handle
    this.offsets[count] = batch.offset(index)
    this.deliveries[count] = deliveries
    this.count = count + 1
  }

  finish(): void {
    this.messages.count = this.count
    this.messages.timestampMs = (this.messages.timestamps as Float64Array)[0] as number
  }
}
