import type { AddressFormat, Publisher, StateWriter } from '@robustmq/broker-api'
import type { Logger } from '@robustmq/common-log'
import type { Clock, Turns } from '@robustmq/common-runtime'
import type { Shard } from '@robustmq/storage-adapter'
import type { FrontPages } from './front-pages.ts'
import type { PendingIndex } from './pending-index.ts'
import type { TenantQuotas } from './tenant-quotas.ts'

/** A message whose time has come. */
export interface DueMessage {
  readonly due: number
  readonly offset: number
  readonly tenant: number
  readonly bytes: number
}

/** The delayed messages of one replication group, as the way in and the way out see them. */
export interface DelayGroup {
  readonly group: number
  readonly index: PendingIndex
  readonly pages: FrontPages
  /** Null, like the writer, until the group's shards are there. */
  readonly shard: Shard | null
  readonly writer: StateWriter | null
  readonly publisher: Publisher
  readonly clock: Clock
  readonly turns: Turns
  readonly log: Logger
  readonly quotas: TenantQuotas
  /** Storage kind of the shards. */
  readonly storage: string
  /** The shard is on this node, of the driver that has the delayed messages. */
  readonly isHere: (shard: number) => boolean
  readonly formatOf: (label: string, separator: string) => AddressFormat
  /** What is due first may have changed. */
  changed(): void
  /** The message waits no more, and its state is gone. */
  gone(message: DueMessage): void
}
