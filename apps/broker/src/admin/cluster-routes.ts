import type { AdminResponse, AdminRoute } from '@robustmq/broker-api'
import { isBrokerError } from '@robustmq/common-errors'
import type { MetaService } from '@robustmq/meta-service'
import { parseMembers } from '../cluster/cluster-settings.ts'
import type { ClusterNode } from '../cluster/cluster-node.ts'

/** `/api/cluster`: who is in it, who leads, who is reached; joining, leaving and handing over. */
export function clusterRoutes(meta: MetaService, cluster: ClusterNode | null): AdminRoute[] {
  return [
    { method: 'GET', path: '', handle: () => ({ status: 200, body: describeCluster(meta, cluster) }) },
    {
      method: 'POST',
      path: 'join',
      handle: ({ body }) => attempt(async () => {
        const members = (body as { members?: unknown } | undefined)?.members
        if (cluster === null) return refused('this node is configured to be alone: set [cluster] join = true')
        if (!Array.isArray(members) || members.length === 0) return refused('members must be a list of <node id>=<host>:<port>')
        if (meta.cluster.clusterId !== '') return refused(`this node belongs to cluster ${meta.cluster.clusterId}`)
        cluster.know(parseMembers(members.map(String), 'members'))
        return { status: 202, body: { asked: members } }
      }),
    },
    {
      method: 'POST',
      path: 'leave',
      handle: ({ body }) => attempt(async () => {
        const node = nodeOf(body)
        if (node === null) return refused('node must be the number of a node')
        await meta.leave(node)
        return { status: 202, body: { leaving: node } }
      }),
    },
    {
      method: 'POST',
      path: 'transfer',
      handle: ({ body }) => attempt(async () => {
        const node = nodeOf(body)
        const group = (body as { group?: unknown } | undefined)?.group ?? 'main'
        if (node === null || typeof group !== 'string') return refused('node must be the number of a node, group the name of a metadata group')
        await meta.transfer(group, node)
        return { status: 202, body: { group, to: node } }
      }),
    },
  ]
}

function describeCluster(meta: MetaService, cluster: ClusterNode | null): object {
  const { clusterId, nodeId } = meta.cluster
  const streams = new Map((cluster?.link.statuses() ?? []).map((status) => [status.nodeId, status]))
  return {
    clusterId,
    nodeId,
    durability: 'local: message data is on one node; metadata is on a majority',
    nodes: meta.cluster.nodes().map((node) => {
      const stream = streams.get(node.nodeId)
      const reached = node.nodeId === nodeId || stream?.up === true
      return {
        nodeId: node.nodeId, state: node.state, address: node.address, groups: node.groups, reached,
        ...(reached || stream === undefined ? {} : { failure: stream.lastFailure }),
      }
    }),
    groups: meta.status().map(({ group, role, term, leader, commitIndex, appliedIndex, lastIndex, snapshotIndex, members }) => ({
      group, role, term, leader, commitIndex, appliedIndex, lastIndex, snapshotIndex,
      members: members.map((member) => ({ nodeId: member.nodeId, votes: member.votes, matchIndex: member.matchIndex, active: member.active })),
    })),
    streams: [...streams.values()],
  }
}

function nodeOf(body: unknown): number | null {
  const node = (body as { node?: unknown } | undefined)?.node
  return Number.isSafeInteger(node) && (node as number) >= 1 ? (node as number) : null
}

function refused(message: string): AdminResponse {
  return { status: 400, body: { code: 'ADMIN_BAD_REQUEST', message } }
}

async function attempt(run: () => Promise<AdminResponse>): Promise<AdminResponse> {
  try {
    return await run()
  } catch (error) {
    if (!isBrokerError(error)) throw error
    return { status: error.retry === 'later' ? 503 : 400, body: { code: error.code, message: error.message } }
  }
}
