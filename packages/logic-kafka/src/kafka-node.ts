import type { BrokerServices } from '@robustmq/broker-api'
import type { ApiVersionRange, WireWriter } from '@robustmq/codec-kafka'
import type { ExpiryFilter } from '@robustmq/common-expiry'
import type { LimitedLog } from '@robustmq/common-log'
import type { GroupCoordinator } from './group-coordinator.ts'
import type { KafkaConfig } from './config.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ProducerIds } from './producer-ids.ts'
import type { ProducerStates } from './producer-states.ts'
import type { TopicRoutes } from './topic-routes.ts'

/** What all sessions of a node share. */
export interface KafkaNode {
  readonly services: BrokerServices
  readonly config: KafkaConfig
  readonly metrics: KafkaMetrics
  /** For lines that peers can cause. */
  readonly log: LimitedLog
  /** Encoding is synchronous, so one writer serves all sessions. */
  readonly writer: WireWriter
  readonly routes: TopicRoutes
  readonly producerIds: ProducerIds
  readonly producers: ProducerStates
  readonly coordinator: GroupCoordinator
  /** Takes what is past its time out of what is fetched. */
  readonly expiry: ExpiryFilter
  /** What is advertised, in order of the keys. */
  readonly ranges: readonly ApiVersionRange[]
}
