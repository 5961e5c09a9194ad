import type { ClusterMember, TopicPartition } from '@robustmq/broker-api'
import { advertisedAddress } from './advertised-address.ts'
import type { ClientSession } from './client-session.ts'
import { replicationGroupOf } from './group-place.ts'
import type { KafkaNode } from './kafka-node.ts'

export interface BrokerAddress {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

/** No node leads the partition now. */
export const NO_LEADER = -1

/** Every node that a client may be sent to, in order of their numbers; this one where the client came in. */
export function brokersFor(session: ClientSession): readonly BrokerAddress[] {
  const { services } = session.node
  const own = { nodeId: services.node.nodeId, ...advertisedAddress(session) }
  if (services.cluster === undefined) return [own]
  const brokers: BrokerAddress[] = []
  for (const member of services.cluster.members()) {
    if (member.nodeId === own.nodeId) brokers.push(own)
    else if (member.alive) {
      const address = listenerOf(member, session)
      if (address !== null) brokers.push(address)
    }
  }
  // Its own entry may be missing while it joins.
  return brokers.some(({ nodeId }) => nodeId === own.nodeId) ? brokers : [...brokers, own]
}

/** The node that has a partition, alone or in a cluster; NO_LEADER while that is away. */
export function leaderOf({ services }: KafkaNode, { group }: TopicPartition): number {
  if (services.cluster === undefined) return services.node.nodeId
  const owner = services.cluster.nodeOfGroup(group)
  return services.cluster.members().some(({ nodeId, alive }) => nodeId === owner && alive) ? owner : NO_LEADER
}

/** The node that coordinates a group or transactional id; NO_LEADER while that is away. */
export function coordinatorOf(node: KafkaNode, tenant: number, id: string): number {
  return leaderOf(node, { shard: 0, group: replicationGroupOf(tenant, id) })
}

/** Where the other node listens for clients that came in as this one did. */
function listenerOf(member: ClusterMember, { connection }: ClientSession): BrokerAddress | null {
  const own = member.listeners.filter(({ protocol }) => protocol === 'kafka')
  const found = own.find(({ transport }) => transport === connection.info.transport) ?? own[0]
  return found === undefined ? null : { nodeId: member.nodeId, host: found.host, port: found.port }
}
