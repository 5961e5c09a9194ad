import { array, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface CreateAclsRequest {
  readonly creations: readonly AclCreation[]
}

export interface AclCreation {
  readonly resourceType: number
  readonly resourceName: string
  /** From v1. */
  readonly resourcePatternType?: number
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

export interface CreateAclsResponse {
  readonly throttleTimeMs?: number
  readonly results: readonly AclCreationResult[]
}

export interface AclCreationResult {
  readonly errorCode: number
  readonly errorMessage: string | null
}

export const createAclsApi: ApiSchema<CreateAclsRequest, CreateAclsResponse> = defineApi({
  apiKey: 30,
  name: 'CreateAcls',
  versionMin: 0,
  versionMax: 3,
  flexibleSince: 2,
  request: struct<CreateAclsRequest>({
    creations: array(struct<AclCreation>({
      resourceType: int8(),
      resourceName: string(),
      resourcePatternType: int8({ since: 1, default: 3 }),
      principal: string(),
      host: string(),
      operation: int8(),
      permissionType: int8(),
    })),
  }),
  response: struct<CreateAclsResponse>({
    throttleTimeMs: int32(),
    results: array(struct<AclCreationResult>({ errorCode: int16(), errorMessage: nullableString() })),
  }),
})
