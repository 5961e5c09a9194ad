import { array, bytes, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface AlterUserScramCredentialsRequest {
  readonly deletions: readonly ScramCredentialDeletion[]
  readonly upsertions: readonly ScramCredentialUpsertion[]
}

export interface ScramCredentialDeletion {
  readonly name: string
  readonly mechanism: number
}

export interface ScramCredentialUpsertion {
  readonly name: string
  readonly mechanism: number
  readonly iterations: number
  readonly salt: Buffer
  readonly saltedPassword: Buffer
}

export interface AlterUserScramCredentialsResponse {
  readonly throttleTimeMs?: number
  readonly results: readonly AlterScramResult[]
}

export interface AlterScramResult {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

/** KIP-554. */
export const alterUserScramCredentialsApi: ApiSchema<AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse> = defineApi({
  apiKey: 51,
  name: 'AlterUserScramCredentials',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: 0,
  request: struct<AlterUserScramCredentialsRequest>({
    deletions: array(struct<ScramCredentialDeletion>({ name: string(), mechanism: int8() })),
    upsertions: array(struct<ScramCredentialUpsertion>({
      name: string(),
      mechanism: int8(),
      iterations: int32(),
      salt: bytes(),
      saltedPassword: bytes(),
    })),
  }),
  response: struct<AlterUserScramCredentialsResponse>({
    throttleTimeMs: int32(),
    results: array(struct<AlterScramResult>({ user: string(), errorCode: int16(), errorMessage: nullableString() })),
  }),
})
