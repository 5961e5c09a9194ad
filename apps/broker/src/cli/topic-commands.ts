import { BrokerError } from '@robustmq/common-errors'
import type { Command } from 'commander'
import { adminRequest, DEFAULT_ADMIN_URL } from './admin-client.ts'
import { formatTable } from './table.ts'

interface TopicSummary {
  readonly number: number
  readonly name: string
  readonly partitions: number
  readonly records: number
  readonly bytes: number
  readonly durability: string
  readonly automatic: boolean
}

const PAGE = 1000

/** `robustmq topic list|describe|create|delete`. */
export function addTopicCommands(program: Command, print: (text: string) => void): void {
  const topic = program.command('topic').description('topics of a running broker')
  const admin = ['--admin <url>', 'admin port of the broker', DEFAULT_ADMIN_URL] as const
  topic.command('list').description('all topics').option(...admin).option('--json', 'as JSON').action(async (options: { admin: string; json?: boolean }) => {
    const topics = await listAll(options.admin)
    if (options.json === true) {
      print(JSON.stringify(topics, null, 2))
      return
    }
    print(formatTable([
      ['NAME', 'PARTITIONS', 'RECORDS', 'BYTES', 'DURABILITY', 'MADE BY'],
      ...topics.map((t) => [t.name, String(t.partitions), String(t.records), String(t.bytes), t.durability, t.automatic ? 'first publish' : 'request']),
    ]))
  })
  topic.command('describe <name>').description('one topic, as JSON').option(...admin).action(async (name: string, options: { admin: string }) => {
    print(JSON.stringify(await adminRequest(options.admin, 'GET', `/api/topics/${encodeURIComponent(name)}`), null, 2))
  })
  topic.command('create <name>').description('make a topic').option(...admin)
    .option('--partitions <count>', 'number of partitions', '1')
    .option('--durability <policy>', 'always, interval or never')
    .option('--storage <kind>', 'segment or memory')
    .option('--config <key=value...>', 'settings, for example retention.ms=3600000 cleanup.policy=compact')
    .action(async (name: string, options: { admin: string; partitions: string; durability?: string; storage?: string; config?: string[] }) => {
      const { durability, storage } = options
      if (!/^\d+$/.test(options.partitions)) {
        throw new BrokerError({
          code: 'TOPIC_PARTITIONS_INVALID', retry: 'never', message: `--partitions takes a whole number, not ${JSON.stringify(options.partitions)}`,
        })
      }
      const body = { name, partitions: Number(options.partitions), durability, storage, config: settingsOf(options.config) }
      const made = (await adminRequest(options.admin, 'POST', '/api/topics', body)) as TopicSummary
      print(`topic ${made.name} made, durability ${made.durability}`)
    })
  topic.command('alter <name>').description('change the settings of a topic, or add partitions').option(...admin)
    .option('--config <key=value...>', 'settings; an empty value: the default again')
    .option('--partitions <count>', 'number of partitions from now on')
    .action(async (name: string, options: { admin: string; config?: string[]; partitions?: string }) => {
      const config = Object.fromEntries(Object.entries(settingsOf(options.config)).map(([key, value]) => [key, value === '' ? null : value]))
      const body = { config, ...(options.partitions === undefined ? {} : { partitions: Number(options.partitions) }) }
      await adminRequest(options.admin, 'PUT', `/api/topics/${encodeURIComponent(name)}`, body)
      print(`topic ${name} altered`)
    })
  topic.command('delete <name>').description('remove a topic and its records').option(...admin).action(async (name: string, options: { admin: string }) => {
    await adminRequest(options.admin, 'DELETE', `/api/topics/${encodeURIComponent(name)}`)
    print(`topic ${name} deleted`)
  })
}

/** @throws BrokerError TOPIC_CONFIG_INVALID */
function settingsOf(entries: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(entries.map((entry) => {
    const equals = entry.indexOf('=')
    if (equals < 1) throw new BrokerError({ code: 'TOPIC_CONFIG_INVALID', retry: 'never', message: `--config takes key=value, not ${JSON.stringify(entry)}` })
    return [entry.slice(0, equals), entry.slice(equals + 1)]
  }))
}

async function listAll(admin: string): Promise<TopicSummary[]> {
  const all: TopicSummary[] = []
  for (;;) {
    const last = all.at(-1)
    const query = new URLSearchParams({ limit: String(PAGE), ...(last === undefined ? {} : { after: String(last.number) }) })
    const { topics } = (await adminRequest(admin, 'GET', `/api/topics?${query.toString()}`)) as { topics: TopicSummary[] }
    all.push(...topics)
    if (topics.length < PAGE) return all
  }
}
