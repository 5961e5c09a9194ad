import { BrokerError } from '@robustmq/common-errors'

/** Where the admin port of the broker is unless `--admin` says otherwise. */
export const DEFAULT_ADMIN_URL = 'http://127.0.0.1:58080'

/**
 * One request to the admin port of a running broker.
 * @throws BrokerError ADMIN_UNREACHABLE, or the code of the broker's answer
 */
export async function adminRequest(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  if (!URL.canParse(path, url)) {
    throw new BrokerError({ code: 'ADMIN_URL_INVALID', retry: 'never', message: `${JSON.stringify(url)} is not a URL; an example: ${DEFAULT_ADMIN_URL}` })
  }
  let response: Response
  try {
    response = await fetch(new URL(path, url), {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (cause) {
    throw new BrokerError({ code: 'ADMIN_UNREACHABLE', retry: 'later', cause, message: `no broker answers at ${url}; is it running? (--admin <url> names another)` })
  }
  const answer = (await response.json()) as { code?: string; message?: string }
  if (!response.ok) {
    throw new BrokerError({ code: answer.code ?? 'ADMIN_BAD_REQUEST', retry: 'never', message: answer.message ?? `the broker answered ${response.status}` })
  }
  return answer
}
