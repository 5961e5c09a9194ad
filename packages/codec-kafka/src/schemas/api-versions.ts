import { array, bool, defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface ApiVersionsRequest {
  readonly clientSoftwareName?: string
  readonly clientSoftwareVersion?: string
}

export interface ApiVersionsResponse {
  readonly errorCode: number
  readonly apiKeys: readonly ApiVersionRange[]
  readonly throttleTimeMs?: number
  readonly supportedFeatures?: readonly SupportedFeature[]
  /** -1: unknown. */
  readonly finalizedFeaturesEpoch?: number
  readonly finalizedFeatures?: readonly FinalizedFeature[]
  readonly zkMigrationReady?: boolean
}

export interface ApiVersionRange {
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
}

/** KIP-584. In v3 a feature with minimum 0 must be left out; v4 may carry it. */
export interface SupportedFeature {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
}

export interface FinalizedFeature {
  readonly name: string
  readonly maxVersionLevel: number
  readonly minVersionLevel: number
}

/** A request of an unknown version is answered in the format of v0 with error 35 (KIP-511). */
export const apiVersionsApi: ApiSchema<ApiVersionsRequest, ApiVersionsResponse> = defineApi({
  apiKey: 18,
  name: 'ApiVersions',
  versionMin: 0,
  versionMax: 4,
  flexibleSince: 3,
  request: struct<ApiVersionsRequest>({ clientSoftwareName: string({ since: 3 }), clientSoftwareVersion: string({ since: 3 }) }),
  response: struct<ApiVersionsResponse>({
    errorCode: int16(),
    apiKeys: array(struct<ApiVersionRange>({ apiKey: int16(), minVersion: int16(), maxVersion: int16() })),
    throttleTimeMs: int32({ since: 1 }),
    supportedFeatures: array(struct<SupportedFeature>({ name: string(), minVersion: int16(), maxVersion: int16() }), {
      tag: 0,
      since: 3,
    }),
    finalizedFeaturesEpoch: int64({ tag: 1, since: 3, default: -1 }),
    finalizedFeatures: array(struct<FinalizedFeature>({ name: string(), maxVersionLevel: int16(), minVersionLevel: int16() }), {
      tag: 2,
      since: 3,
    }),
    zkMigrationReady: bool({ tag: 3, since: 3 }),
  }),
})
