import type { AddressFormat, LiveSink, PublishTarget, TargetWaiter, Topic } from '@robustmq/broker-api'
import { TARGET_PENDING } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { ShardAppender } from './shard-appender.ts'

/** An address and all that was found out about it. Plain fields: read once per run. */
export class Target implements PublishTarget {
  readonly tenant: number
  readonly format: AddressFormat
  readonly nativeName: string
  readonly address: string
  topic: Topic | null = null
  state: PublishTarget['state'] = TARGET_PENDING
  error: BrokerError | null = null
  /** Whether a missing topic is to be made. */
  create: boolean
  /** Epoch of the router at which topic and sinks were found. */
  epoch = -1
  sinks: LiveSink[] = []
  /** The one of `sinks` that sends to other nodes. */
  forward: LiveSink | null = null
  /** Where a message without a key goes; null: nothing is stored. */
  appender: ShardAppender | null = null
  /** Headers that say the native name, when it is not the topic's own. */
  headerBlock: Buffer | null = null
  waiters: TargetWaiter[] = []
  /** Monotonic time before which a refused target is not tried again. */
  retryAtMs = 0

  constructor(tenant: number, format: AddressFormat, nativeName: string, address: string, create: boolean) {
    this.tenant = tenant
    this.format = format
    this.nativeName = nativeName
    this.address = address
    this.create = create
  }
}
