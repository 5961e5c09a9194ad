import type { Placed } from './filter-trie.ts'
import type { Outbound } from './outbound.ts'

/** One subscription of one client. */
export interface Subscription extends Placed {
  readonly tenant: number
  readonly outbound: Outbound
  readonly filter: string
  /** Granted: 0 or 1. */
  readonly qos: 0 | 1
  readonly noLocal: boolean
  readonly retainAsPublished: boolean
  /** 0: none. */
  readonly identifier: number
}

/** A match: the subscription, and whether only the dotted name of a foreign record reached it. */
export interface Match {
  readonly subscription: Subscription
  readonly exact: boolean
}
