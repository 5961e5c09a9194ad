import type { AdminRequest, AdminResponse, AdminRoute } from '@robustmq/broker-api'
import type { Auth } from '@robustmq/common-auth'
import { attempt, badRequest, fieldsOf } from './attempt.ts'

const STATUS: Readonly<Record<string, number>> = {
  AUTH_USER_EXISTS: 409, AUTH_USER_UNKNOWN: 404, AUTH_INVALID: 400, AUTH_LIMIT: 409, AUTH_LAST_ADMIN: 409,
}

/** Routes of `robustmq user`, below `/api/users`. */
export function userRoutes(auth: Auth): readonly AdminRoute[] {
  return [
    { method: 'GET', path: '', handle: () => ({ status: 200, body: { users: auth.users() } }) },
    { method: 'POST', path: '', handle: ({ body }) => add(auth, body) },
    { method: 'PUT', path: ':name', handle: (request) => change(auth, request) },
    {
      method: 'DELETE', path: ':name',
      handle: ({ parameters }) => attempt(STATUS, async () => {
        const name = parameters['name'] ?? ''
        await auth.deleteUser(name)
        return { status: 200, body: { deleted: name } }
      }),
    },
  ]
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

async function add(auth: Auth, body: unknown): Promise<AdminResponse> {
  const fields = fieldsOf(body, ['name', 'password', 'tenant', 'groups', 'admin'])
  if (typeof fields === 'string') return badRequest(fields)
  const { name, password, tenant = 1, groups = [], admin = false } = fields
  if (typeof name !== 'string' || typeof password !== 'string') return badRequest('name and password are text')
  if (typeof tenant !== 'number' || !isTexts(groups) || typeof admin !== 'boolean') return badRequest('tenant is a number, groups a list of names, admin true or false')
  return attempt(STATUS, async () => ({ status: 201, body: await auth.addUser({ name, password, tenant, groups, admin }) }))
}

async function change(auth: Auth, { parameters, body }: AdminRequest): Promise<AdminResponse> {
  const fields = fieldsOf(body, ['password', 'groups', 'admin', 'enabled'])
  if (typeof fields === 'string') return badRequest(fields)
  const { password, groups, admin, enabled } = fields
  if (password !== undefined && typeof password !== 'string') return badRequest('password is text')
  if (groups !== undefined && !isTexts(groups)) return badRequest('groups is a list of names')
  if ((admin !== undefined && typeof admin !== 'boolean') || (enabled !== undefined && typeof enabled !== 'boolean')) return badRequest('admin and enabled are true or false')
  const wanted = {
    ...(password === undefined ? {} : { password }), ...(groups === undefined ? {} : { groups }),
    ...(admin === undefined ? {} : { admin }), ...(enabled === undefined ? {} : { enabled }),
  }
  return attempt(STATUS, async () => ({ status: 200, body: await auth.changeUser(parameters['name'] ?? '', wanted) }))
}
