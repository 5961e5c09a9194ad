import { array, defineApi, int16, int32, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[]
}

export interface DeleteGroupsResponse {
  readonly throttleTimeMs?: number
  readonly results: readonly DeletableGroupResult[]
}

export interface DeletableGroupResult {
  readonly groupId: string
  readonly errorCode: number
}

export const deleteGroupsApi: ApiSchema<DeleteGroupsRequest, DeleteGroupsResponse> = defineApi({
  apiKey: 42,
  name: 'DeleteGroups',
  versionMin: 0,
  versionMax: 2,
  flexibleSince: 2,
  request: struct<DeleteGroupsRequest>({ groupsNames: array(string()) }),
  response: struct<DeleteGroupsResponse>({
    throttleTimeMs: int32(),
    results: array(struct<DeletableGroupResult>({ groupId: string(), errorCode: int16() })),
  }),
})
