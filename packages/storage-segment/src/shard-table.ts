import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import type { ShardSettings, ShardSpec } from '@robustmq/storage-adapter'
import type { OffsetTable } from './offset-table.ts'
import { ExtentTables } from './extent-tables.ts'
import { EXTENT_COLUMNS, EXTENT_FILE } from './row-columns.ts'
import { SegmentShard } from './segment-shard.ts'
import type { ShardOwner } from './segment-shard.ts'
import type { Group } from './shard-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import type { ShardColumns } from './shard-columns.ts'
import { grown, RowChains } from './row-chains.ts'
import { ShardIndex } from './shard-index.ts'
import { decodeDurability, encodeDurability } from './shard-frame.ts'

const SLOTS_MIN = 1024
/** Set when creation is durable. Not set for a shard that only a segment knows, since it was deleted: recovery drops it. */
const CREATED = 1
/** In the list of what the next checkpoint writes. */
const CHANGED = 2
/** Shards that keep their extents at hand because they were read; the longest ago lose them. */
const GATHERED_MAX = 16_384

/**
 * All shards, as columns of numbers: a shard that nobody uses costs about 70 bytes. An object is made for one when it is
 * asked for. It is kept while there is work on it (many batches that are only in the log, listeners, holds), and beyond that as
 * long as anybody else keeps it: whoever asks meanwhile gets the same one.
 */
export class ShardTable implements ShardColumns {
  readonly extents: ExtentTables = new ExtentTables()
  readonly files: SegmentFiles
  readonly chains: RowChains = new RowChains(SLOTS_MIN)
  /** Columns, by slot. Slot 0 stays empty: deleted shards point there. */
  ids: Float64Array<ArrayBuffer> = new Float64Array(SLOTS_MIN)
  starts: Float64Array<ArrayBuffer> = new Float64Array(SLOTS_MIN)
  nexts: Float64Array<ArrayBuffer> = new Float64Array(SLOTS_MIN)
  bytes: Float64Array<ArrayBuffer> = new Float64Array(SLOTS_MIN)
  tenants: Uint32Array<ArrayBuffer> = new Uint32Array(SLOTS_MIN)
  groups: Uint32Array<ArrayBuffer> = new Uint32Array(SLOTS_MIN)
  durabilities: Uint8Array<ArrayBuffer> = new Uint8Array(SLOTS_MIN)
  flags: Uint8Array<ArrayBuffer> = new Uint8Array(SLOTS_MIN)
  settings: Uint16Array<ArrayBuffer> = new Uint16Array(SLOTS_MIN)
  /** File of the log that got the shard's newest batch. */
  lastFiles: Uint32Array<ArrayBuffer> = new Uint32Array(SLOTS_MIN)
  /** Of all shards. */
  storedBytes = 0
  /** Slots in use are below it. */
  slotEnd = 1
  readonly #owner: ShardOwner
  readonly #index = new ShardIndex()
  readonly #free: number[] = []
  readonly #handles: (SegmentShard | WeakRef<SegmentShard> | undefined)[] = [undefined]
  readonly #groups: Group[] = []
  readonly #groupIndex = new Map<number, number>()
  readonly #byFile = new Map<number, number[]>()
  readonly #settings: ShardSettings[] = [SHARD_SETTINGS_DEFAULT]
  readonly #settingsByText = new Map<string, number>([[JSON.stringify(SHARD_SETTINGS_DEFAULT), 0]])
  readonly #settingsNumbers = new WeakMap<ShardSettings, number>([[SHARD_SETTINGS_DEFAULT, 0]])
  #changed: number[] = []
  #removed: number[] = []
  #gathered: SegmentShard[] = []

  constructor(owner: ShardOwner, files: SegmentFiles) {
    this.#owner = owner
    this.files = files
  }

  get size(): number {
    return this.#index.size
  }

  /** 0 when the shard does not exist. */
  slotOf(shard: number): number {
    return this.#index.get(shard)
  }

  /** Adds a shard that does not exist; returns its slot. */
  add(spec: ShardSpec, created: boolean): number {
    const slot = this.#free.pop() ?? this.#newSlot()
    this.ids[slot] = spec.shard
    this.starts[slot] = 0
    this.nexts[slot] = 0
    this.bytes[slot] = 0
    this.tenants[slot] = spec.tenant
    this.groups[slot] = this.#groupNumber(spec.group)
    this.durabilities[slot] = encodeDurability(spec.durability)
    this.flags[slot] = 0
    this.settings[slot] = 0
    this.lastFiles[slot] = 0
    this.#index.add(spec.shard, slot)
    if (created) this.setCreated(slot)
    return slot
  }

  isCreated(slot: number): boolean {
    return ((this.flags[slot] as number) & CREATED) !== 0
  }

  setCreated(slot: number): void {
    this.flags[slot] = (this.flags[slot] as number) | CREATED
    this.markChanged(slot)
  }

  /** The shard's row in the next checkpoint is another than in the last. */
  markChanged(slot: number): void {
    const flags = this.flags[slot] as number
    if ((flags & CHANGED) !== 0) return
    this.flags[slot] = flags | CHANGED
    this.#changed.push(slot)
  }

  /** Removes a shard with all that is kept of it: its data is no longer wanted. */
  remove(slot: number): void {
    const id = this.ids[slot] as number
    const shard = this.handle(slot)
    for (let i = 0; i < shard.extents.length; i++) this.files.release(shard.extents.cell(i, EXTENT_FILE))
    this.forget(slot)
    if (shard.slot !== 0) shard.detach()
    this.#removed.push(id)
  }

  /** As `remove`, while recovery has not counted extents yet. */
  forgetForGood(slot: number): void {
    this.#removed.push(this.ids[slot] as number)
    this.forget(slot)
  }

  /** Lets go of a slot, of a shard that only a segment knows, or that a checkpoint knows no longer. */
  forget(slot: number): void {
    this.addBytes(slot, -(this.bytes[slot] as number))
    this.chains.clear(slot)
    this.#index.delete(this.ids[slot] as number)
    this.ids[slot] = 0
    this.flags[slot] = 0
    this.#handles[slot] = undefined
    this.#free.push(slot)
  }

  addBytes(slot: number, bytes: number): void {
    this.bytes[slot] = (this.bytes[slot] as number) + bytes
    this.storedBytes += bytes
  }

  /** The shard, or null. */
  get(shard: number): SegmentShard | null {
    const slot = this.#index.get(shard)
    return slot === 0 ? null : this.handle(slot)
  }

  /** The object of the shard in a slot that is in use; made when there is none. */
  handle(slot: number): SegmentShard {
    const found = this.peek(slot)
    if (found !== null) return found
    const spec: ShardSpec = {
      tenant: this.tenants[slot] as number,
      shard: this.ids[slot] as number,
      group: this.groupOf(slot).group,
      durability: decodeDurability(this.durabilities[slot] as number),
    }
    const made = new SegmentShard(this.#owner, this, slot, spec, this.groupOf(slot))
    this.#handles[slot] = new WeakRef(made)
    return made
  }

  /** The object of the shard if there is one. A shard with many rows has one. */
  peek(slot: number): SegmentShard | null {
    const found = this.#handles[slot]
    if (found === undefined) return null
    return found instanceof SegmentShard ? found : (found.deref() ?? null)
  }

  /** Keeps the object from now on. */
  keep(shard: SegmentShard): void {
    shard.isKept = true
    this.#handles[shard.slot] = shard
  }

  /** Keeps the object only for others from now on. */
  letGo(shard: SegmentShard): void {
    shard.isKept = false
    if (shard.slot !== 0) this.#handles[shard.slot] = new WeakRef(shard)
  }

  /** Shards whose creation is durable. */
  *values(): Generator<SegmentShard> {
    for (let slot = 1; slot < this.slotEnd; slot++) if (this.isCreated(slot)) yield this.handle(slot)
  }

  groupOf(slot: number): Group {
    return this.#groups[this.groups[slot] as number] as Group
  }

  group(group: number): Group {
    return this.#groups[this.#groupNumber(group)] as Group
  }

  allGroups(): readonly Group[] {
    return this.#groups
  }

  /** First offset of the shard that is not in a segment, trimmed data aside. */
  settledOffset(slot: number): number {
    if (this.chains.count(slot) > 0) return this.chains.firstBase(slot)
    const rows = this.peek(slot)?.ownRows ?? null
    return rows !== null && rows.length > 0 ? rows.cell(0, 0) : (this.nexts[slot] as number)
  }

  settingsOf(slot: number): ShardSettings {
    return this.#settings[this.settings[slot] as number] as ShardSettings
  }

  /** Equal settings are kept once: the column holds a number. At most 65 535 different ones. */
  setSettings(slot: number, settings: ShardSettings): void {
    let index = this.#settingsNumbers.get(settings)
    if (index === undefined) {
      const key = JSON.stringify(settings)
      index = this.#settingsByText.get(key)
      if (index === undefined) {
        if (this.#settings.length > 0xffff) throw new RangeError('more than 65 535 different settings of shards')
        index = this.#settings.push(settings) - 1
        this.#settingsByText.set(key, index)
      }
      this.#settingsNumbers.set(settings, index)
    }
    this.settings[slot] = index
  }

  /** The extents of a shard, which keeps them until others have been read. */
  gather(shard: SegmentShard): OffsetTable {
    if (this.#gathered.length >= GATHERED_MAX) {
      for (const old of this.#gathered.splice(0, GATHERED_MAX / 2)) old.dropExtents()
    }
    this.#gathered.push(shard)
    return this.extents.gather(shard.spec.shard, shard.logStartOffset, EXTENT_COLUMNS)
  }

  /** Notes that file `file` of the log has a batch of the shard in the slot. */
  touchFile(slot: number, file: number): void {
    if (this.lastFiles[slot] === file) return
    this.lastFiles[slot] = file
    const slots = this.#byFile.get(file)
    if (slots === undefined) this.#byFile.set(file, [slot])
    else slots.push(slot)
  }

  /** Rows up to file `file` of the log are in a segment by now. */
  dropRowsUpToFile(slot: number, file: number): void {
    if (this.chains.count(slot) > 0) this.addBytes(slot, -this.chains.dropUpToFile(slot, file))
    else this.peek(slot)?.dropRowsUpToFile(file)
  }

  /** Batches of the shard that are only in the log, to be read; null when there are none. */
  rowsOf(slot: number): OffsetTable | null {
    if (this.chains.count(slot) > 0) return this.chains.rows(slot)
    return this.peek(slot)?.ownRows ?? null
  }

  /** Slots of shards with batches in the file; now and then a slot that another shard has by now. */
  slotsOf(file: number): readonly number[] {
    return this.#byFile.get(file) ?? []
  }

  forgetFile(file: number): void {
    this.#byFile.delete(file)
  }

  /** What the next checkpoint writes: slots of shards that changed, and numbers of shards that are gone. The lists begin anew. */
  takeChanges(): { readonly changed: readonly number[]; readonly removed: readonly number[] } {
    const changed = this.#changed.filter((slot) => this.isCreated(slot) && ((this.flags[slot] as number) & CHANGED) !== 0)
    const removed = this.#removed
    for (const slot of changed) this.flags[slot] = (this.flags[slot] as number) & ~CHANGED
    this.#changed = []
    this.#removed = []
    return { changed, removed }
  }

  #groupNumber(group: number): number {
    let index = this.#groupIndex.get(group)
    if (index === undefined) {
      index = this.#groups.push({ group, lastIndex: 0 }) - 1
      this.#groupIndex.set(group, index)
    }
    return index
  }

  #newSlot(): number {
    if (this.slotEnd === this.ids.length) this.#grow()
    return this.slotEnd++
  }

  #grow(): void {
    const size = this.ids.length * 2
    this.ids = grown(this.ids, new Float64Array(size))
    this.starts = grown(this.starts, new Float64Array(size))
    this.nexts = grown(this.nexts, new Float64Array(size))
    this.bytes = grown(this.bytes, new Float64Array(size))
    this.tenants = grown(this.tenants, new Uint32Array(size))
    this.groups = grown(this.groups, new Uint32Array(size))
    this.lastFiles = grown(this.lastFiles, new Uint32Array(size))
    this.durabilities = grown(this.durabilities, new Uint8Array(size))
    this.flags = grown(this.flags, new Uint8Array(size))
    this.settings = grown(this.settings, new Uint16Array(size))
    this.chains.growSlots(size)
  }
}
