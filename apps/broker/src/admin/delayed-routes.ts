import type { AdminRequest, AdminResponse, AdminRoute, DelayedPublisher } from '@robustmq/broker-api'
import { attempt, badRequest } from './attempt.ts'

/** Until tenants can be named, administration works on the one that always exists. */
const DEFAULT_TENANT = 1
const LIST_MAX = 1000

/** Routes of `robustmq delayed`, below `/api/delayed`. */
export function delayedRoutes(delayed: DelayedPublisher): readonly AdminRoute[] {
  return [
    { method: 'GET', path: '', handle: (request) => list(delayed, request) },
    {
      method: 'DELETE', path: ':id',
      handle: ({ parameters }) => attempt({}, async () => {
        const id = parameters['id'] ?? ''
        return await delayed.cancel(DEFAULT_TENANT, id)
          ? { status: 200, body: { cancelled: id } }
          : { status: 404, body: { code: 'DELAY_UNKNOWN', message: `no message ${JSON.stringify(id)} waits` } }
      }),
    },
  ]
}

function list(delayed: DelayedPublisher, { query }: AdminRequest): AdminResponse {
  const asked = query.get('limit') ?? '100'
  if (!/^[1-9]\d{0,8}$/.test(asked)) return badRequest('limit is a whole number of at least 1')
  const { messages, next } = delayed.list(DEFAULT_TENANT, query.get('after'), Math.min(Number(asked), LIST_MAX))
  return {
    status: 200,
    body: { count: delayed.count(DEFAULT_TENANT), messages: messages.map(({ id, dueAtMs, bytes }) => ({ id, due: new Date(dueAtMs).toISOString(), bytes })), next },
  }
}
