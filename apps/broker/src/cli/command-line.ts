import { existsSync } from 'node:fs'
import type { ProtocolModule } from '@robustmq/broker-api'
import { BrokerError, isBrokerError } from '@robustmq/common-errors'
import { Command, CommanderError } from 'commander'
import type { BrokerConfig } from '../config.ts'
import { DEFAULT_CONFIG_FILE, readConfig } from '../config.ts'
import { tuneHeap } from '../heap-settings.ts'
import { checkExposure, exposedHosts } from '../listen-hosts.ts'
import { protocolModules } from '../protocols.ts'
import type { RunningBroker } from '../start-broker.ts'
import { startBroker } from '../start-broker.ts'
import { version } from '../version.ts'
import { addClusterCommands } from './cluster-commands.ts'
import { addDelayedCommands } from './delayed-commands.ts'
import { addProtocolCommands } from './protocol-commands.ts'
import { addRuleCommands } from './rule-commands.ts'
import { addStorageCommands } from './storage-commands.ts'
import { addTopicCommands } from './topic-commands.ts'
import { addUserCommands } from './user-commands.ts'

interface StartFlags {
  readonly config?: string
  readonly data?: string
  readonly readyFile?: string
  readonly insecure?: boolean
  readonly portsBySystem?: boolean
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Runs `robustmq <arguments>`; resolves with the exit status when the command has ended. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const modules = protocolModules.map((create) => create())
  const program = new Command('robustmq').description('a message broker for many protocols over one durable log').exitOverride()
  program.command('start').description('run the broker until SIGTERM or SIGINT')
    .option('--config <file>', `TOML file (default: ${DEFAULT_CONFIG_FILE} when it is there)`)
    .option('--data <directory>', 'data directory; overrides [node] data_directory')
    .option('--ready-file <file>', 'written as JSON, with the bound ports, when the broker serves')
    .option('--ports-by-system', 'let the system choose every port')
    .option('--insecure', 'allow listeners beyond this machine although no users are defined')
    .action((flags: StartFlags) => start(flags, modules))
  const config = program.command('config').description('configuration')
  config.command('check').description('read the configuration and say what is wrong with it')
    .option('--config <file>', 'TOML file')
    .option('--json', 'print the complete configuration, defaults included')
    .option('--insecure', 'as for start')
    .action((flags: { config?: string; json?: boolean; insecure?: boolean }) => {
      const read = readConfig({ file: configFile(flags.config), environment: process.env }, modules)
      checkExposure(exposedHosts(read, modules), flags.insecure === true)
      print(flags.json === true ? JSON.stringify(read, null, 2) : `the configuration is good (sections: ${sections(read).join(', ')})`)
    })
  program.command('version').description('print the version').action(() => print(version))
  addStorageCommands(program, print)
  addTopicCommands(program, print)
  addClusterCommands(program, print)
  addDelayedCommands(program, print)
  addUserCommands(program, print)
  addRuleCommands(program, print)
  addProtocolCommands(program, modules, print)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    const known = isBrokerError(error)
    process.stderr.write(known ? `robustmq: ${error.message} [${error.code}]\n` : `robustmq: ${String(error instanceof Error ? error.stack : error)}\n`)
    return 1
  }
}

function sections(config: BrokerConfig): string[] {
  return [...Object.keys(config).filter((key) => key !== 'protocols'), ...Object.keys(config.protocols)].sort()
}

function configFile(named: string | undefined): string | null {
  if (named !== undefined) return named
  return existsSync(DEFAULT_CONFIG_FILE) ? DEFAULT_CONFIG_FILE : null
}

async function start(flags: StartFlags, modules: readonly ProtocolModule[]): Promise<void> {
  const read = readConfig({ file: configFile(flags.config), environment: process.env }, modules)
  tuneHeap()
  const config = applyFlags(read, flags)
  const stopped = stopSignal()
  const broker = await startBroker({
    config, modules, cancelled: stopped, insecure: flags.insecure === true, ...(flags.readyFile === undefined ? {} : { readyFile: flags.readyFile }),
  })
  print(broker.table)
  await stopped
  await drain(broker)
}

function applyFlags(config: BrokerConfig, flags: StartFlags): BrokerConfig {
  const withData = flags.data === undefined ? config : { ...config, node: { ...config.node, data_directory: flags.data } }
  if (flags.portsBySystem !== true) return withData
  const protocols = Object.fromEntries(Object.entries(withData.protocols).map(([name, protocol]) => {
    const listeners = Object.fromEntries(Object.entries(protocol.listeners).map(([key, listener]) => [key, { ...listener, port: 0 }]))
    return [name, { ...protocol, listeners }]
  }))
  return { ...withData, admin: { ...withData.admin, port: 0 }, protocols }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = (): void => {
      if (asked) process.exit(1)
      asked = true
      resolve()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}

async function drain(broker: RunningBroker): Promise<void> {
  try {
    await broker.stop()
  } catch (cause) {
    throw BrokerError.from(cause)
  }
}
