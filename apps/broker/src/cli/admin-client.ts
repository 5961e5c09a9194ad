import { BrokerError } from '@robustmq/common-errors'

/** Where the admin port of the broker is unless `--admin` says otherwise. */
export const DEFAULT_ADMIN_URL = 'http://127.0.0.1:58080'

/** Name and password for the admin port: of the URL (`http://name:password@host`), else of the environment. */
function loginOf(url: URL): string | null {
  const name = url.username === '' ? (process.env['ROBUSTMQ_ADMIN_USER'] ?? '') : decodeURIComponent(url.username)
  const password = url.username === '' ? (process.env['ROBUSTMQ_ADMIN_PASSWORD'] ?? '') : decodeURIComponent(url.password)
  return name === '' ? null : `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
}

/**
 * One request to the admin port of a running broker.
 * @throws BrokerError ADMIN_UNREACHABLE, or the code of the broker's answer
 */
export async function adminRequest(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  if (!URL.canParse(path, url)) {
    throw new BrokerError({ code: 'ADMIN_URL_INVALID', retry: 'never', message: `${JSON.stringify(url)} is not a URL; an example: ${DEFAULT_ADMIN_URL}` })
  }
  const target = new URL(path, url)
  const base = new URL(url)
  const login = loginOf(base)
  // fetch refuses addresses with a password in them.
  target.username = ''
  target.password = ''
  let response: Response
  try {
    response = await fetch(target, {
      method,
      headers: { ...(login === null ? {} : { authorization: login }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new BrokerError({ code: 'ADMIN_UNREACHABLE', retry: 'later', cause, message: `no broker answers at ${base.origin}; is it running? (--admin <url> names another)` })
  }
  const answer = (await response.json()) as { code?: string; message?: string }
  if (!response.ok) {
    throw new BrokerError({ code: answer.code ?? 'ADMIN_BAD_REQUEST', retry: 'never', message: answer.message ?? `the broker answered ${response.status}` })
  }
  return answer
}
