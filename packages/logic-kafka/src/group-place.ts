import { REPLICATION_GROUPS_DEFAULT } from '@robustmq/common-catalog'

/** The replication group, 1 .. 16, that keeps a consumer group: by its id, so that every node finds the same one. Never to be changed. */
export function replicationGroupOf(tenant: number, id: string): number {
  // FNV-1a over the UTF-16 code units: any even spread does.
  let hash = (0x811c9dc5 ^ tenant) >>> 0
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0
  return 1 + (hash % REPLICATION_GROUPS_DEFAULT)
}
