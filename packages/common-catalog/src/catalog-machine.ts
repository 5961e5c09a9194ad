import type { StateMachine } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { catalogProto } from '@robustmq/proto-gen'
import { nativeAddress } from './address.ts'
import { decodeSnapshot, encodeSnapshot, snapshotParts } from './catalog-snapshot.ts'
import { CatalogState, TenantTopics } from './catalog-state.ts'
import { configRefusal, TOPIC_PARTITIONS_MAX, topicRefusal } from './topic-limits.ts'
import { configEntries, configMap, durabilityOf, encodeTopic, TopicInterning } from './topic-record.ts'
import { TopicEntry } from './topic.ts'
import type { TopicPartition } from './topic.ts'

const v1 = catalogProto.catalog.v1
const { AnswerCode } = v1
type AnswerCodeNumber = catalogProto.catalog.v1.AnswerCode

export const CATALOG_MACHINE = 'catalog'
export const CATALOG_MACHINE_VERSION = 1

/** The tenant that is always there. */
export const DEFAULT_TENANT = 1
export const DEFAULT_TENANT_NAME = 'default'

/** Data groups are 1 .. this; part of the state, so that another number later does not move what exists. */
export const REPLICATION_GROUPS_DEFAULT = 16

/**
 * Where new partitions go. It must be a function of the same commands as the catalog, in the same order (the state of another
 * machine of its metadata group): every replica asks it while it applies.
 */
export interface Placement {
  /** Groups that take new partitions, ascending; empty: groups 1 up to the number in the state. */
  placeableGroups(): readonly number[]
  /** Those of them whose nodes can be reached from here now. Asked by who proposes a topic, and told in the command. */
  reachableGroups?(): readonly number[]
}

/** The topic catalog as a deterministic state machine. Its answers are `CatalogAnswer` messages. */
export class CatalogMachine implements StateMachine {
  readonly name: string = CATALOG_MACHINE
  readonly version: number = CATALOG_MACHINE_VERSION
  readonly #interning = new TopicInterning()
  #state: CatalogState = emptyState()
  #generation = 1
  /** What the command at `changeIndex` did; for watchers, who are told before the next command is applied. */
  changeIndex = 0
  created: TopicEntry | null = null
  deleted: TopicEntry | null = null
  changed: TopicEntry | null = null
  /** What was before a snapshot replaced it, for watchers, who forget it; null when there was nothing. */
  replaced: CatalogState | null = null
  readonly #placement: Placement | null

  constructor(placement: Placement | null = null) {
    this.#placement = placement
  }

  get state(): CatalogState {
    return this.#state
  }

  /** Another number whenever topics were added or removed. */
  get generation(): number {
    return this.#generation
  }

  apply(command: Uint8Array, index: number, timeMs: number): Uint8Array {
    this.changeIndex = index
    this.created = null
    this.deleted = null
    this.changed = null
    let decoded: catalogProto.catalog.v1.CatalogCommand
    try {
      decoded = v1.CatalogCommand.decode(command)
    } catch {
      // The decoder throws on malformed bytes; every replica answers them alike.
      return answer(AnswerCode.ANSWER_COMMAND_INVALID, 'malformed command', null)
    }
    if (decoded.createTopic) return this.#create(v1.CreateTopic.create(decoded.createTopic), timeMs)
    if (decoded.deleteTopic) return this.#delete(v1.DeleteTopic.create(decoded.deleteTopic))
    if (decoded.addPartitions) return this.#addPartitions(v1.AddPartitions.create(decoded.addPartitions))
    if (decoded.alterConfiguration) return this.#alter(v1.AlterConfiguration.create(decoded.alterConfiguration))
    return answer(AnswerCode.ANSWER_COMMAND_INVALID, 'unknown command', null)
  }

  snapshot(): Uint8Array {
    return encodeSnapshot(this.#state)
  }

  snapshotParts(): IterableIterator<Uint8Array> {
    return snapshotParts(this.#state)
  }

  restore(snapshot: Uint8Array, version: number): void {
    if (version > CATALOG_MACHINE_VERSION) {
      throw new BrokerError({ code: 'META_FORMAT_UNKNOWN', retry: 'never', message: `catalog snapshot version ${version} is newer than ${CATALOG_MACHINE_VERSION}` })
    }
    const before = this.#state
    this.#state = decodeSnapshot(snapshot, this.#interning)
    this.replaced = before.count === 0 ? null : before
    this.#generation++
    this.created = null
    this.deleted = null
    this.changed = null
  }

  #create(command: catalogProto.catalog.v1.CreateTopic, timeMs: number): Uint8Array {
    const state = this.#state
    const topics = state.tenants.get(command.tenant)
    if (topics === undefined) return answer(AnswerCode.ANSWER_TENANT_UNKNOWN, '', null)
    const existing = topics.byName.get(command.name)
    if (existing !== undefined) return answer(AnswerCode.ANSWER_TOPIC_EXISTS, '', existing)
    const refusal = topicRefusal(command)
    if (refusal !== null) return answer(AnswerCode.ANSWER_TOPIC_INVALID, refusal, null)
    const id = Buffer.from(command.id).toString('hex')
    if (state.byId(id) !== null) return answer(AnswerCode.ANSWER_TOPIC_INVALID, 'id is in use', null)
    if (command.automatic && topics.automaticCount >= command.automaticTopicsMax) {
      return answer(AnswerCode.ANSWER_TOPIC_LIMIT, `${topics.automaticCount} automatic topics`, null)
    }
    const origin = this.#interning.origin(command.origin?.format ?? '', command.origin?.separator ?? '')
    const topic = new TopicEntry({
      number: state.nextTopic++,
      tenant: topics.id,
      name: command.name,
      id,
      partitions: this.#givePartitions(command.partitions, command.reachableGroups),
      storage: this.#interning.text(command.storage),
      durability: durabilityOf(command.durability),
      origin,
      nativeName: command.origin?.nativeName || nativeAddress(command.name, origin.separator),
      automatic: command.automatic,
      config: configMap(command.config),
      createdAtMs: timeMs,
    })
    state.add(topics, topic)
    this.#generation++
    this.created = topic
    return answer(AnswerCode.ANSWER_OK, '', topic)
  }

  #givePartitions(count: number, reachable: readonly number[]): TopicPartition[] {
    const state = this.#state
    const placeable = this.#placement?.placeableGroups() ?? []
    const preferred = placeable.filter((group) => reachable.includes(group))
    const groups = preferred.length === 0 ? placeable : preferred
    const partitions: TopicPartition[] = []
    for (let i = 0; i < count; i++) {
      const shard = state.nextShard++
      const group = groups.length === 0 ? 1 + ((shard - 1) % state.groupCount) : groups[(shard - 1) % groups.length] as number
      partitions.push({ shard, group })
    }
    return partitions
  }

  #addPartitions(command: catalogProto.catalog.v1.AddPartitions): Uint8Array {
    const found = this.#find(command)
    if (found.topic === null) return answer(found.code, '', null)
    const { topic } = found
    const count = command.partitions
    if (count <= topic.partitions.length) return answer(AnswerCode.ANSWER_TOPIC_INVALID, `the topic has ${topic.partitions.length} partitions already`, topic)
    if (count > TOPIC_PARTITIONS_MAX) return answer(AnswerCode.ANSWER_TOPIC_INVALID, `partitions not in 1..${TOPIC_PARTITIONS_MAX}`, topic)
    const added = this.#givePartitions(count - topic.partitions.length, [])
    return this.#replace(found.topics, topic, { partitions: [...topic.partitions, ...added] })
  }

  #alter(command: catalogProto.catalog.v1.AlterConfiguration): Uint8Array {
    const found = this.#find(command)
    if (found.topic === null) return answer(found.code, '', null)
    const { topic } = found
    const setRefusal = configRefusal(command.set)
    if (setRefusal !== null) return answer(AnswerCode.ANSWER_TOPIC_INVALID, setRefusal, topic)
    const config = new Map(topic.config)
    for (const key of command.remove) config.delete(key)
    for (const entry of command.set) config.set(entry.key ?? '', entry.value ?? '')
    const entries = configEntries(config)
    const refusal = configRefusal(entries)
    if (refusal !== null) return answer(AnswerCode.ANSWER_TOPIC_INVALID, refusal, topic)
    return this.#replace(found.topics, topic, { config: configMap(entries) })
  }

  /** Topics are never changed: another one takes the place. */
  #replace(topics: TenantTopics, topic: TopicEntry, change: Partial<Pick<TopicEntry, 'partitions' | 'config'>>): Uint8Array {
    const { number, tenant, name, id, partitions, storage, durability, origin, nativeName, automatic, config, createdAtMs } = topic
    const next = new TopicEntry({
      number, tenant, name, id, partitions, storage, durability, origin, nativeName, automatic, config, createdAtMs, ...change,
    })
    this.#state.replace(topics, topic, next)
    this.#generation++
    this.changed = next
    return answer(AnswerCode.ANSWER_OK, '', next)
  }

  /** The topic that a command names, by name and, where it gives one, by id. */
  #find(command: { readonly tenant: number; readonly name: string; readonly id: Uint8Array }):
    { readonly topics: TenantTopics; readonly topic: TopicEntry } | { readonly topic: null; readonly code: AnswerCodeNumber } {
    const topics = this.#state.tenants.get(command.tenant)
    if (topics === undefined) return { topic: null, code: AnswerCode.ANSWER_TENANT_UNKNOWN }
    const topic = topics.byName.get(command.name)
    if (topic === undefined || (command.id.length > 0 && Buffer.from(command.id).toString('hex') !== topic.id)) {
      return { topic: null, code: AnswerCode.ANSWER_TOPIC_UNKNOWN }
    }
    return { topics, topic }
  }

  #delete(command: catalogProto.catalog.v1.DeleteTopic): Uint8Array {
    const found = this.#find(command)
    if (found.topic === null) return answer(found.code, '', null)
    const { topics, topic } = found
    this.#state.remove(topics, topic)
    this.#generation++
    this.deleted = topic
    return answer(AnswerCode.ANSWER_OK, '', topic)
  }
}

function emptyState(): CatalogState {
  const state = new CatalogState(REPLICATION_GROUPS_DEFAULT)
  state.tenants.set(DEFAULT_TENANT, new TenantTopics(DEFAULT_TENANT, DEFAULT_TENANT_NAME))
  return state
}

function answer(code: AnswerCodeNumber, message: string, topic: TopicEntry | null): Uint8Array {
  return v1.CatalogAnswer.encode({ code, message, topic: topic === null ? null : encodeTopic(topic) }).finish()
}
