import { createNoPeers } from '@robustmq/broker-api'
import type { StateMachine } from '@robustmq/broker-api'
import type { TopicCatalog } from '@robustmq/common-catalog'
import { createTopicCatalog } from '@robustmq/common-catalog'
import type { Auth } from '@robustmq/common-auth'
import { createAuth } from '@robustmq/common-auth'
import { compress, tryDecompress } from '@robustmq/common-compression'
import { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { createLimitedLog } from '@robustmq/common-log'
import { createRecordFields } from '@robustmq/common-routing'
import type { Clock, FileSystem, Random, Timers, Turns } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import type { StateLogs } from '@robustmq/common-state-log'
import { createMetaService } from '@robustmq/meta-service'
import type { MetaService, MetaServiceOptions } from '@robustmq/meta-service'
import type { Shard, StorageDriver } from '@robustmq/storage-adapter'
import { createMemoryStorage } from '@robustmq/storage-memory'
import { createPlacedStorage, createShardExchange } from '@robustmq/storage-remote'
import { createSegmentStorage } from '@robustmq/storage-segment'
import type { RecoveredFrame, Wal } from '@robustmq/wal'
import { FRAME_BATCH, FRAME_META, FRAME_SHARD, openWal } from '@robustmq/wal'
import type { ClusterNode } from './cluster/cluster-node.ts'
import type { ClusterSettings } from './cluster/cluster-settings.ts'
import type { BrokerConfig } from './config.ts'
import { storageCapBytes } from './storage-cap.ts'

/** Largest batch; a frame of the log holds it with its header and deltas. */
const BATCH_BYTES_MAX = 15 * 1024 * 1024
const FRAME_MARGIN_BYTES = 64 * 1024
/** Between the levels of the names of each format of addresses. */
const ADDRESS_SEPARATORS: ReadonlyMap<string, string> = new Map([['mqtt', '/'], ['kafka', '.'], ['nats', '.'], ['amqp', '.'], ['mq9', '.']])

export interface EnginesDeps {
  readonly clock: Clock
  readonly turns: Turns
  readonly timers: Timers
  readonly random: Random
  readonly log: Logger
  readonly fileSystem: FileSystem
  /** The cluster that the metadata begins when there is none yet. */
  readonly clusterId: string
  readonly nodeId: number
  /** Left out: the node is alone. */
  readonly cluster?: { readonly node: ClusterNode; readonly settings: ClusterSettings }
  /** A write or sync failed: nothing may be acknowledged any more, and the process has to end. */
  readonly onFatal: (error: BrokerError) => void
}

/** The node's engines: one write-ahead log, and on it the metadata and the durable storage. */
export interface Engines {
  readonly wal: Wal
  readonly meta: MetaService
  readonly catalog: TopicCatalog
  readonly auth: Auth
  /** By storage kind. */
  readonly drivers: ReadonlyMap<string, StorageDriver>
  /** Keyed state beside the data of each driver, by storage kind. To be recovered when all owners have registered, before anything is served. */
  readonly states: ReadonlyMap<string, StateLogs>
  /** The durable storage, one of `drivers`. */
  readonly durable: StorageDriver
  /** The state beside the durable storage. */
  readonly state: StateLogs
  close(): Promise<void>
}

function metaOptions(cluster: EnginesDeps['cluster']): Pick<MetaServiceOptions, 'address' | 'initialMembers' | 'join'> {
  if (cluster === undefined) return {}
  const { advertisedAddress, initialMembers, join } = cluster.settings
  return { address: advertisedAddress, join, ...(initialMembers.length === 0 ? {} : { initialMembers }) }
}

/** Storage for a whole cluster: the drivers of this node, and those of others behind them. */
function placedDrivers(node: ClusterNode, local: readonly StorageDriver[], catalog: TopicCatalog, deps: EnginesDeps): ReadonlyMap<string, StorageDriver> {
  const { turns, timers, log } = deps
  const exchange = createShardExchange({}, {
    peers: node.link, turns, timers, log: log.child({ part: 'shards' }), place: node.place,
    shard: (shard) => local.reduce<Shard | null>((found, driver) => found ?? driver.shard(shard), null),
    openShard: (kind, spec) => {
      const driver = local.find((one) => one.kind === kind)
      if (driver !== undefined && catalog.byShard(spec.shard) !== null) return driver.createShard(spec)
      // This node may not yet have applied what the other has: it asks again.
      const message = `shard ${spec.shard} of kind ${kind} is not in the catalog of this node`
      return Promise.reject(new BrokerError({ code: 'STORAGE_SHARD_UNKNOWN', retry: 'later', message }))
    },
  })
  const isHere = (group: number): boolean | null => {
    const place = node.place(group)
    return place === null ? null : place.nodeId === node.link.nodeId
  }
  return new Map(local.map((driver) => {
    const remote = exchange.driver(driver.kind, driver.capabilities)
    return [driver.kind, createPlacedStorage({ local: driver, remote, isHere })]
  }))
}

/** Opens and recovers everything below `directory`. */
export async function openEngines(
  config: BrokerConfig['storage'] & { readonly automatic_max: number; readonly anonymous: boolean }, directory: string, machines: readonly StateMachine[], deps: EnginesDeps,
): Promise<Engines> {
  const { clock, turns, timers, random, fileSystem, onFatal } = deps
  const log = deps.log.child({ part: 'storage' })
  const { cluster } = deps
  const meta = createMetaService({ directory: `${directory}/meta`, clusterId: deps.clusterId, ...metaOptions(cluster) }, {
    fileSystem, clock, random, turns, timers, log: deps.log.child({ part: 'meta' }), onFailure: onFatal,
    network: cluster?.node.link ?? createNoPeers(deps.nodeId),
  })
  if (cluster !== undefined) {
    cluster.node.attach(meta)
    meta.register(cluster.node.listenersMachine)
  }
  const catalog = createTopicCatalog({ automaticTopicsMax: config.automatic_max }, { meta, random, placement: meta.cluster })
  const auth = createAuth({ anonymous: config.anonymous }, {
    meta, clock, log: createLimitedLog({}, { log: deps.log.child({ part: 'auth' }), nowMs: () => clock.monotonic() }),
  })
  for (const machine of machines) meta.register(machine)
  const batchBytesMax = Math.min(BATCH_BYTES_MAX, config.wal_file_bytes / 2 - FRAME_MARGIN_BYTES)
  const upkeepIntervalMs = config.retention_check_seconds * 1000
  const fields = createRecordFields(ADDRESS_SEPARATORS)
  const segment = await createSegmentStorage(
    {
      directory: `${directory}/storage`, tailCacheBytes: config.tail_cache_bytes, batchBytesMax, upkeepIntervalMs,
      nodeBytesMax: storageCapBytes(config.cap_bytes, fileSystem, `${directory}/storage`),
    },
    { fileSystem, turns, timers, clock, log, onFatal, decompress: tryDecompress, compress, fields },
  )
  const replay = (frame: RecoveredFrame): void => {
    if (frame.kind === FRAME_META) meta.replay(frame)
    else if (frame.kind === FRAME_BATCH || frame.kind === FRAME_SHARD) segment.replay(frame)
  }
  const wal = await openWal({
    directory: `${directory}/wal`, fileSystem, turns, timers, random,
    fileBytes: config.wal_file_bytes,
    pendingBytesMax: config.wal_pending_bytes,
    freeBytesMin: config.free_bytes_reserve,
    log: {
      onTornTail: (tail) => log.warn({ ...tail }, 'the last writes before the stop were not synced and are cut off'),
      onQuarantine: (range) => log.error({ ...range }, 'synced bytes of the write-ahead log are damaged and set aside'),
      onLostFrame: (frame) => {
        if (frame.kind === FRAME_BATCH || frame.kind === FRAME_SHARD) segment.lost(frame)
      },
      onDiskFull: (full) => (full ? log.error({}, 'the disk is full: writes are refused') : log.info({}, 'there is space again: writes are accepted')),
      onFatal,
    },
  }, replay)
  meta.start(wal)
  const durable = await segment.start(wal)
  const volatile = createMemoryStorage(
    { storedBytesMax: config.memory_bytes, upkeepIntervalMs }, { turns, timers, clock, fields, decompress: tryDecompress },
  )
  const states = new Map([durable, volatile].map((driver) => [driver.kind, createStateLogs({}, { driver, turns, timers, clock, log })]))
  return {
    wal, meta, catalog, auth, durable, states, state: states.get(durable.kind) as StateLogs,
    drivers: cluster === undefined ? new Map([[durable.kind, durable], [volatile.kind, volatile]]) : placedDrivers(cluster.node, [durable, volatile], catalog, deps),
    async close() {
      for (const logs of states.values()) await logs.close()
      await volatile.close()
      await durable.close()
      await meta.close()
      await wal.close()
    },
  }
}
