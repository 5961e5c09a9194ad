import type { AdvertisedListener, BoundListener, ClusterDirectory, ProtocolPeers } from '@robustmq/broker-api'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Metrics } from '@robustmq/common-metrics'
import type { Clock, Random, Timers, Turns } from '@robustmq/common-runtime'
import type { MetaService } from '@robustmq/meta-service'
import { createNodeLink } from '@robustmq/node-link'
import type { NodeLink, PeerAddress } from '@robustmq/node-link'
import type { Place } from '@robustmq/storage-remote'
import { version } from '../version.ts'
import type { ClusterSettings } from './cluster-settings.ts'
import { encodeListeners, LISTENERS_MACHINE, ListenersMachine } from './listeners-machine.ts'
import { createProtocolChannels } from './protocol-peers.ts'

export interface ClusterNodeDeps {
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  readonly metrics: Metrics
  /** Allows plain text beyond this machine. */
  readonly insecure: boolean
}

/** This node as a part of a cluster: its streams to the others, and what is known of them. */
export interface ClusterNode extends ClusterDirectory {
  readonly link: NodeLink
  readonly listenersMachine: ListenersMachine
  /** Told by `start`. */
  readonly address: string
  peersOf(protocol: string): ProtocolPeers
  /** Where a replication group is; null: nowhere now. */
  place(group: number): Place | null
  /** The metadata service is made and not started: it answers who belongs to the cluster. */
  attach(meta: MetaService): void
  /** Listens and dials. After all channels have their handlers. @throws LINK_* */
  start(): Promise<void>
  /** Further nodes to dial, from an operator. */
  know(peers: readonly PeerAddress[]): void
  /** Tells the cluster where this node listens, until it is agreed. */
  announce(listeners: readonly BoundListener[], advertisedHost: string): void
  stop(): Promise<void>
}

const ANNOUNCE_AGAIN_MS = 1000
/** A group lives on the node that it was made for, and on no other: there is one epoch. */
const ONLY_EPOCH = 1

export function createClusterNode(nodeId: number, settings: ClusterSettings, deps: ClusterNodeDeps): ClusterNode {
  let meta: MetaService | null = null
  let address = settings.advertisedAddress
  let known: readonly PeerAddress[] = settings.known
  let stopped = false
  const listenersMachine = new ListenersMachine()
  const link = createNodeLink(
    {
      nodeId, brokerVersion: version, host: settings.host, port: settings.port, plaintext: deps.insecure,
      ...(settings.tls === null ? {} : { tls: settings.tls }),
    },
    {
      ...deps,
      log: deps.log.child({ part: 'link' }),
      clusterId: () => meta?.cluster.clusterId ?? '',
      identity: () => meta?.linkIdentity() ?? new Uint8Array(0),
      verifyPeer: ({ nodeId: peer, clusterId, identity }) => meta?.verifyPeer({ nodeId: peer, clusterId, identity }) ?? null,
    },
  )
  const channels = createProtocolChannels(link)
  const dialMembers = (): void => {
    const nodes = meta?.cluster.nodes() ?? []
    const members = nodes.filter(({ state, address: at }) => state !== 'removed' && at !== '').map((node) => ({ nodeId: node.nodeId, address: node.address }))
    // Before the cluster is formed, or this node taken up, the configuration says whom to ask.
    const told = new Set(nodes.map((node) => node.nodeId))
    link.setPeers([...members, ...known.filter((one) => !told.has(one.nodeId))])
    for (const node of nodes) if (node.state === 'removed' && meta?.cluster.node(node.nodeId) === null) link.disconnect(node.nodeId)
  }
  return {
    link,
    listenersMachine,
    get address() { return address },
    peersOf: channels,
    place: (group) => {
      const owner = meta?.cluster.groupOwner(group) ?? 0
      return owner === 0 ? null : { nodeId: owner, epoch: ONLY_EPOCH }
    },
    nodeOfGroup: (group) => meta?.cluster.groupOwner(group) ?? 0,
    members: () => {
      const living = new Set([nodeId, ...link.peers()])
      return (meta?.cluster.nodes() ?? []).filter(({ state }) => state !== 'removed')
        .map((node) => ({ nodeId: node.nodeId, alive: living.has(node.nodeId), listeners: listenersMachine.of(node.nodeId) }))
        .sort((a, b) => a.nodeId - b.nodeId)
    },
    attach: (service) => {
      meta = service
      service.cluster.watch(dialMembers)
    },
    start: async () => {
      const bound = await link.start()
      if (address === '') address = `${bound.host}:${bound.port}`
      dialMembers()
    },
    know: (peers) => {
      known = [...known.filter((one) => !peers.some((peer) => peer.nodeId === one.nodeId)), ...peers]
      dialMembers()
    },
    announce: (listeners, advertisedHost) => {
      const advertised = listeners.filter(({ name }) => !name.endsWith('-v6')).map(({ protocol, transport, host, port }): AdvertisedListener => ({
        protocol, transport, host: advertisedHost === '' ? host : advertisedHost, port,
      }))
      const tell = (): void => {
        if (stopped || meta === null || JSON.stringify(listenersMachine.of(nodeId)) === JSON.stringify(advertised)) return
        meta.propose(LISTENERS_MACHINE, encodeListeners(nodeId, advertised)).catch((error: unknown) => {
          deps.log.debug({ code: errorCode(error) }, 'where this node listens is told later')
          deps.timers.schedule(ANNOUNCE_AGAIN_MS, { onTimer: tell })
        })
      }
      tell()
    },
    stop: () => {
      stopped = true
      return link.close()
    },
  }
}
