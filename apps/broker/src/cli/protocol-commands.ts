import type { CliCommand, ProtocolModule } from '@robustmq/broker-api'
import type { Command } from 'commander'
import { adminRequest, DEFAULT_ADMIN_URL } from './admin-client.ts'

/** `robustmq <protocol> <command>`: what each protocol brings with its module. */
export function addProtocolCommands(program: Command, modules: readonly ProtocolModule[], print: (text: string) => void): void {
  for (const module of modules) {
    if (module.cliCommands === undefined || module.cliCommands.length === 0) continue
    const group = program.command(module.name).description(`${module.title} on a running broker`)
    for (const entry of module.cliCommands) addCommand(group, module.name, entry, print)
  }
}

function addCommand(group: Command, protocol: string, entry: CliCommand, print: (text: string) => void): void {
  const command = group.command(entry.name).description(entry.summary).option('--admin <url>', 'admin port of the broker', DEFAULT_ADMIN_URL)
  for (const name of entry.arguments) command.argument(`<${name}>`)
  command.action(async () => {
    const values = command.processedArgs as readonly string[]
    const path = entry.arguments.reduce((at, name, i) => at.replace(`:${name}`, encodeURIComponent(values[i] as string)), entry.path)
    const { admin } = command.opts<{ admin: string }>()
    print(JSON.stringify(await adminRequest(admin, entry.method, `/api/${protocol}/${path}`), null, 2))
  })
}
