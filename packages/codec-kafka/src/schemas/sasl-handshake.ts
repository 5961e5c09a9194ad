import { array, defineApi, int16, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface SaslHandshakeRequest {
  readonly mechanism: string
}

export interface SaslHandshakeResponse {
  readonly errorCode: number
  readonly mechanisms: readonly string[]
}

export const saslHandshakeApi: ApiSchema<SaslHandshakeRequest, SaslHandshakeResponse> = defineApi({
  apiKey: 17,
  name: 'SaslHandshake',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: Infinity,
  request: struct<SaslHandshakeRequest>({ mechanism: string() }),
  response: struct<SaslHandshakeResponse>({ errorCode: int16(), mechanisms: array(string()) }),
})
