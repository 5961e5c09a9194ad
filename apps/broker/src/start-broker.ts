import { renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BoundListener, BrokerServices, Protocol, ProtocolModule } from '@robustmq/broker-api'
import { tryDecompress } from '@robustmq/common-compression'
import { createDelay } from '@robustmq/common-delay'
import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { createPinoLogger } from '@robustmq/common-log'
import { createPromMetrics } from '@robustmq/common-metrics'
import { createRouter, createTopicDirectory } from '@robustmq/common-routing'
import type { TopicDirectoryOptions } from '@robustmq/common-routing'
import type { Clock, FileSystem } from '@robustmq/common-runtime'
import { createTimers, createTurns, nodeFileSystem, systemClock, systemRandom } from '@robustmq/common-runtime'
import { createListeners } from '@robustmq/net'
import { clusterRoutes } from './admin/cluster-routes.ts'
import { delayedRoutes } from './admin/delayed-routes.ts'
import { createAdminServer } from './admin/server.ts'
import { ruleRoutes } from './admin/rule-routes.ts'
import { topicRoutes } from './admin/topic-routes.ts'
import { userRoutes } from './admin/user-routes.ts'
import { registerMetaMetrics } from './cluster/cluster-metrics.ts'
import { createClusterNode } from './cluster/cluster-node.ts'
import { clusterSettings } from './cluster/cluster-settings.ts'
import { waitForCluster } from './cluster/wait-for-cluster.ts'
import type { BrokerConfig } from './config.ts'
import { openDataDirectory } from './data-directory.ts'
import { openEngines } from './engines.ts'
import { checkExposure, exposedHosts, listenHosts } from './listen-hosts.ts'
import { bindProtocol } from './protocol-listeners.ts'
import { TlsRenewal } from './tls-files.ts'
import { startupTable } from './startup-table.ts'
import { registerStorageMetrics } from './storage-metrics.ts'
import { version } from './version.ts'

export interface StartOptions {
  readonly config: BrokerConfig
  readonly modules: readonly ProtocolModule[]
  /** Allows listeners that are not on loopback although nobody is asked for a password. */
  readonly insecure?: boolean
  /** Written, as JSON, when everything is bound: listeners with their real ports, the admin port and the process id. */
  readonly readyFile?: string
  /** Default: JSON lines on standard error. */
  readonly log?: Logger
  /** Default: the real one. */
  readonly fileSystem?: FileSystem
  /** Default: the real one. */
  readonly clock?: Clock
  /** Ends a start that waits for other nodes. */
  readonly cancelled?: Promise<unknown>
  /** Told when a write or sync failed; the process has to end at once. Default: exit with status 70. */
  readonly onFatal?: (error: BrokerError) => void
}

export interface RunningBroker {
  readonly listeners: readonly BoundListener[]
  readonly admin: { readonly host: string; readonly port: number }
  /** Listeners, data directory, durability and a line to try, for people. */
  readonly table: string
  /** Drains and closes: stops accepting, tells clients, commits what was appended. Idempotent. */
  stop(): Promise<void>
}

/** Exit status after a failed write or sync (EX_SOFTWARE of sysexits). */
const EXIT_FATAL = 70

/**
 * Starts a broker in this process.
 * @throws BrokerError CONFIG_UNSAFE, DATA_DIRECTORY_*, NET_PORT_*, WAL_*, STORAGE_*, META_*, LINK_*
 */
export async function startBroker(options: StartOptions): Promise<RunningBroker> {
  const { config } = options
  const log = options.log ?? createPinoLogger({ level: config.log.level, destination: process.stderr })
  const data = await openDataDirectory(resolve(config.node.data_directory))
  const undo: (() => unknown)[] = [() => data.release()]
  try {
    return await compose(options, log, data.path, data.clusterId, undo)
  } catch (error) {
    await unwind(undo, log)
    throw error
  }
}

async function unwind(undo: (() => unknown)[], log: Logger): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    try {
      await step()
    } catch (error) {
      log.error({ error }, 'a part did not close cleanly')
    }
  }
}

async function compose(options: StartOptions, log: Logger, directory: string, clusterId: string, undo: (() => unknown)[]): Promise<RunningBroker> {
  const { config, modules } = options
  const defect = (error: unknown): void => log.error({ error }, 'a defect: a task threw')
  const turns = createTurns(defect)
  const timers = createTimers({ onError: defect })
  undo.push(() => timers.stop())
  const clock = options.clock ?? systemClock
  const metrics = createPromMetrics({ processMetrics: true })
  const onFatal = options.onFatal ?? ((error: BrokerError): void => {
    log.error({ error }, 'a write or sync failed: stopping at once, recovery will tell what is on disk')
    process.exit(EXIT_FATAL)
  })
  const settings = clusterSettings(config)
  const cluster = settings === null ? null : createClusterNode(config.node.id, settings, {
    turns, timers, clock, random: systemRandom, log, metrics, insecure: options.insecure === true,
  })
  // After the engines, which hand over what they lead while they close.
  if (cluster !== null) undo.push(() => cluster.stop())
  const engines = await openEngines(
    { ...config.storage, automatic_max: config.topics.automatic_max, anonymous: config.auth.anonymous }, directory, modules.flatMap((module) => module.stateMachines),
    { clock, turns, timers, random: systemRandom, log, fileSystem: options.fileSystem ?? nodeFileSystem, clusterId, onFatal, nodeId: config.node.id, ...(cluster === null || settings === null ? {} : { cluster: { node: cluster, settings } }) },
  )
  undo.push(() => engines.close())
  // Whether there are users is known only now.
  checkExposure(exposedHosts(config, modules), options.insecure === true || engines.auth.userCount > 0)
  registerStorageMetrics(metrics, engines)
  registerMetaMetrics(metrics, engines.meta)
  const renderMetrics = async (): Promise<{ contentType: string; text: string }> => ({ contentType: metrics.contentType, text: await metrics.render() })
  if (cluster !== null) {
    await waitForCluster(engines.meta, cluster, { config, log, auth: engines.auth, metrics: renderMetrics, cancelled: options.cancelled })
  }
  const drivers = engines.drivers
  const topics = createTopicDirectory({ durability: config.storage.durability, ...retentionDefaults(config.topics) }, { catalog: engines.catalog, drivers, log })
  await topics.openAll()
  const publisher = createRouter({ topics, drivers: [...drivers.values()], turns, clock, log, decompress: tryDecompress, ...(cluster === null ? {} : { cluster: { peers: cluster.link, timers } }) })
  const delayed = createDelay({}, { publisher, driver: engines.durable, state: engines.state, clock, turns, timers, log: log.child({ part: 'delay' }) })
  const listeners = createListeners({ connectionsMax: config.net.connections_max }, { turns, timers, clock, log, metrics })
  undo.push(() => listeners.close(0))
  const node = { nodeId: config.node.id, clusterId: engines.meta.cluster.clusterId === '' ? clusterId : engines.meta.cluster.clusterId, version, advertisedHost: config.node.advertised_host, listeners: () => listeners.bound() }
  const services: BrokerServices = {
    clock, timers, random: systemRandom, turns, log, metrics, meta: engines.meta, topics, publisher, delayed, state: engines.state, access: engines.auth.access, node, decompress: tryDecompress,
  }
  let notReady: string | null = 'starting'
  const admin = createAdminServer({
    log, auth: engines.auth, notReady: () => notReady, metrics: renderMetrics,
  })
  undo.push(() => admin.close())
  admin.add('topics', topicRoutes(topics))
  admin.add('cluster', clusterRoutes(engines.meta, cluster))
  admin.add('delayed', delayedRoutes(delayed))
  admin.add('users', userRoutes(engines.auth))
  admin.add('acl', ruleRoutes(engines.auth))
  const started: { readonly module: ProtocolModule; readonly protocol: Protocol }[] = []
  for (const module of modules) {
    const inCluster = cluster === null ? {} : { cluster, peers: cluster.peersOf(module.name) }
    const protocol = module.start({ ...services, ...inCluster, log: log.child({ protocol: module.name }) }, config.protocols[module.name] ?? {})
    undo.push(() => protocol.stop())
    started.push({ module, protocol })
    admin.add(module.name, protocol.adminRoutes ?? [])
  }
  for (const states of engines.states.values()) await states.recover()
  delayed.start()
  // What consumers hold is known by now.
  for (const driver of drivers.values()) driver.startRetention()
  undo.push(() => delayed.stop())
  const renewal = new TlsRenewal(config.tls.reload_seconds * 1000, timers, log)
  undo.push(() => renewal.stop())
  for (const { module, protocol } of started) await bindProtocol(listeners, module, protocol, config, renewal, log)
  const adminAddress = await admin.listen((listenHosts(config.admin.host)[0] as { host: string }).host, config.admin.port)
  notReady = null

  const bound = listeners.bound()
  cluster?.announce(bound, config.node.advertised_host)
  writeReadyFile(options.readyFile, bound, adminAddress)
  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    notReady = 'stopping'
    listeners.stopAccepting()
    // Leadership goes while everything still works: others wait for nothing.
    if (cluster !== null) await engines.meta.drain()
    const deadlineMs = config.node.drain_seconds * 1000
    await Promise.all(started.map(({ protocol }) => protocol.drain(deadlineMs)))
    await listeners.close(Math.min(deadlineMs, 1000))
    await unwind(undo, log)
  }
  const durability = `local (this node only), fsync ${config.storage.durability} for new topics`
  return {
    listeners: bound,
    admin: adminAddress,
    table: startupTable({ version, dataDirectory: directory, durability, listeners: bound, admin: adminAddress, modules }),
    stop: () => (stopping ??= stop()),
  }
}

/** -1 in the configuration: no limit. */
function retentionDefaults(topics: BrokerConfig['topics']): Pick<TopicDirectoryOptions, 'retention' | 'automaticRetention'> {
  const limit = (value: number): number | null => (value < 0 ? null : value)
  return {
    retention: { retentionMs: limit(topics.retention_ms), retentionBytes: limit(topics.retention_bytes) },
    automaticRetention: { retentionMs: limit(topics.automatic_retention_ms), retentionBytes: limit(topics.automatic_retention_bytes) },
  }
}

/** Written under another name first, so that whoever waits for it reads it whole. */
function writeReadyFile(file: string | undefined, listeners: readonly BoundListener[], admin: { readonly host: string; readonly port: number }): void {
  if (file === undefined) return
  const list = listeners.map(({ name, protocol, transport, host, port }) => ({ name, protocol, transport, host, port }))
  writeFileSync(`${file}.tmp`, JSON.stringify({ processId: process.pid, admin, listeners: list }, null, 2))
  renameSync(`${file}.tmp`, file)
}
