/**
 * Kafka for the broker: `createKafkaModule()` is what an app registers. Produce keeps batches as they are, Fetch sends
 * them as they are; records of every other protocol are in the same log.
 *
 * @packageDocumentation
 */
export { createKafkaModule } from './kafka-module.ts'
export { defaultKafkaConfig, KAFKA_CONFIG_SCHEMA } from './config.ts'
export type { KafkaConfig } from './config.ts'
export { FAILURE_ANSWERS } from './failure-answers.ts'
export { PRODUCER_ID_MACHINE } from './producer-id-machine.ts'
export { KAFKA_FORMAT } from './topic-routes.ts'
