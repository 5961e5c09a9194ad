/**
 * The broker as a library: `startBroker` composes storage, metadata, protocols and listeners in this process.
 * The command line `robustmq` is built on it.
 *
 * @packageDocumentation
 */
export { startBroker } from './start-broker.ts'
export type { RunningBroker, StartOptions } from './start-broker.ts'
export { readConfig } from './config.ts'
export type { BrokerConfig, ConfigSource, ListenerConfig, ProtocolConfig } from './config.ts'
export { protocolModules } from './protocols.ts'
export { version } from './version.ts'
