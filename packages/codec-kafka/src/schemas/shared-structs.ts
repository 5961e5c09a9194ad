import { int32, nullableString, string, struct } from '../schema.ts'
import type { Struct } from '../schema.ts'

/** KIP-951: where a partition went. */
export interface CurrentLeader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

export const currentLeader: Struct<CurrentLeader> = struct<CurrentLeader>({
  leaderId: int32({ default: -1 }),
  leaderEpoch: int32({ default: -1 }),
})

/** KIP-951: address of a leader named in the same response. */
export interface NodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null
}

export const nodeEndpoint: Struct<NodeEndpoint> = struct<NodeEndpoint>({
  nodeId: int32(),
  host: string(),
  port: int32(),
  rack: nullableString(),
})
