import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNullLogger } from '@robustmq/common-log'
import type { Clock } from '@robustmq/common-runtime'
import { systemClock } from '@robustmq/common-runtime'
import { protocolModules, readConfig, startBroker } from '../src/index.ts'
import type { RunningBroker } from '../src/index.ts'

/** The wall clock, moved on by hand. */
export class MovedClock implements Clock {
  movedMs = 0

  now(): number {
    return systemClock.now() + this.movedMs
  }

  monotonic(): number {
    return systemClock.monotonic() + this.movedMs
  }
}

/** A whole broker in this process on a directory of its own, with ports chosen by the system. */
export class BrokerInProcess {
  readonly directory: string = mkdtempSync(join(tmpdir(), 'robustmq-broker-'))
  readonly clock: MovedClock = new MovedClock()
  running: RunningBroker | null = null

  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const modules = protocolModules.map((create) => create())
    const environment: Record<string, string> = { ROBUSTMQ_NODE__DATA_DIRECTORY: this.directory, ROBUSTMQ_ADMIN__PORT: '0', ROBUSTMQ_NODE__DRAIN_SECONDS: '1', ...settings }
    for (const { name, defaultListeners } of modules) {
      for (const listener of defaultListeners) environment[`ROBUSTMQ_${name}__LISTENERS__${listener.name}__PORT`.toUpperCase()] = '0'
    }
    this.running = await startBroker({ config: readConfig({ file: null, environment }, modules), modules, log: createNullLogger(), clock: this.clock })
  }

  port(protocol: string): number {
    const found = this.running?.listeners.find((listener) => listener.protocol === protocol && listener.transport === 'tcp' && listener.host === '127.0.0.1')
    if (found === undefined) throw new Error(`no listener of ${protocol}`)
    return found.port
  }

  get adminUrl(): string {
    return `http://127.0.0.1:${this.running?.admin.port ?? 0}`
  }

  async stop(): Promise<void> {
    await this.running?.stop()
    this.running = null
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.directory, { recursive: true, force: true })
  }
}
