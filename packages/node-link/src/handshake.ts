import type { BrokerError } from '@robustmq/common-errors'
import { linkError } from './errors.ts'
import type { HelloFields } from './frame.ts'

/** The newest and the oldest version of the stream that this build speaks. */
export const WIRE_VERSION = 1
export const WIRE_VERSION_MIN = 1

/** What a peer says about itself. */
export interface PeerHello {
  readonly nodeId: number
  /** Empty: it does not know yet. */
  readonly clusterId: string
  readonly incarnation: number
  readonly brokerVersion: string
  /** Opaque: what the users of the peer's link gave. */
  readonly identity: Buffer
  /** Common name of its verified certificate, or null. */
  readonly certificateName: string | null
}

export interface OwnHello {
  readonly nodeId: number
  readonly clusterId: string
  readonly incarnation: number
  readonly brokerVersion: string
  readonly identity: Uint8Array
}

export function helloFields(own: OwnHello, wantedNodeId: number): HelloFields {
  return {
    wireVersion: WIRE_VERSION, wireVersionMin: WIRE_VERSION_MIN, clusterId: own.clusterId, nodeId: own.nodeId, wantedNodeId,
    incarnation: own.incarnation, brokerVersion: own.brokerVersion, identity: own.identity,
  }
}

export function peerHello(fields: HelloFields, certificateName: string | null): PeerHello {
  const identity = fields.identity ?? new Uint8Array(0)
  return {
    nodeId: fields.nodeId ?? 0,
    clusterId: fields.clusterId ?? '',
    incarnation: fields.incarnation ?? 0,
    brokerVersion: fields.brokerVersion ?? '',
    // A copy: what is kept must not hold the frame.
    identity: Buffer.from(identity),
    certificateName,
  }
}

/** Why a stream to this peer must not be; null when nothing speaks against it. `wanted`: whom we dialed, 0 for one that dialed us. */
export function refusalOf(own: OwnHello, fields: HelloFields, wanted: number): BrokerError | null {
  const version = fields.wireVersion ?? 0
  const versionMin = fields.wireVersionMin ?? 0
  const nodeId = fields.nodeId ?? 0
  const clusterId = fields.clusterId ?? ''
  const wantedByPeer = fields.wantedNodeId ?? 0
  if (Math.min(version, WIRE_VERSION) < Math.max(versionMin, WIRE_VERSION_MIN)) {
    return linkError('LINK_WIRE_VERSION', `node ${nodeId} speaks versions ${versionMin} to ${version}, node ${own.nodeId} ${WIRE_VERSION_MIN} to ${WIRE_VERSION}`)
  }
  if (clusterId !== '' && own.clusterId !== '' && clusterId !== own.clusterId) {
    return linkError('LINK_CLUSTER_MISMATCH', `node ${nodeId} belongs to cluster ${clusterId}, node ${own.nodeId} to ${own.clusterId}`)
  }
  if (nodeId < 1 || nodeId === own.nodeId) {
    return linkError('LINK_SELF', `a peer says that it is node ${nodeId}, as this one is: is the same number or address configured twice?`)
  }
  if (wanted !== 0 && nodeId !== wanted) return linkError('LINK_NODE_MISMATCH', `node ${nodeId} answers where node ${wanted} was expected`)
  if (wantedByPeer !== 0 && wantedByPeer !== own.nodeId) {
    return linkError('LINK_NODE_MISMATCH', `this is node ${own.nodeId}, not node ${wantedByPeer}`)
  }
  return null
}
