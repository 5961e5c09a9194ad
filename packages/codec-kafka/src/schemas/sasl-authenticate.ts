import { bytes, defineApi, int16, int64, nullableString, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface SaslAuthenticateRequest {
  readonly authBytes: Buffer
}

export interface SaslAuthenticateResponse {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly authBytes: Buffer
  /** From v1. */
  readonly sessionLifetimeMs?: number
}

/** v1 tells how long the session lives (KIP-368). */
export const saslAuthenticateApi: ApiSchema<SaslAuthenticateRequest, SaslAuthenticateResponse> = defineApi({
  apiKey: 36,
  name: 'SaslAuthenticate',
  versionMin: 0,
  versionMax: 2,
  flexibleSince: 2,
  request: struct<SaslAuthenticateRequest>({ authBytes: bytes() }),
  response: struct<SaslAuthenticateResponse>({
    errorCode: int16(),
    errorMessage: nullableString(),
    authBytes: bytes(),
    sessionLifetimeMs: int64({ since: 1 }),
  }),
})
