import { array, defineApi, int16, int32, int8, nullableArray, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeUserScramCredentialsRequest {
  readonly users: readonly DescribeScramUser[] | null
}

export interface DescribeScramUser {
  readonly name: string
}

export interface DescribeUserScramCredentialsResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly results: readonly DescribedScramUser[]
}

export interface DescribedScramUser {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly credentialInfos: readonly ScramCredentialInfo[]
}

export interface ScramCredentialInfo {
  readonly mechanism: number
  readonly iterations: number
}

/** KIP-554. */
export const describeUserScramCredentialsApi: ApiSchema<DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse> = defineApi({
  apiKey: 50,
  name: 'DescribeUserScramCredentials',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: 0,
  request: struct<DescribeUserScramCredentialsRequest>({
    users: nullableArray(struct<DescribeScramUser>({ name: string() })),
  }),
  response: struct<DescribeUserScramCredentialsResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    results: array(struct<DescribedScramUser>({
      user: string(),
      errorCode: int16(),
      errorMessage: nullableString(),
      credentialInfos: array(struct<ScramCredentialInfo>({ mechanism: int8(), iterations: int32() })),
    })),
  }),
})
