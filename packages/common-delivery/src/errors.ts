export const DELIVERY_ERROR_CODES = [
  /** State of consumers was written by a newer build or is damaged: starting would lose positions. */
  'DELIVERY_STATE_INVALID',
] as const

export type DeliveryErrorCode = (typeof DELIVERY_ERROR_CODES)[number]
