import type { StateMachine } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { retainedProto } from '@robustmq/proto-gen'
import { NameTrie } from './name-trie.ts'

const v1 = retainedProto.mqtt.v1
const { RetainedCode } = v1

/** Name of the state machine; part of the disk format. */
export const RETAINED_MACHINE = 'mqtt-retained'
const VERSION = 1

/** Where the retained message of a name lies. Never changed, only replaced. */
export interface RetainedEntry {
  readonly tenant: number
  readonly name: string
  /** 32 hex digits. */
  readonly topicId: string
  readonly partition: number
  readonly offset: number
  /** 0: never. */
  readonly expiresAtMs: number
}

/** Which message is retained for which name: a deterministic state machine over `RetainedCommand`. */
export class RetainedMachine implements StateMachine {
  readonly name: string = RETAINED_MACHINE
  readonly version: number = VERSION
  readonly #tenants = new Map<number, { byName: Map<string, RetainedEntry>; trie: NameTrie<RetainedEntry> }>()
  #count = 0

  /** Entries of all tenants. */
  get count(): number {
    return this.#count
  }

  get(tenant: number, name: string): RetainedEntry | null {
    return this.#tenants.get(tenant)?.byName.get(name) ?? null
  }

  /** Entries whose name matches a filter with wildcards; see `NameTrie.search`. */
  search(tenant: number, filter: string): Generator<RetainedEntry, void, undefined> | null {
    return this.#tenants.get(tenant)?.trie.search(filter) ?? null
  }

  apply(command: Uint8Array, _index: number, _timeMs: number): Uint8Array {
    const codes: number[] = []
    try {
      const decoded = v1.RetainedCommand.create(v1.RetainedCommand.decode(command))
      for (const change of decoded.changes ?? []) {
        codes.push(this.#applyChange(change.entry ?? null, change.clear === true, decoded.entriesMax ?? 0))
      }
    } catch {
      // The decoder throws on malformed bytes; every replica answers them alike.
      codes.push(RetainedCode.RETAINED_INVALID)
    }
    return v1.RetainedAnswer.encode({ codes }).finish()
  }

  snapshot(): Uint8Array {
    const entries: retainedProto.mqtt.v1.RetainedEntry.$Properties[] = []
    for (const tenant of [...this.#tenants.keys()].sort((a, b) => a - b)) {
      const names = this.#tenants.get(tenant)?.byName
      if (names === undefined) continue
      for (const name of [...names.keys()].sort()) {
        const entry = names.get(name)
        if (entry !== undefined) entries.push({ ...entry, topicId: Buffer.from(entry.topicId, 'hex') })
      }
    }
    return v1.RetainedSnapshot.encode({ entries }).finish()
  }

  restore(snapshot: Uint8Array, version: number): void {
    if (version > VERSION) {
      throw new BrokerError({ code: 'META_FORMAT_UNKNOWN', retry: 'never', message: `retained snapshot version ${version} is newer than ${VERSION}` })
    }
    this.#tenants.clear()
    this.#count = 0
    for (const wire of v1.RetainedSnapshot.decode(snapshot).entries ?? []) {
      const entry = entryOf(wire)
      if (entry !== null) this.#set(entry)
    }
  }

  #applyChange(wire: retainedProto.mqtt.v1.RetainedEntry.$Properties | null, clear: boolean, entriesMax: number): number {
    const entry = wire === null ? null : entryOf(wire)
    if (entry === null) return RetainedCode.RETAINED_INVALID
    const existing = this.get(entry.tenant, entry.name)
    if (existing !== null && existing.topicId === entry.topicId && existing.partition === entry.partition && existing.offset > entry.offset) {
      return RetainedCode.RETAINED_OVERTAKEN
    }
    if (clear) {
      if (existing !== null) this.#delete(existing)
      return RetainedCode.RETAINED_OK
    }
    if (existing === null && this.#count >= entriesMax) return RetainedCode.RETAINED_LIMIT
    this.#set(entry)
    return RetainedCode.RETAINED_OK
  }

  #set(entry: RetainedEntry): void {
    let tenant = this.#tenants.get(entry.tenant)
    if (tenant === undefined) this.#tenants.set(entry.tenant, (tenant = { byName: new Map(), trie: new NameTrie() }))
    if (!tenant.byName.has(entry.name)) this.#count++
    tenant.byName.set(entry.name, entry)
    tenant.trie.set(entry.name, entry)
  }

  #delete(entry: RetainedEntry): void {
    const tenant = this.#tenants.get(entry.tenant)
    if (tenant === undefined) return
    if (tenant.byName.delete(entry.name)) this.#count--
    tenant.trie.delete(entry.name)
    if (tenant.byName.size === 0) this.#tenants.delete(entry.tenant)
  }
}

function entryOf(wire: retainedProto.mqtt.v1.RetainedEntry.$Properties): RetainedEntry | null {
  const { tenant = 0, name = '', topicId, partition = 0, offset = 0, expiresAtMs = 0 } = wire
  if (!topicId || topicId.length !== 16 || !name) return null
  return {
    tenant: tenant ?? 0, name, topicId: Buffer.from(topicId).toString('hex'), partition: partition ?? 0, offset: Number(offset ?? 0),
    expiresAtMs: Number(expiresAtMs ?? 0),
  }
}
