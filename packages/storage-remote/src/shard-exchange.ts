import type { PeerNetwork } from '@robustmq/broker-api'
import { PEER_CHANNEL_SHARDS } from '@robustmq/broker-api'
import type { Logger } from '@robustmq/common-log'
import type { Timers, Turns } from '@robustmq/common-runtime'
import type { Shard, ShardSpec, StorageCapabilities, StorageDriver } from '@robustmq/storage-adapter'
import { PeerLane } from './peer-lane.ts'
import type { Place } from './place.ts'
import { RemoteDriver } from './remote-driver.ts'
import { ShardServer } from './shard-server.ts'
import { malformed, OP_OFFSETS, OP_OUTCOMES } from './wire.ts'

export interface ShardExchangeOptions {
  /** Bytes appended to other nodes and not yet answered, per storage kind; `congested` from half of it. Default 64 MiB. */
  readonly pendingBytesMax?: number
}

export interface ShardExchangeDeps {
  readonly peers: PeerNetwork
  readonly turns: Turns
  readonly timers: Timers
  readonly log: Logger
  /** Where a group is, by this node's knowledge; null: nowhere yet. Cheap: asked at every append. */
  readonly place: (group: number) => Place | null
  /** An open shard of this node, of whatever kind. */
  readonly shard: (shard: number) => Shard | null
  /**
   * Another node wants to use a shard of this one. Opens it, or makes it where the catalog has it.
   * @throws BrokerError STORAGE_SHARD_UNKNOWN, with `later` while this node may not yet know of it
   */
  readonly openShard: (kind: string, spec: ShardSpec) => Promise<Shard>
}

/** Shards between nodes: those of this one served to others, those of others as if they were here. */
export interface ShardExchange {
  /** The shards of a kind that live on other nodes. `capabilities`: of the driver of that kind. One per kind. */
  driver(kind: string, capabilities: StorageCapabilities): StorageDriver
  /** Groups have moved: shards are looked for where they are now. */
  placesChanged(): void
}

const PENDING_BYTES_MAX = 64 * 1024 * 1024

export function createShardExchange(options: ShardExchangeOptions, deps: ShardExchangeDeps): ShardExchange {
  const lanes = new Map<number, PeerLane>()
  const drivers = new Map<string, RemoteDriver>()
  const server = new ShardServer(deps)
  const { peers } = deps
  const lane = (nodeId: number): PeerLane | null => {
    if (nodeId === peers.nodeId) return null
    let found = lanes.get(nodeId)
    if (found === undefined) lanes.set(nodeId, (found = new PeerLane(nodeId, { ...deps, drivers })))
    return found
  }
  const malformedFrom = (peer: number, error: unknown): void => deps.log.error({ error, peer }, 'a message about shards cannot be read')
  peers.watch({
    peerUp: (peer) => lane(peer)?.peerUp(),
    peerDown: (peer) => {
      server.peerDown(peer)
      lane(peer)?.peerDown()
    },
  })
  peers.listen(PEER_CHANNEL_SHARDS, {
    peerMessage: (peer, message) => {
      try {
        if (message[0] === OP_OUTCOMES) lane(peer)?.outcomes(message)
        else if (message[0] === OP_OFFSETS) lane(peer)?.offsets(message)
        else server.message(peer, message)
      } catch (error) {
        malformedFrom(peer, error)
      }
    },
    peerRequest: async (peer, message) => {
      try {
        return await server.request(peer, message)
      } catch (error) {
        // Reading past the end of what a peer sent.
        if (error instanceof RangeError) throw malformed()
        throw error
      }
    },
  })
  for (const peer of peers.peers()) lane(peer)?.peerUp()
  return {
    driver: (kind, capabilities) => {
      let driver = drivers.get(kind)
      if (driver === undefined) {
        driver = new RemoteDriver(kind, capabilities, options.pendingBytesMax ?? PENDING_BYTES_MAX, { turns: deps.turns, place: deps.place, lane })
        drivers.set(kind, driver)
      }
      return driver
    },
    placesChanged: () => {
      for (const driver of drivers.values()) {
        for (const shard of driver.shards()) {
          const place = deps.place(shard.spec.group)
          if (place !== null && place.epoch === shard.epoch && shard.opened) continue
          shard.opened = false
          const to = place === null ? null : lane(place.nodeId)
          // Who cannot be asked now is asked when its stream begins.
          if (to?.up === true) to.open(shard).catch((error: unknown) => deps.log.warn({ error, shard: shard.spec.shard }, 'a shard that moved cannot be opened'))
        }
      }
    },
  }
}
