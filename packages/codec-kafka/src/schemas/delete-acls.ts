import { array, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DeleteAclsRequest {
  readonly filters: readonly DeleteAclsFilter[]
}

export interface DeleteAclsFilter {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  /** From v1. */
  readonly patternTypeFilter?: number
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

export interface DeleteAclsResponse {
  readonly throttleTimeMs?: number
  readonly filterResults: readonly DeleteAclsFilterResult[]
}

export interface DeleteAclsFilterResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly matchingAcls: readonly DeletedAcl[]
}

export interface DeletedAcl {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  /** From v1. */
  readonly patternType?: number
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

export const deleteAclsApi: ApiSchema<DeleteAclsRequest, DeleteAclsResponse> = defineApi({
  apiKey: 31,
  name: 'DeleteAcls',
  versionMin: 0,
  versionMax: 3,
  flexibleSince: 2,
  request: struct<DeleteAclsRequest>({
    filters: array(struct<DeleteAclsFilter>({
      resourceTypeFilter: int8(),
      resourceNameFilter: nullableString(),
      patternTypeFilter: int8({ since: 1, default: 3 }),
      principalFilter: nullableString(),
      hostFilter: nullableString(),
      operation: int8(),
      permissionType: int8(),
    })),
  }),
  response: struct<DeleteAclsResponse>({
    throttleTimeMs: int32(),
    filterResults: array(struct<DeleteAclsFilterResult>({
      errorCode: int16(),
      errorMessage: nullableString(),
      matchingAcls: array(struct<DeletedAcl>({
        errorCode: int16(),
        errorMessage: nullableString(),
        resourceType: int8(),
        resourceName: string(),
        patternType: int8({ since: 1, default: 3 }),
        principal: string(),
        host: string(),
        operation: int8(),
        permissionType: int8(),
      })),
    })),
  }),
})
