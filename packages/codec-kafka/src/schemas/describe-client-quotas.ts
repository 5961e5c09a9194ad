import { array, bool, defineApi, float64, int16, int32, int8, nullableArray, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeClientQuotasRequest {
  readonly components: readonly DescribeQuotasComponent[]
  readonly strict: boolean
}

export interface DescribeQuotasComponent {
  readonly entityType: string
  readonly matchType: number
  readonly match: string | null
}

export interface DescribeClientQuotasResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly entries: readonly DescribedQuotaEntry[] | null
}

export interface DescribedQuotaEntry {
  readonly entity: readonly DescribedQuotaEntity[]
  readonly values: readonly DescribedQuotaValue[]
}

export interface DescribedQuotaEntity {
  readonly entityType: string
  readonly entityName: string | null
}

export interface DescribedQuotaValue {
  readonly key: string
  readonly value: number
}

/** KIP-546. */
export const describeClientQuotasApi: ApiSchema<DescribeClientQuotasRequest, DescribeClientQuotasResponse> = defineApi({
  apiKey: 48,
  name: 'DescribeClientQuotas',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: 1,
  request: struct<DescribeClientQuotasRequest>({
    components: array(struct<DescribeQuotasComponent>({ entityType: string(), matchType: int8(), match: nullableString() })),
    strict: bool(),
  }),
  response: struct<DescribeClientQuotasResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    entries: nullableArray(struct<DescribedQuotaEntry>({
      entity: array(struct<DescribedQuotaEntity>({ entityType: string(), entityName: nullableString() })),
      values: array(struct<DescribedQuotaValue>({ key: string(), value: float64() })),
    })),
  }),
})
