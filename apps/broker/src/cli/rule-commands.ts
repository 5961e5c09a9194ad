import type { Command } from 'commander'
import { adminRequest, DEFAULT_ADMIN_URL } from './admin-client.ts'
import { formatTable } from './table.ts'

interface Rule {
  readonly id: number
  readonly tenant: number
  readonly effect: string
  readonly principal: string
  readonly client: string
  readonly actions: readonly string[]
  readonly pattern: string
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, ...value.split(',')]

/** `robustmq acl list|add|delete|default`. */
export function addRuleCommands(program: Command, print: (text: string) => void): void {
  const acl = program.command('acl').description('access rules of a running broker: what is denied is denied, then what is allowed, then the default')
  const admin = ['--admin <url>', 'admin port of the broker', DEFAULT_ADMIN_URL] as const
  acl.command('list').description('all rules').option(...admin).option('--json', 'as JSON').action(async (options: { admin: string; json?: boolean }) => {
    const answer = (await adminRequest(options.admin, 'GET', '/api/acl')) as { default: string; rules: readonly Rule[] }
    if (options.json === true) {
      print(JSON.stringify(answer, null, 2))
      return
    }
    print(formatTable([
      ['ID', 'TENANT', 'EFFECT', 'PRINCIPAL', 'CLIENT', 'ACTIONS', 'PATTERN'],
      ...answer.rules.map((rule) => [
        String(rule.id), String(rule.tenant), rule.effect, rule.principal, rule.client, rule.actions.length === 0 ? 'all' : rule.actions.join(','), rule.pattern,
      ]),
    ]))
    print(`default: ${answer.default}`)
  })
  acl.command('add <effect> <principal> <pattern>').description('allow or deny; * or user:<name> or group:<name>; a pattern such as sensors.+.#').option(...admin)
    .option('--action <actions>', 'connect, publish, subscribe, create, delete, describe, configure, admin; default all', collect)
    .option('--client <range>', 'address or range the client comes from', '*')
    .option('--tenant <number>', 'the tenant', '1')
    .action(async (effect: string, principal: string, pattern: string, options: { admin: string; action?: readonly string[]; client: string; tenant: string }) => {
      const body = { tenant: Number(options.tenant), effect, principal, client: options.client, actions: options.action ?? [], pattern }
      const { id } = (await adminRequest(options.admin, 'POST', '/api/acl', body)) as Rule
      print(`rule ${id} made`)
    })
  acl.command('delete <id>').description('remove a rule').option(...admin).action(async (id: string, options: { admin: string }) => {
    await adminRequest(options.admin, 'DELETE', `/api/acl/${encodeURIComponent(id)}`)
    print(`rule ${id} deleted`)
  })
  acl.command('default <effect>').description('what holds where no rule does: allow or deny').option(...admin)
    .option('--tenant <number>', 'the tenant', '1')
    .action(async (effect: string, options: { admin: string; tenant: string }) => {
      await adminRequest(options.admin, 'PUT', '/api/acl/default', { tenant: Number(options.tenant), effect })
      print(`default: ${effect}`)
    })
}
