import type { AdminResponse } from '@robustmq/broker-api'
import { errorCode } from '@robustmq/common-errors'

/** What `act` answers, or its error as an answer; codes that are not in `status` are the broker's own trouble. */
export async function attempt(status: Readonly<Record<string, number>>, act: () => Promise<AdminResponse>): Promise<AdminResponse> {
  try {
    return await act()
  } catch (error) {
    const code = errorCode(error) ?? 'INTERNAL_UNEXPECTED'
    return { status: status[code] ?? 503, body: { code, message: error instanceof Error ? error.message : String(error) } }
  }
}

export function badRequest(message: string): AdminResponse {
  return { status: 400, body: { code: 'ADMIN_BAD_REQUEST', message } }
}

/** The JSON object of a body whose keys are all known, or what is wrong with it. */
export function fieldsOf(body: unknown, known: readonly string[]): Readonly<Record<string, unknown>> | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'the body is a JSON object'
  const unknown = Object.keys(body).filter((key) => !known.includes(key))
  return unknown.length === 0 ? (body as Record<string, unknown>) : `unknown: ${unknown.join(', ')}; known: ${known.join(', ')}`
}
