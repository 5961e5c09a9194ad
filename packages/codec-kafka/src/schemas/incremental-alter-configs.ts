import { array, bool, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface IncrementalAlterConfigsRequest {
  readonly resources: readonly IncrementalAlterConfigsResource[]
  readonly validateOnly: boolean
}

export interface IncrementalAlterConfigsResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly IncrementallyAlterableConfig[]
}

export interface IncrementallyAlterableConfig {
  readonly name: string
  readonly configOperation: number
  readonly value: string | null
}

export interface IncrementalAlterConfigsResponse {
  readonly throttleTimeMs?: number
  readonly responses: readonly IncrementalAlterConfigsResult[]
}

export interface IncrementalAlterConfigsResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
}

/** KIP-339. */
export const incrementalAlterConfigsApi: ApiSchema<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse> = defineApi({
  apiKey: 44,
  name: 'IncrementalAlterConfigs',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: 1,
  request: struct<IncrementalAlterConfigsRequest>({
    resources: array(struct<IncrementalAlterConfigsResource>({
      resourceType: int8(),
      resourceName: string(),
      configs: array(struct<IncrementallyAlterableConfig>({ name: string(), configOperation: int8(), value: nullableString() })),
    })),
    validateOnly: bool(),
  }),
  response: struct<IncrementalAlterConfigsResponse>({
    throttleTimeMs: int32(),
    responses: array(struct<IncrementalAlterConfigsResult>({
      errorCode: int16(),
      errorMessage: nullableString(),
      resourceType: int8(),
      resourceName: string(),
    })),
  }),
})
