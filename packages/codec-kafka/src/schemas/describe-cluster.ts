import { array, AUTHORIZED_OPERATIONS_OMITTED, bool, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeClusterRequest {
  readonly includeClusterAuthorizedOperations: boolean
  /** 1 brokers, 2 controllers; must be 1 on a broker's listener. */
  readonly endpointType?: number
}

export interface DescribeClusterResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage?: string | null
  readonly endpointType?: number
  readonly clusterId: string
  readonly controllerId: number
  readonly brokers: readonly ClusterBroker[]
  readonly clusterAuthorizedOperations?: number
}

export interface ClusterBroker {
  readonly brokerId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null
}

/** KIP-700; v1 adds the type of endpoint (KIP-919). */
export const describeClusterApi: ApiSchema<DescribeClusterRequest, DescribeClusterResponse> = defineApi({
  apiKey: 60,
  name: 'DescribeCluster',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: 0,
  request: struct<DescribeClusterRequest>({ includeClusterAuthorizedOperations: bool(), endpointType: int8({ since: 1, default: 1 }) }),
  response: struct<DescribeClusterResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    endpointType: int8({ since: 1, default: 1 }),
    clusterId: string(),
    controllerId: int32({ default: -1 }),
    brokers: array(struct<ClusterBroker>({ brokerId: int32(), host: string(), port: int32(), rack: nullableString() })),
    clusterAuthorizedOperations: int32({ default: AUTHORIZED_OPERATIONS_OMITTED }),
  }),
})
