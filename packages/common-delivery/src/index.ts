/**
 * The one engine for per-message acknowledgement: consumers with a durable position and messages in flight, over one log, over many,
 * or over references into logs. Leases, redelivery, limits, dead letters, members that share.
 *
 * @packageDocumentation
 */
export type { Consumer, ConsumerInfo } from './consumer.ts'
export { createDelivery } from './delivery-engine.ts'
export type { Delivery, DeliveryDeps, DeliveryStats } from './delivery.ts'
export type { DeliveryRun } from './delivery-run.ts'
export { RUN_COUNT_MAX } from './delivery-run.ts'
export { DELIVERY_ERROR_CODES } from './errors.ts'
export type { DeliveryErrorCode } from './errors.ts'
export type { DeliverySink, Member } from './member.ts'
export { DEAD_LETTER_LIMIT, DEAD_LETTER_REJECTED } from './options.ts'
export type {
  ConsumerOptions, DeadLetterTarget, DeliveryOptions, DispatchMode, FollowOptions, MemberOptions, RecordFilter,
} from './options.ts'
export type { StoredBatch } from './stored-batch.ts'
