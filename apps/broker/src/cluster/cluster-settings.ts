import { readFileSync } from 'node:fs'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { InitialMember } from '@robustmq/meta-service'
import type { LinkTls, PeerAddress } from '@robustmq/node-link'
import type { BrokerConfig } from '../config.ts'
import { listenHosts } from '../listen-hosts.ts'

/** The `[cluster]` section, read and checked. */
export interface ClusterSettings {
  readonly initialMembers: readonly InitialMember[]
  /** Whom to dial before the cluster itself says who is in it. */
  readonly known: readonly PeerAddress[]
  readonly join: boolean
  readonly host: string
  readonly port: number
  /** `host:port` for other nodes; empty: made from what is bound. */
  readonly advertisedAddress: string
  readonly tls: LinkTls | null
}

const MEMBER = /^(\d{1,10})=(\S+:\d{1,5})$/

/** Null: the node is alone. @throws BrokerError CONFIG_INVALID, CONFIG_UNREADABLE */
export function clusterSettings(config: BrokerConfig): ClusterSettings | null {
  const { cluster, node } = config
  if (!cluster.enabled && !cluster.join && cluster.initial_members.length === 0) return null
  const initialMembers = parseMembers(cluster.initial_members, 'cluster.initial_members')
  if (cluster.join && initialMembers.length > 0) throw invalid('cluster.join and cluster.initial_members exclude each other: a node joins a cluster or is one of its first')
  const own = initialMembers.find(({ nodeId }) => nodeId === node.id)
  if (initialMembers.length > 0 && own === undefined) throw invalid(`cluster.initial_members does not name this node, which is number ${node.id} ([node] id)`)
  const peers = parseMembers(cluster.peers, 'cluster.peers')
  const host = cluster.host === '' ? node.host : cluster.host
  return {
    initialMembers,
    known: [...initialMembers, ...peers],
    join: cluster.join,
    host: (listenHosts(host)[0] as { host: string }).host,
    port: cluster.port,
    advertisedAddress: cluster.advertised_address === '' ? (own?.address ?? '') : cluster.advertised_address,
    tls: readTls(cluster),
  }
}

/** `<node id>=<host>:<port>`, each number once. @throws BrokerError CONFIG_INVALID */
export function parseMembers(texts: readonly string[], key: string): PeerAddress[] {
  const members = texts.map((text) => {
    const match = MEMBER.exec(text)
    const nodeId = Number(match?.[1])
    if (match === null || nodeId < 1 || nodeId > 0x7fffffff) throw invalid(`${key}: ${JSON.stringify(text)} is not <node id>=<host>:<port>`)
    return { nodeId, address: match[2] as string }
  })
  if (new Set(members.map(({ nodeId }) => nodeId)).size !== members.length) throw invalid(`${key} names a node twice`)
  return members
}

function readTls({ tls_ca, tls_cert, tls_key }: BrokerConfig['cluster']): LinkTls | null {
  const files = { ca: tls_ca, cert: tls_cert, key: tls_key }
  const given = Object.values(files).filter((file) => file !== '').length
  if (given === 0) return null
  if (given < 3) throw invalid('cluster.tls_ca, tls_cert and tls_key are given together or not at all')
  return { ca: read(tls_ca), cert: read(tls_cert), key: read(tls_key) }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new BrokerError({ code: 'CONFIG_UNREADABLE', retry: 'never', cause, message: `${file} cannot be read (${errorCode(cause) ?? String(cause)})` })
  }
}

function invalid(message: string): BrokerError {
  return new BrokerError({ code: 'CONFIG_INVALID', retry: 'never', message })
}
