import type { Access, BrokerServices, Protocol } from '@robustmq/broker-api'
import { createTopicCatalog } from '@robustmq/common-catalog'
import { tryDecompress } from '@robustmq/common-compression'
import { createRecordingLogger } from '@robustmq/common-log'
import type { RecordingLogger } from '@robustmq/common-log'
import type { StateLogs } from '@robustmq/common-state-log'
import type { Timers } from '@robustmq/common-runtime'
import { createNullMetrics } from '@robustmq/common-metrics'
import { createRouter, createTopicDirectory } from '@robustmq/common-routing'
import type { NodeTopicDirectory } from '@robustmq/common-routing'
import { createStateLogs } from '@robustmq/common-state-log'
import { createSeededRandom, TimerWheel, TurnQueue } from '@robustmq/common-runtime'
import { MemoryMeta } from '@robustmq/protocol-conformance'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { createMemoryStorage } from '@robustmq/storage-memory'
import { createKafkaModule, defaultKafkaConfig } from '../src/index.ts'
import type { KafkaConfig } from '../src/index.ts'
import { Client } from './client.ts'
import { FakeConnection } from './fake-connection.ts'

export interface RigOptions {
  readonly config?: Partial<KafkaConfig>
  readonly access?: Access
  /** Wraps the driver, to hold back or fail what it does. */
  readonly wrapDriver?: (driver: StorageDriver) => StorageDriver
}

export interface Rig {
  readonly services: BrokerServices
  readonly topics: NodeTopicDirectory
  readonly meta: MemoryMeta
  readonly driver: StorageDriver
  readonly log: RecordingLogger
  readonly protocol: Protocol
  readonly timersPending: () => number
  /** A second protocol instance over the same storage: a node after a restart. */
  restart(): Protocol
  connect(protocol?: Protocol): Client
  /** Runs ends of turns and microtasks until nothing is left to do. */
  settle(): Promise<void>
  /** Moves both clocks and the timers. */
  advance(ms: number): Promise<void>
}

const OPEN_ACCESS: Access = {
  authenticate: (_credentials, connection) => ({ tenant: 1, name: 'anonymous', clientAddress: connection.remoteAddress }),
  authorize: () => true,
}

/** A whole node in memory with this protocol on it, driven by hand. */
export function createRig(options: RigOptions = {}): Rig {
  const deferred: (() => void)[] = []
  const turns = new TurnQueue((run) => void deferred.push(run), (error) => { throw error })
  const meta = new MemoryMeta()
  const log = createRecordingLogger()
  const random = createSeededRandom(7)
  const catalog = createTopicCatalog({}, { meta, random })
  const module = createKafkaModule()
  for (const machine of module.stateMachines) meta.register(machine)
  const memory = createMemoryStorage({}, { turns, decompress: tryDecompress })
  const driver = options.wrapDriver?.(memory) ?? memory
  const topics = createTopicDirectory({ storage: 'memory' }, { catalog, drivers: new Map([['memory', driver]]), log })
  let nowMs = 1_700_000_000_000
  const clock = { now: () => nowMs, monotonic: () => nowMs - 1_600_000_000_000 }
  const wheel = new TimerWheel()
  const publisher = createRouter({ topics, drivers: [driver], turns, clock, log, decompress: tryDecompress })
  const timers: Timers = { schedule: (delayMs, task) => wheel.schedule(delayMs, task), cancel: (id) => wheel.cancel(id) }
  const newState = (): StateLogs => createStateLogs({}, { driver, turns, timers, clock, log })
  const services: Omit<BrokerServices, 'state'> = {
    clock, random, turns, log, meta, topics, publisher,
    timers,
    metrics: createNullMetrics(),
    access: options.access ?? OPEN_ACCESS,
    node: { nodeId: 1, clusterId: 'test-cluster', version: '0', advertisedHost: '', listeners: () => [] },
    decompress: tryDecompress,
  }
  const config = { ...defaultKafkaConfig(), ...options.config }
  let state = newState()
  const start = (): Protocol => {
    state = newState()
    const started = module.start({ ...services, state }, { ...config })
    void state.recover()
    return started
  }
  const protocol = start()
  const settle = async (): Promise<void> => {
    for (let idle = 0; idle < 200;) {
      const run = deferred.shift()
      run?.()
      await Promise.resolve()
      idle = run === undefined ? idle + 1 : 0
    }
  }
  return {
    services: { ...services, state }, topics, meta, driver, log, protocol, settle,
    timersPending: () => wheel.pending,
    restart: start,
    connect(on = protocol) {
      const connection = new FakeConnection()
      connection.handler = on.accept(connection)
      return new Client(connection, settle)
    },
    async advance(ms) {
      nowMs += ms
      wheel.advance(ms)
      await settle()
    },
  }
}

/** Lets all proposals fail. */
export function failMeta(rig: Rig, error: Error): void {
  rig.meta.gate = Promise.reject(error)
  rig.meta.gate.catch(() => undefined)
}
