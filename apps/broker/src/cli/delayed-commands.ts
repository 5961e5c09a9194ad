import type { Command } from 'commander'
import { adminRequest, DEFAULT_ADMIN_URL } from './admin-client.ts'
import { formatTable } from './table.ts'

interface Answer {
  readonly count: number
  readonly messages: readonly { readonly id: string; readonly due: string; readonly bytes: number }[]
  readonly next: string | null
}

/** `robustmq delayed list|cancel`. */
export function addDelayedCommands(program: Command, print: (text: string) => void): void {
  const delayed = program.command('delayed').description('messages of a running broker that wait for their time')
  const admin = ['--admin <url>', 'admin port of the broker', DEFAULT_ADMIN_URL] as const
  delayed.command('list').description('in order of time').option(...admin)
    .option('--limit <count>', 'how many, 1 to 1000', '100').option('--after <id>', 'go on after this one').option('--json', 'as JSON')
    .action(async (options: { admin: string; limit: string; after?: string; json?: boolean }) => {
      const query = new URLSearchParams({ limit: options.limit, ...(options.after === undefined ? {} : { after: options.after }) })
      const answer = (await adminRequest(options.admin, 'GET', `/api/delayed?${query.toString()}`)) as Answer
      if (options.json === true) {
        print(JSON.stringify(answer, null, 2))
        return
      }
      print(formatTable([['ID', 'DUE', 'BYTES'], ...answer.messages.map(({ id, due, bytes }) => [id, due, String(bytes)])]))
      print(`${answer.messages.length} of ${answer.count}${answer.next === null ? '' : `; go on with --after ${answer.next}`}`)
    })
  delayed.command('cancel <id>').description('take one back').option(...admin).action(async (id: string, options: { admin: string }) => {
    await adminRequest(options.admin, 'DELETE', `/api/delayed/${encodeURIComponent(id)}`)
    print(`message ${id} cancelled`)
  })
}
