import type { AdminResponse, AdminRoute } from '@robustmq/broker-api'
import type { AccessRule, Auth, Effect } from '@robustmq/common-auth'
import { attempt, badRequest, fieldsOf } from './attempt.ts'

const STATUS: Readonly<Record<string, number>> = { AUTH_RULE_UNKNOWN: 404, AUTH_INVALID: 400, AUTH_LIMIT: 409 }
const DEFAULT_TENANT = 1

/** Routes of `robustmq acl`, below `/api/acl`. */
export function ruleRoutes(auth: Auth): readonly AdminRoute[] {
  return [
    { method: 'GET', path: '', handle: () => ({ status: 200, body: { default: auth.defaultOf(DEFAULT_TENANT), rules: auth.rules() } }) },
    { method: 'POST', path: '', handle: ({ body }) => add(auth, body) },
    { method: 'PUT', path: 'default', handle: ({ body }) => setDefault(auth, body) },
    {
      method: 'DELETE', path: ':id',
      handle: ({ parameters }) => attempt(STATUS, async () => {
        const id = Number(parameters['id'])
        await auth.deleteRule(id)
        return { status: 200, body: { deleted: id } }
      }),
    },
  ]
}

/** What a rule may be is judged by the rules' own check: here only what is left out gets its default. */
async function add(auth: Auth, body: unknown): Promise<AdminResponse> {
  const fields = fieldsOf(body, ['tenant', 'effect', 'principal', 'client', 'actions', 'pattern'])
  if (typeof fields === 'string') return badRequest(fields)
  const { pattern } = fields
  const rule = {
    tenant: DEFAULT_TENANT, client: '*', actions: [], ...fields, ...(typeof pattern === 'string' ? { pattern: pattern.replaceAll('/', '.') } : {}),
  } as unknown as Omit<AccessRule, 'id'>
  return attempt(STATUS, async () => ({ status: 201, body: { ...rule, id: await auth.addRule(rule) } }))
}

async function setDefault(auth: Auth, body: unknown): Promise<AdminResponse> {
  const fields = fieldsOf(body, ['tenant', 'effect'])
  if (typeof fields === 'string') return badRequest(fields)
  const { tenant = DEFAULT_TENANT, effect } = fields as { tenant?: number; effect: Effect }
  return attempt(STATUS, async () => {
    await auth.setDefault(tenant, effect)
    return { status: 200, body: { tenant, effect } }
  })
}
