import { BrokerError } from '@robustmq/common-errors'
import type { Command } from 'commander'
import { adminRequest, DEFAULT_ADMIN_URL } from './admin-client.ts'
import { formatTable } from './table.ts'

interface ClusterDescription {
  readonly clusterId: string
  readonly nodeId: number
  readonly durability: string
  readonly nodes: readonly { readonly nodeId: number; readonly state: string; readonly address: string; readonly reached: boolean; readonly failure?: string }[]
  readonly groups: readonly { readonly group: string; readonly role: string; readonly term: number; readonly leader: number; readonly commitIndex: number; readonly appliedIndex: number }[]
}

/** `robustmq cluster status|join|leave|transfer`. */
export function addClusterCommands(program: Command, print: (text: string) => void): void {
  const cluster = program.command('cluster').description('the cluster that a running broker belongs to')
  const admin = ['--admin <url>', 'admin port of the broker', DEFAULT_ADMIN_URL] as const
  cluster.command('status').description('nodes and metadata groups').option(...admin).option('--json', 'as JSON')
    .action(async (options: { admin: string; json?: boolean }) => {
      const status = (await adminRequest(options.admin, 'GET', '/api/cluster')) as ClusterDescription
      print(options.json === true ? JSON.stringify(status, null, 2) : describe(status))
    })
  cluster.command('join <members...>').description('tells a node that waits (join = true) whose cluster to join; members are <node id>=<host>:<port>').option(...admin)
    .action(async (members: readonly string[], options: { admin: string }) => {
      await adminRequest(options.admin, 'POST', '/api/cluster/join', { members })
      print(`asked ${members.join(', ')} to take the node up; see cluster status`)
    })
  cluster.command('leave <node>').description('takes a node out of the cluster, living or not; topics on it are lost to the cluster').option(...admin)
    .action(async (node: string, options: { admin: string }) => {
      await adminRequest(options.admin, 'POST', '/api/cluster/leave', { node: number(node) })
      print(`node ${node} leaves; it is out when its state is removed`)
    })
  cluster.command('transfer <node>').description('hands the leadership of a metadata group to a node').option(...admin)
    .option('--group <name>', 'metadata group', 'main')
    .action(async (node: string, options: { admin: string; group: string }) => {
      await adminRequest(options.admin, 'POST', '/api/cluster/transfer', { node: number(node), group: options.group })
      print(`group ${options.group} is handed to node ${node}`)
    })
}

function describe({ clusterId, nodeId, durability, nodes, groups }: ClusterDescription): string {
  return [
    `cluster     ${clusterId === '' ? 'not formed yet' : clusterId}`,
    `asked       node ${nodeId}`,
    `durability  ${durability}`,
    '',
    formatTable([
      ['NODE', 'STATE', 'ADDRESS', 'REACHED'],
      ...nodes.map((node) => [String(node.nodeId), node.state, node.address, node.reached ? 'yes' : `no ${node.failure ?? ''}`.trim()]),
    ]),
    '',
    formatTable([
      ['GROUP', 'LEADER', 'TERM', 'HERE', 'COMMITTED', 'APPLIED'],
      ...groups.map((group) => [group.group, group.leader === 0 ? 'none' : `node ${group.leader}`, String(group.term), group.role, String(group.commitIndex), String(group.appliedIndex)]),
    ]),
  ].join('\n')
}

function number(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  throw new BrokerError({ code: 'ADMIN_BAD_REQUEST', retry: 'never', message: `${JSON.stringify(text)} is not the number of a node` })
}
