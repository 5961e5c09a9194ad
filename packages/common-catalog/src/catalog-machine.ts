import type { StateMachine } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { catalogProto } from '@robustmq/proto-gen'
import { nativeAddress } from './address.ts'
import { decodeSnapshot, encodeSnapshot } from './catalog-snapshot.ts'
import { CatalogState, TenantTopics } from './catalog-state.ts'
import { topicRefusal } from './topic-limits.ts'
import { configMap, durabilityOf, encodeTopic, TopicInterning } from './topic-record.ts'
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
    let decoded: catalogProto.catalog.v1.CatalogCommand
    try {
      decoded = v1.CatalogCommand.decode(command)
    } catch {
      // The decoder throws on malformed bytes; every replica answers them alike.
      return answer(AnswerCode.ANSWER_COMMAND_INVALID, 'malformed command', null)
    }
    if (decoded.createTopic) return this.#create(v1.CreateTopic.create(decoded.createTopic), timeMs)
    if (decoded.deleteTopic) return this.#delete(v1.DeleteTopic.create(decoded.deleteTopic))
    return answer(AnswerCode.ANSWER_COMMAND_INVALID, 'unknown command', null)
  }

  snapshot(): Uint8Array {
    return encodeSnapshot(this.#state)
  }

  restore(snapshot: Uint8Array, version: number): void {
    if (version > CATALOG_MACHINE_VERSION) {
      throw new BrokerError({ code: 'META_FORMAT_UNKNOWN', retry: 'never', message: `catalog snapshot version ${version} is newer than ${CATALOG_MACHINE_VERSION}` })
    }
    this.#state = decodeSnapshot(snapshot, this.#interning)
    this.#generation++
    this.created = null
    this.deleted = null
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
      partitions: this.#givePartitions(command.partitions),
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

  #givePartitions(count: number): TopicPartition[] {
    const state = this.#state
    const partitions: TopicPartition[] = []
    for (let i = 0; i < count; i++) {
      const shard = state.nextShard++
      partitions.push({ shard, group: 1 + ((shard - 1) % state.groupCount) })
    }
    return partitions
  }

  #delete(command: catalogProto.catalog.v1.DeleteTopic): Uint8Array {
    const topics = this.#state.tenants.get(command.tenant)
    if (topics === undefined) return answer(AnswerCode.ANSWER_TENANT_UNKNOWN, '', null)
    const topic = topics.byName.get(command.name)
    if (topic === undefined || (command.id.length > 0 && Buffer.from(command.id).toString('hex') !== topic.id)) {
      return answer(AnswerCode.ANSWER_TOPIC_UNKNOWN, '', null)
    }
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
