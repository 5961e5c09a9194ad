import { array, AUTHORIZED_OPERATIONS_OMITTED, bool, bytes, defineApi, int16, int32, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeGroupsRequest {
  readonly groups: readonly string[]
  /** From v3. */
  readonly includeAuthorizedOperations?: boolean
}

export interface DescribeGroupsResponse {
  /** From v1. */
  readonly throttleTimeMs?: number
  readonly groups: readonly DescribedGroup[]
}

export interface DescribedGroup {
  readonly errorCode: number
  /** From v6. */
  readonly errorMessage?: string | null
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribedGroupMember[]
  /** From v3. */
  readonly authorizedOperations?: number
}

export interface DescribedGroupMember {
  readonly memberId: string
  /** From v4. */
  readonly groupInstanceId?: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Buffer
  readonly memberAssignment: Buffer
}

/** v6 has an error for a group that is not there (KIP-1043). */
export const describeGroupsApi: ApiSchema<DescribeGroupsRequest, DescribeGroupsResponse> = defineApi({
  apiKey: 15,
  name: 'DescribeGroups',
  versionMin: 0,
  versionMax: 6,
  flexibleSince: 5,
  request: struct<DescribeGroupsRequest>({ groups: array(string()), includeAuthorizedOperations: bool({ since: 3 }) }),
  response: struct<DescribeGroupsResponse>({
    throttleTimeMs: int32({ since: 1 }),
    groups: array(struct<DescribedGroup>({
      errorCode: int16(),
      errorMessage: nullableString({ since: 6 }),
      groupId: string(),
      groupState: string(),
      protocolType: string(),
      protocolData: string(),
      members: array(struct<DescribedGroupMember>({
        memberId: string(),
        groupInstanceId: nullableString({ since: 4 }),
        clientId: string(),
        clientHost: string(),
        memberMetadata: bytes(),
        memberAssignment: bytes(),
      })),
      authorizedOperations: int32({ since: 3, default: AUTHORIZED_OPERATIONS_OMITTED }),
    })),
  }),
})
