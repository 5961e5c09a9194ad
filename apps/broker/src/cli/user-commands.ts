import { createInterface } from 'node:readline'
import { BrokerError } from '@robustmq/common-errors'
import type { Command } from 'commander'
import { adminRequest, DEFAULT_ADMIN_URL } from './admin-client.ts'
import { formatTable } from './table.ts'

interface UserView {
  readonly name: string
  readonly tenant: number
  readonly enabled: boolean
  readonly admin: boolean
  readonly groups: readonly string[]
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** `robustmq user list|add|passwd|change|delete`. */
export function addUserCommands(program: Command, print: (text: string) => void): void {
  const user = program.command('user').description('users of a running broker')
  const admin = ['--admin <url>', 'admin port of the broker', DEFAULT_ADMIN_URL] as const
  user.command('list').description('all users').option(...admin).option('--json', 'as JSON').action(async (options: { admin: string; json?: boolean }) => {
    const { users } = (await adminRequest(options.admin, 'GET', '/api/users')) as { users: readonly UserView[] }
    if (options.json === true) {
      print(JSON.stringify(users, null, 2))
      return
    }
    print(formatTable([
      ['NAME', 'TENANT', 'STATE', 'ROLE', 'GROUPS'],
      ...users.map((one) => [one.name, String(one.tenant), one.enabled ? 'enabled' : 'disabled', one.admin ? 'administrator' : 'user', one.groups.join(', ')]),
    ]))
  })
  user.command('add <name>').description('make a user; the password is asked for').option(...admin)
    .option('--password <password>', 'the password; better typed than given here, where others may see it')
    .option('--group <name>', 'a group the user is in; may be repeated', collect)
    .option('--tenant <number>', 'the tenant', '1')
    .option('--administrator', 'may administer')
    .action(async (name: string, options: { admin: string; password?: string; group?: readonly string[]; tenant: string; administrator?: boolean }) => {
      const body = {
        name, password: options.password ?? (await askPassword()), tenant: Number(options.tenant), groups: options.group ?? [], admin: options.administrator === true,
      }
      const made = (await adminRequest(options.admin, 'POST', '/api/users', body)) as UserView
      print(`user ${made.name} made${made.admin ? ', may administer' : ''}`)
    })
  user.command('passwd <name>').description('set another password').option(...admin)
    .option('--password <password>', 'the password; better typed than given here')
    .action(async (name: string, options: { admin: string; password?: string }) => {
      await adminRequest(options.admin, 'PUT', `/api/users/${encodeURIComponent(name)}`, { password: options.password ?? (await askPassword()) })
      print(`password of ${name} set`)
    })
  user.command('change <name>').description('enable, disable, give or take administration, set groups').option(...admin)
    .option('--enable', 'let the user in').option('--disable', 'let the user in no more')
    .option('--administrator', 'may administer').option('--no-administrator', 'may not administer')
    .option('--group <name>', 'a group the user is in, instead of those before; may be repeated', collect)
    .action(async (name: string, options: { admin: string; enable?: boolean; disable?: boolean; administrator?: boolean; group?: readonly string[] }) => {
      const body = {
        ...(options.enable === true ? { enabled: true } : options.disable === true ? { enabled: false } : {}),
        ...(options.administrator === undefined ? {} : { admin: options.administrator }),
        ...(options.group === undefined ? {} : { groups: options.group }),
      }
      print(JSON.stringify(await adminRequest(options.admin, 'PUT', `/api/users/${encodeURIComponent(name)}`, body), null, 2))
    })
  user.command('delete <name>').description('remove a user').option(...admin).action(async (name: string, options: { admin: string }) => {
    await adminRequest(options.admin, 'DELETE', `/api/users/${encodeURIComponent(name)}`)
    print(`user ${name} deleted`)
  })
}

/** From the terminal, unseen; else the first line of standard input. */
async function askPassword(): Promise<string> {
  const terminal = process.stdin.isTTY
  if (terminal) process.stderr.write('password: ')
  // Without an output nothing that is typed is shown.
  const lines = createInterface({ input: process.stdin, terminal })
  try {
    for await (const line of lines) return line
  } finally {
    lines.close()
    if (terminal) process.stderr.write('\n')
  }
  throw new BrokerError({ code: 'AUTH_INVALID', retry: 'never', message: 'no password was given' })
}
