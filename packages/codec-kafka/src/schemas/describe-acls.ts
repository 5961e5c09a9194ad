import { array, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeAclsRequest {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  /** From v1. */
  readonly patternTypeFilter?: number
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

export interface DescribeAclsResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resources: readonly DescribedAclResource[]
}

export interface DescribedAclResource {
  readonly resourceType: number
  readonly resourceName: string
  /** From v1. */
  readonly patternType?: number
  readonly acls: readonly DescribedAcl[]
}

export interface DescribedAcl {
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

/** v1 adds prefixed patterns (KIP-290). */
export const describeAclsApi: ApiSchema<DescribeAclsRequest, DescribeAclsResponse> = defineApi({
  apiKey: 29,
  name: 'DescribeAcls',
  versionMin: 0,
  versionMax: 3,
  flexibleSince: 2,
  request: struct<DescribeAclsRequest>({
    resourceTypeFilter: int8(),
    resourceNameFilter: nullableString(),
    patternTypeFilter: int8({ since: 1, default: 3 }),
    principalFilter: nullableString(),
    hostFilter: nullableString(),
    operation: int8(),
    permissionType: int8(),
  }),
  response: struct<DescribeAclsResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    resources: array(struct<DescribedAclResource>({
      resourceType: int8(),
      resourceName: string(),
      patternType: int8({ since: 1, default: 3 }),
      acls: array(struct<DescribedAcl>({ principal: string(), host: string(), operation: int8(), permissionType: int8() })),
    })),
  }),
})
