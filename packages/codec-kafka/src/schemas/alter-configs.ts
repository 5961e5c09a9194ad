import { array, bool, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface AlterConfigsRequest {
  readonly resources: readonly AlterConfigsResource[]
  readonly validateOnly: boolean
}

export interface AlterConfigsResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly AlterableConfig[]
}

export interface AlterableConfig {
  readonly name: string
  readonly value: string | null
}

export interface AlterConfigsResponse {
  readonly throttleTimeMs?: number
  readonly responses: readonly AlterConfigsResult[]
}

export interface AlterConfigsResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
}

export const alterConfigsApi: ApiSchema<AlterConfigsRequest, AlterConfigsResponse> = defineApi({
  apiKey: 33,
  name: 'AlterConfigs',
  versionMin: 0,
  versionMax: 2,
  flexibleSince: 2,
  request: struct<AlterConfigsRequest>({
    resources: array(struct<AlterConfigsResource>({
      resourceType: int8(),
      resourceName: string(),
      configs: array(struct<AlterableConfig>({ name: string(), value: nullableString() })),
    })),
    validateOnly: bool(),
  }),
  response: struct<AlterConfigsResponse>({
    throttleTimeMs: int32(),
    responses: array(struct<AlterConfigsResult>({
      errorCode: int16(),
      errorMessage: nullableString(),
      resourceType: int8(),
      resourceName: string(),
    })),
  }),
})
