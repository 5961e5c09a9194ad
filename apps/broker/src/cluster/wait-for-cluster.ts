import { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { MetaService } from '@robustmq/meta-service'
import { clusterRoutes } from '../admin/cluster-routes.ts'
import type { AdminServerDeps } from '../admin/server.ts'
import { createAdminServer } from '../admin/server.ts'
import type { BrokerConfig } from '../config.ts'
import { listenHosts } from '../listen-hosts.ts'
import type { ClusterNode } from './cluster-node.ts'

export interface WaitingDeps extends Pick<AdminServerDeps, 'auth' | 'metrics'> {
  readonly config: BrokerConfig
  readonly log: Logger
  readonly cancelled: Promise<unknown> | undefined
}

/**
 * Connects to the other nodes and waits until this one belongs to a cluster and knows what that knows. Meanwhile the admin port says
 * why nothing is served, and `cluster join` may tell whom to ask. @throws BrokerError LINK_*, META_*, NET_PORT_*, START_CANCELLED
 */
export async function waitForCluster(meta: MetaService, cluster: ClusterNode, deps: WaitingDeps): Promise<void> {
  const { config, log, cancelled } = deps
  const admin = createAdminServer({ log, auth: deps.auth, metrics: deps.metrics, notReady: () => 'waiting for the other nodes of the cluster' })
  admin.add('cluster', clusterRoutes(meta, cluster))
  try {
    await cluster.start()
    await admin.listen((listenHosts(config.admin.host)[0] as { host: string }).host, config.admin.port)
    log.info({ address: cluster.address }, 'waiting for the other nodes of the cluster')
    const stop = cancelled?.then(() => {
      throw new BrokerError({ code: 'START_CANCELLED', retry: 'never', message: 'stopped while waiting for the other nodes of the cluster' })
    })
    await Promise.race(stop === undefined ? [meta.ready()] : [meta.ready(), stop])
    log.info({ clusterId: meta.cluster.clusterId }, 'this node belongs to the cluster')
  } finally {
    await admin.close()
  }
}
