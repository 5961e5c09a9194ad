import { array, bool, defineApi, float64, int16, int32, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface AlterClientQuotasRequest {
  readonly entries: readonly AlterQuotaEntry[]
  readonly validateOnly: boolean
}

export interface AlterQuotaEntry {
  readonly entity: readonly AlterQuotaEntity[]
  readonly ops: readonly AlterQuotaOperation[]
}

export interface AlterQuotaEntity {
  readonly entityType: string
  readonly entityName: string | null
}

export interface AlterQuotaOperation {
  readonly key: string
  readonly value: number
  readonly remove: boolean
}

export interface AlterClientQuotasResponse {
  readonly throttleTimeMs?: number
  readonly entries: readonly AlterQuotaResult[]
}

export interface AlterQuotaResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly entity: readonly AlterQuotaResultEntity[]
}

export interface AlterQuotaResultEntity {
  readonly entityType: string
  readonly entityName: string | null
}

/** KIP-546. */
export const alterClientQuotasApi: ApiSchema<AlterClientQuotasRequest, AlterClientQuotasResponse> = defineApi({
  apiKey: 49,
  name: 'AlterClientQuotas',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: 1,
  request: struct<AlterClientQuotasRequest>({
    entries: array(struct<AlterQuotaEntry>({
      entity: array(struct<AlterQuotaEntity>({ entityType: string(), entityName: nullableString() })),
      ops: array(struct<AlterQuotaOperation>({ key: string(), value: float64(), remove: bool() })),
    })),
    validateOnly: bool(),
  }),
  response: struct<AlterClientQuotasResponse>({
    throttleTimeMs: int32(),
    entries: array(struct<AlterQuotaResult>({
      errorCode: int16(),
      errorMessage: nullableString(),
      entity: array(struct<AlterQuotaResultEntity>({ entityType: string(), entityName: nullableString() })),
    })),
  }),
})
