import { STATE_COMMITTED } from '@robustmq/common-state-log'
import type { StateTicket } from '@robustmq/common-state-log'

/** The fate of what a consumer writes that is not durable. */
export const settledState: StateTicket = { state: STATE_COMMITTED, error: null, wait: () => undefined }
