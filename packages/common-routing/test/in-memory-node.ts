import type { AddressFormat, MetaPort, MetaWatcher, PeerNetwork, Publisher, StateMachine } from '@robustmq/broker-api'
import { createTopicCatalog } from '@robustmq/common-catalog'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom, TurnQueue } from '@robustmq/common-runtime'
import type { Timers } from '@robustmq/common-runtime'
import { createMemoryStorage } from '@robustmq/storage-memory'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { createRouter, createTopicDirectory } from '../src/index.ts'
import type { NodeTopicDirectory } from '../src/index.ts'

/** Applies commands at once, in order; answers in a microtask. */
class ImmediateMeta implements MetaPort {
  appliedIndex = 0
  proposals = 0
  readonly #machines = new Map<string, StateMachine>()
  readonly #watchers = new Map<string, MetaWatcher[]>()

  register(machine: StateMachine): void {
    this.#machines.set(machine.name, machine)
  }

  async propose(name: string, command: Uint8Array): Promise<Uint8Array> {
    this.proposals++
    await Promise.resolve()
    const index = ++this.appliedIndex
    const answer = (this.#machines.get(name) as StateMachine).apply(command, index, 1_700_000_000_000)
    for (const watcher of this.#watchers.get(name) ?? []) watcher.metaApplied(index)
    return answer
  }

  readBarrier(): Promise<void> {
    return Promise.resolve()
  }

  watch(name: string, watcher: MetaWatcher): void {
    this.#watchers.set(name, [...(this.#watchers.get(name) ?? []), watcher])
  }

  unwatch(name: string, watcher: MetaWatcher): void {
    this.#watchers.set(name, (this.#watchers.get(name) ?? []).filter((known) => known !== watcher))
  }
}

export const SLASH: AddressFormat = { label: 'slash', separator: '/' }
export const DOT: AddressFormat = { label: 'dot', separator: '.' }

export interface InMemoryNode {
  readonly publisher: Publisher
  readonly topics: NodeTopicDirectory
  readonly driver: StorageDriver
  readonly meta: ImmediateMeta
  /** Runs the ends of turns until nothing is left to do. */
  settle(): Promise<void>
}

export function createInMemoryNode(
  options: { readonly automaticTopicsMax?: number; readonly batchBytesMax?: number; readonly cluster?: { readonly peers: PeerNetwork; readonly timers: Timers } } = {},
): InMemoryNode {
  const deferred: (() => void)[] = []
  const turns = new TurnQueue((run) => void deferred.push(run), (error) => { throw error })
  const meta = new ImmediateMeta()
  const log = createNullLogger()
  const catalog = createTopicCatalog(
    options.automaticTopicsMax === undefined ? {} : { automaticTopicsMax: options.automaticTopicsMax },
    { meta, random: createSeededRandom(7) },
  )
  const driver = createMemoryStorage({}, { turns })
  const topics = createTopicDirectory({ storage: 'memory' }, { catalog, drivers: new Map([['memory', driver]]), log })
  let now = 0
  const publisher = createRouter(
    { topics, drivers: [driver], turns, clock: { now: () => 1_700_000_000_000, monotonic: () => (now += 2000) }, log, decompress: () => null, ...(options.cluster === undefined ? {} : { cluster: options.cluster }) },
    options.batchBytesMax === undefined ? {} : { batchBytesMax: options.batchBytesMax },
  )
  const settle = async (): Promise<void> => {
    for (let idle = 0; idle < 20; ) {
      const run = deferred.shift()
      run?.()
      await Promise.resolve()
      idle = run === undefined ? idle + 1 : 0
    }
  }
  return { publisher, topics, driver, meta, settle }
}
