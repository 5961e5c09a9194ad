import type { Metrics } from '@robustmq/common-metrics'
import type { MetaGroupStatus, MetaService } from '@robustmq/meta-service'

const GAUGES: readonly (readonly [string, string, (status: MetaGroupStatus, nodeId: number) => number])[] = [
  ['term', 'Term of the metadata group.', ({ term }) => term],
  ['leader', 'Node that leads the metadata group, 0 when it is not known.', ({ leader }) => leader],
  ['leading', '1 when this node leads the metadata group.', ({ leader }, nodeId) => (leader === nodeId ? 1 : 0)],
  ['commit_index', 'Last agreed entry of the metadata group.', ({ commitIndex }) => commitIndex],
  ['applied_index', 'Last applied entry of the metadata group.', ({ appliedIndex }) => appliedIndex],
  ['last_index', 'Last entry of the metadata group on this node.', ({ lastIndex }) => lastIndex],
  ['log_bytes', 'Entries of the metadata group in memory.', ({ logBytes }) => logBytes],
  ['snapshot_index', 'Last entry in the newest snapshot of the metadata group.', ({ snapshotIndex }) => snapshotIndex],
  ['snapshot_bytes', 'Size of the newest snapshot of the metadata group.', ({ snapshotBytes }) => snapshotBytes],
  ['pending_commands', 'Commands of this node that wait.', ({ pendingCommands }) => pendingCommands],
  ['applied_commands', 'Commands applied since start.', ({ appliedCommands }) => appliedCommands],
  ['voters', 'Members of the metadata group that vote.', ({ members }) => members.filter(({ votes }) => votes).length],
]

/** Metrics of every metadata group. */
export function registerMetaMetrics(metrics: Metrics, meta: MetaService): void {
  for (const [name, help, read] of GAUGES) {
    const gauge = metrics.gauge({ name: `robustmq_meta_${name}`, help, labels: ['group'] })
    for (const { group } of meta.status()) {
      const value = (): number => {
        const status = meta.status().find((one) => one.group === group)
        return status === undefined ? 0 : read(status, meta.cluster.nodeId)
      }
      gauge.series(group).observeWith(value)
    }
  }
}
