import { array, defineApi, int16, int32, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface ListGroupsRequest {
  /** From v4. */
  readonly statesFilter?: readonly string[]
  /** From v5. */
  readonly typesFilter?: readonly string[]
}

export interface ListGroupsResponse {
  /** From v1. */
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly groups: readonly ListedGroup[]
}

export interface ListedGroup {
  readonly groupId: string
  readonly protocolType: string
  /** From v4. */
  readonly groupState?: string
  /** From v5. */
  readonly groupType?: string
}

/** v4 filters by state (KIP-518), v5 by type (KIP-848). */
export const listGroupsApi: ApiSchema<ListGroupsRequest, ListGroupsResponse> = defineApi({
  apiKey: 16,
  name: 'ListGroups',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 3,
  request: struct<ListGroupsRequest>({
    statesFilter: array(string(), { since: 4 }),
    typesFilter: array(string(), { since: 5 }),
  }),
  response: struct<ListGroupsResponse>({
    throttleTimeMs: int32({ since: 1 }),
    errorCode: int16(),
    groups: array(struct<ListedGroup>({
      groupId: string(),
      protocolType: string(),
      groupState: string({ since: 4 }),
      groupType: string({ since: 5 }),
    })),
  }),
})
