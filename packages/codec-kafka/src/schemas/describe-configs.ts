import { array, bool, defineApi, int16, int32, int8, nullableArray, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeConfigsRequest {
  readonly resources: readonly DescribeConfigsResource[]
  /** From v1. */
  readonly includeSynonyms?: boolean
  /** From v3. */
  readonly includeDocumentation?: boolean
}

export interface DescribeConfigsResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly configurationKeys: readonly string[] | null
}

export interface DescribeConfigsResponse {
  readonly throttleTimeMs?: number
  readonly results: readonly DescribeConfigsResult[]
}

export interface DescribeConfigsResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly DescribedConfig[]
}

export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  /** Until v0. */
  readonly isDefault?: boolean
  /** From v1. */
  readonly configSource?: number
  readonly isSensitive: boolean
  /** From v1. */
  readonly synonyms?: readonly ConfigSynonym[]
  /** From v3. */
  readonly configType?: number
  /** From v3. */
  readonly documentation?: string | null
}

export interface ConfigSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

/** v1 adds sources and synonyms (KIP-226), v3 types and documentation (KIP-569). */
export const describeConfigsApi: ApiSchema<DescribeConfigsRequest, DescribeConfigsResponse> = defineApi({
  apiKey: 32,
  name: 'DescribeConfigs',
  versionMin: 0,
  versionMax: 4,
  flexibleSince: 4,
  request: struct<DescribeConfigsRequest>({
    resources: array(struct<DescribeConfigsResource>({
      resourceType: int8(),
      resourceName: string(),
      configurationKeys: nullableArray(string()),
    })),
    includeSynonyms: bool({ since: 1 }),
    includeDocumentation: bool({ since: 3 }),
  }),
  response: struct<DescribeConfigsResponse>({
    throttleTimeMs: int32(),
    results: array(struct<DescribeConfigsResult>({
      errorCode: int16(),
      errorMessage: nullableString(),
      resourceType: int8(),
      resourceName: string(),
      configs: array(struct<DescribedConfig>({
        name: string(),
        value: nullableString(),
        readOnly: bool(),
        isDefault: bool({ until: 0 }),
        configSource: int8({ since: 1, default: -1 }),
        isSensitive: bool(),
        synonyms: array(struct<ConfigSynonym>({ name: string(), value: nullableString(), source: int8() }), { since: 1 }),
        configType: int8({ since: 3 }),
        documentation: nullableString({ since: 3 }),
      })),
    })),
  }),
})
