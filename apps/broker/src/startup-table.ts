import type { BoundListener, ProtocolModule } from '@robustmq/broker-api'
import { formatTable } from './cli/table.ts'

export interface StartupFacts {
  readonly version: string
  readonly dataDirectory: string
  readonly durability: string
  readonly listeners: readonly BoundListener[]
  readonly admin: { readonly host: string; readonly port: number }
  readonly modules: readonly ProtocolModule[]
}

/** What the operator sees at start: one table, and a line to try. */
export function startupTable(facts: StartupFacts): string {
  const titles = new Map(facts.modules.map((module) => [module.name, module.title]))
  const rows = facts.listeners.map((l) => [titles.get(l.protocol) ?? l.protocol, l.transport, shown(l.host, l.port)])
  const table = formatTable([
    ['PROTOCOL', 'TRANSPORT', 'LISTENING ON'],
    ...rows,
    ['admin, metrics, health', 'http', shown(facts.admin.host, facts.admin.port)],
  ])
  const lines = [
    `RobustMQ ${facts.version}`, '', table, '',
    `data        ${facts.dataDirectory}`,
    `durability  ${facts.durability}`,
  ]
  const tries = facts.modules.map((module) => tryLine(module, facts.listeners)).filter((line) => line !== null)
  if (tries.length > 0) lines.push('', 'try it', ...tries.map((line) => `  ${line}`))
  return lines.join('\n')
}

function shown(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function tryLine(module: ProtocolModule, listeners: readonly BoundListener[]): string | null {
  const first = listeners.find((listener) => listener.protocol === module.name)
  if (module.tryIt === undefined || first === undefined) return null
  return module.tryIt.replaceAll('{host}', first.host).replaceAll('{port}', String(first.port))
}
