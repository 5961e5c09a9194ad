import type { AdminRoute } from '@robustmq/broker-api'
import type { Auth } from '@robustmq/common-auth'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import Fastify from 'fastify'
import { mayAdminister } from './admin-login.ts'

const BODY_BYTES_MAX = 1024 * 1024
const LOGIN_NEEDED = { code: 'ADMIN_LOGIN_NEEDED', message: 'administration asks for name and password of a user that may administer' }

export interface AdminServerDeps {
  readonly log: Logger
  /** Once there are users, administration asks for one that may administer. */
  readonly auth: Auth
  /** Prometheus text. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
  /** Null when ready, else why not. */
  readonly notReady: () => string | null
}

export interface AdminServer {
  /** Adds routes below `/api/<name>/`; before `listen`. */
  add(name: string, routes: readonly AdminRoute[]): void
  listen(host: string, port: number): Promise<{ readonly host: string; readonly port: number }>
  close(): Promise<void>
}

/** One HTTP port for health, metrics and administration. */
export function createAdminServer(deps: AdminServerDeps): AdminServer {
  const server = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true, routerOptions: {
    maxParamLength: 66_000,
    onBadUrl: (path, _request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ code: 'ADMIN_BAD_REQUEST', message: `not a path: ${path}` }))
    },
  } })
  server.get('/health/live', () => ({ status: 'live' }))
  server.get('/health/ready', async (_request, reply) => {
    const reason = deps.notReady()
    return reply.code(reason === null ? 200 : 503).send(reason === null ? { status: 'ready' } : { status: 'not ready', reason })
  })
  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await deps.metrics()
    return reply.type(contentType).send(text)
  })
  server.setNotFoundHandler((request, reply) => reply.code(404).send({ code: 'ADMIN_NOT_FOUND', message: `no such path: ${request.method} ${request.url}` }))
  server.setErrorHandler((error, _request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    const said = error instanceof Error ? error.message : String(error)
    const message = status === 415 ? `${said}: send the body as content-type application/json` : said
    if (status >= 500) deps.log.error({ error }, 'an administration request failed')
    return reply.code(status).send({ code: status >= 500 ? 'INTERNAL_UNEXPECTED' : 'ADMIN_BAD_REQUEST', message })
  })
  return {
    add(name, routes) {
      for (const route of routes) {
        server.route({
          method: route.method,
          url: route.path === '' ? `/api/${name}` : `/api/${name}/${route.path}`,
          handler: async (request, reply) => {
            if (!(await mayAdminister(deps.auth, request.headers.authorization, request.socket))) {
              return reply.code(401).header('www-authenticate', 'Basic realm="robustmq", charset="UTF-8"').send(LOGIN_NEEDED)
            }
            const query = new URLSearchParams(request.query as Record<string, string>)
            const response = await route.handle({ parameters: request.params as Record<string, string>, query, body: request.body ?? undefined })
            return reply.code(response.status).send(response.body)
          },
        })
      }
    },
    async listen(host, port) {
      try {
        await server.listen({ host, port })
      } catch (cause) {
        throw portError(host, port, cause)
      }
      const address = server.server.address()
      if (address === null || typeof address === 'string') throw portError(host, port, null)
      return { host: address.address, port: address.port }
    },
    close: () => server.close(),
  }
}

function portError(host: string, port: number, cause: unknown): BrokerError {
  const taken = errorCode(cause) === 'EADDRINUSE'
  return new BrokerError({
    code: taken ? 'NET_PORT_TAKEN' : 'NET_PORT_REFUSED', retry: 'later', cause,
    message: taken
      ? `port ${port} on ${host} is taken (admin); stop what uses it or set [admin] port`
      : `port ${port} on ${host} cannot be listened on (admin): ${cause instanceof Error ? cause.message : String(cause)}`,
  })
}
