import type { MetaPort, MetaWatcher, StateMachine } from '@robustmq/broker-api'
import { assert, BrokerError, errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Clock, FileSystem, Random } from '@robustmq/common-runtime'
import { FRAME_META } from '@robustmq/wal'
import type { RecoveredFrame, Wal, WalCompletion, WalFileListener, WalHold, WalPosition } from '@robustmq/wal'
import { fromLogError, metaError } from './errors.ts'
import { decodeEntry, encodeEntry, Replica } from './replica.ts'
import type { Entry } from './replica.ts'
import { SnapshotStore } from './snapshot-store.ts'

/** The replication group of the metadata; groups of message data start at 1. */
export const META_GROUP = 0
/** The term of a group with one member, which never holds an election. */
const META_TERM = 1
const CLIENT_BYTES = 16

export interface MetaServiceOptions {
  /** Absolute path of the snapshots' directory; made when it is not there. */
  readonly directory: string
  /** A snapshot follows after this many commands … Default 10 000. */
  readonly snapshotCommands?: number
  /** … or this many bytes of commands (default 16 MiB), but not before as many bytes as the last snapshot had … */
  readonly snapshotBytes?: number
  /** … and in any case when this many log files were filled while they could not be recycled for us. Default 4. */
  readonly snapshotLogFiles?: number
  /** Bytes of one command. Default 1 MiB. */
  readonly commandBytesMax?: number
  /** Commands that wait for the log. Default 10 000. */
  readonly queueCommandsMax?: number
  /** Bytes of commands that wait for the log. Default 16 MiB. */
  readonly queueBytesMax?: number
}

export interface MetaServiceDeps {
  readonly fileSystem: FileSystem
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /**
   * The metadata can go no further (the log or a sync failed, or a state machine threw): the process has to end, and
   * recover from the log. Called once; later proposals are refused with META_UNAVAILABLE.
   */
  readonly onFailure: (error: BrokerError) => void
}

export interface MetaServiceStats {
  readonly appliedIndex: number
  /** Index in the newest snapshot on disk; 0 for none. */
  readonly snapshotIndex: number
  readonly snapshotBytes: number
  /** Snapshots written since start. */
  readonly snapshots: number
  readonly pendingCommands: number
  readonly pendingBytes: number
}

export interface MetaService extends MetaPort {
  /**
   * Offers a frame that the opening of the log found, before `start`, in log order; frames of other kinds and groups are
   * ignored. The first call reads the snapshot, so all machines are registered before it. `frame.body` is copied.
   * @throws BrokerError META_CORRUPT, META_FORMAT_UNKNOWN: the node must not start
   */
  replay(frame: RecoveredFrame): void
  /**
   * Recovery is over: takes proposals from here on, and holds the log. Call it in the turn in which the log is open,
   * before another owner releases any of it: until then the log does not know that these frames are needed. @throws as `replay`
   */
  start(wal: Wal): void
  /**
   * As `propose`, for a client that may have to repeat: the same (client, sequence) is applied once and answered alike.
   * `client`: 16 bytes, unique for ever; `sequence`: 1 .. 2^53-1, rising per client. A repeat whose answer is no longer
   * kept (see the limits in the README) is refused with META_UNAVAILABLE (never).
   */
  proposeOnce(client: Uint8Array, sequence: number, machine: string, command: Uint8Array): Promise<Uint8Array>
  /**
   * Writes a snapshot of everything applied, unless the newest has it all. For backups and tests; else it happens by itself.
   * @throws BrokerError META_UNAVAILABLE, META_CLOSED
   */
  snapshot(): Promise<void>
  stats(): MetaServiceStats
  /** Refuses new proposals, waits for those under way, writes a last snapshot. Call before the log is closed. */
  close(): Promise<void>
}

/** One member of the metadata group, on the node's shared log. */
export function createMetaService(options: MetaServiceOptions, deps: MetaServiceDeps): MetaService {
  return new LogMetaService(options, deps)
}

interface Pending {
  readonly entry: Entry
  readonly bytes: number
  readonly resolve: (answer: Uint8Array) => void
  readonly reject: (error: BrokerError) => void
}

/** In this order. */
type Phase = 'registering' | 'replaying' | 'running' | 'closing' | 'closed' | 'failed'

class LogMetaService implements MetaService, WalCompletion, WalFileListener {
  readonly #options: Required<MetaServiceOptions>
  readonly #deps: MetaServiceDeps
  readonly #replica = new Replica()
  readonly #store: SnapshotStore
  readonly #client: Uint8Array
  #sequence = 0
  #phase: Phase = 'registering'
  #wal: Wal | null = null
  #hold: WalHold | null = null
  /** By index; bounded by the queue's options. */
  readonly #pending = new Map<number, Pending>()
  #pendingBytes = 0
  #nextIndex = 1
  /** Time stamp of the last command in the log. */
  #lastTimeMs = 0
  #drained: (() => void) | null = null
  /** Where the last applied command is in the log; 0 when no frame of it was seen. */
  #appliedPosition: WalPosition = 0
  /** Of the first replayed command that the snapshot does not have. */
  #firstPosition: WalPosition | null = null
  #claimedIndex = 0
  #snapshotIndex = 0
  #snapshotBytes = 0
  #snapshots = 0
  #snapshotting: Promise<void> | null = null
  #commandsSince = 0
  #bytesSince = 0
  #filesSince = 0

  constructor(options: MetaServiceOptions, deps: MetaServiceDeps) {
    this.#options = {
      directory: options.directory,
      snapshotCommands: options.snapshotCommands ?? 10_000,
      snapshotBytes: options.snapshotBytes ?? 16 * 1024 * 1024,
      snapshotLogFiles: options.snapshotLogFiles ?? 4,
      commandBytesMax: options.commandBytesMax ?? 1024 * 1024,
      queueCommandsMax: options.queueCommandsMax ?? 10_000,
      queueBytesMax: options.queueBytesMax ?? 16 * 1024 * 1024,
    }
    this.#deps = deps
    this.#store = new SnapshotStore(deps.fileSystem, options.directory, deps.log)
    this.#client = deps.random.bytes(CLIENT_BYTES)
  }

  get appliedIndex(): number {
    return this.#replica.appliedIndex
  }

  register(machine: StateMachine): void {
    assert(this.#phase === 'registering', `state machine ${machine.name} is registered after recovery began`)
    this.#replica.register(machine)
  }

  replay(frame: RecoveredFrame): void {
    if (frame.kind !== FRAME_META || frame.group !== META_GROUP) return
    if (this.#phase === 'registering') this.#load()
    assert(this.#phase === 'replaying', 'replay after start')
    const index = frame.index
    if (index <= this.#snapshotIndex) return
    const expected = this.#replica.appliedIndex + 1
    if (index !== expected) {
      throw metaError('META_CORRUPT', `the log has metadata command ${index} where ${expected} belongs`, undefined, { index, expected })
    }
    // Machines may keep parts of a command; the frame's body is only lent.
    this.#replica.apply(decodeEntry(Buffer.from(frame.body), index), index, frame.term)
    this.#appliedPosition = frame.position
    this.#firstPosition ??= frame.position
    this.#commandsSince++
    this.#bytesSince += frame.bodyBytes
  }

  start(wal: Wal): void {
    if (this.#phase === 'registering') this.#load()
    assert(this.#phase === 'replaying', 'started twice')
    if (this.appliedIndex < this.#claimedIndex) {
      const detail = { reached: this.appliedIndex, claimed: this.#claimedIndex }
      throw metaError('META_CORRUPT', `snapshot ${this.#claimedIndex} is damaged and the log reaches only ${this.appliedIndex}`, undefined, detail)
    }
    this.#nextIndex = this.appliedIndex + 1
    this.#lastTimeMs = this.#replica.timeMs
    this.#wal = wal
    this.#hold = wal.hold('meta')
    this.#hold.releaseBefore(this.#firstPosition ?? wal.stats().syncedPosition)
    wal.onFileSealed(this)
    // What was filled before counts too, or a node that restarts often would keep its log for ever.
    const first = this.#firstPosition
    if (first !== null) this.#filesSince = wal.sealedFiles().filter((file) => file.endPosition > first).length
    // Damage between our frames would have shown as a gap in their indexes; behind the last one nothing shows it.
    for (const range of wal.quarantined) {
      if (range.toPosition > this.#appliedPosition) this.#deps.log.error({ ...range, appliedIndex: this.appliedIndex }, 'damaged log behind the last metadata command: commands may be missing')
    }
    this.#phase = 'running'
    // A damaged snapshot is replaced as soon as the state has been put together without it.
    if (this.#claimedIndex > this.#snapshotIndex) void this.#startSnapshot()
    else this.#snapshotIfDue()
  }

  propose(machine: string, command: Uint8Array): Promise<Uint8Array> {
    return this.#append(this.#client, this.#sequence + 1, machine, command, true)
  }

  proposeOnce(client: Uint8Array, sequence: number, machine: string, command: Uint8Array): Promise<Uint8Array> {
    assert(client.length === CLIENT_BYTES, `client id of ${client.length} bytes`)
    assert(Number.isSafeInteger(sequence) && sequence >= 1, `sequence ${sequence}`)
    return this.#append(client, sequence, machine, command, false)
  }

  readBarrier(): Promise<void> {
    // With one member, what is committed is applied in the same call: there is nothing to wait for.
    const refusal = this.#refusal()
    return refusal === null ? Promise.resolve() : Promise.reject(refusal)
  }

  watch(machine: string, watcher: MetaWatcher): void {
    this.#replica.watch(machine, watcher)
  }

  unwatch(machine: string, watcher: MetaWatcher): void {
    this.#replica.unwatch(machine, watcher)
  }

  stats(): MetaServiceStats {
    return {
      appliedIndex: this.appliedIndex,
      snapshotIndex: this.#snapshotIndex,
      snapshotBytes: this.#snapshotBytes,
      snapshots: this.#snapshots,
      pendingCommands: this.#pending.size,
      pendingBytes: this.#pendingBytes,
    }
  }

  walCommitted(token: number, position: WalPosition): void {
    if (this.#phase === 'failed') return
    const pending = this.#pending.get(token)
    if (pending === undefined) return this.#fail(metaError('META_CORRUPT', `the log committed command ${token}, which was not proposed`))
    let answer: Uint8Array | null
    try {
      answer = this.#replica.apply(pending.entry, token, META_TERM)
    } catch (error) {
      // A machine must not throw; its state can no longer be trusted to be what other replicas have.
      return this.#fail(BrokerError.from(error))
    }
    this.#forget(token, pending)
    this.#appliedPosition = position
    this.#commandsSince++
    this.#bytesSince += pending.bytes
    if (answer !== null) pending.resolve(answer)
    else pending.reject(metaError('META_UNAVAILABLE', 'the proposal was applied before; its answer is no longer kept', undefined, {}, 'never'))
    this.#replica.tellWatchers(pending.entry.machine, token, (error) => this.#deps.log.error({ error, machine: pending.entry.machine }, 'metadata watcher threw'))
    this.#snapshotIfDue()
    if (this.#pending.size === 0) this.#drained?.()
  }

  walFailed(token: number, error: BrokerError): void {
    // What the log holds of it is unknown until recovery, so no index after it can be given.
    this.#fail(metaError('META_UNAVAILABLE', `the log lost command ${token}: ${error.message}`, error))
  }

  walFileSealed(_file: number, _firstPosition: WalPosition, endPosition: WalPosition): void {
    if (this.#phase !== 'running') return
    if (this.appliedIndex === this.#snapshotIndex && this.#pending.size === 0) {
      // Nothing of ours is in the log that the snapshot does not have; what comes is after this file.
      this.#hold?.releaseBefore(endPosition)
      return
    }
    this.#filesSince++
    this.#snapshotIfDue()
  }

  async snapshot(): Promise<void> {
    const refusal = this.#refusal()
    if (refusal !== null) throw refusal
    const wanted = this.appliedIndex
    await this.#snapshotNow()
    if (this.#snapshotIndex < wanted) throw metaError('META_UNAVAILABLE', 'the metadata snapshot could not be written')
  }

  async close(): Promise<void> {
    if (this.#phase === 'running') {
      this.#phase = 'closing'
      if (this.#pending.size > 0) await new Promise<void>((resolve) => (this.#drained = resolve))
      if (this.#isClosing()) await this.#snapshotNow()
      if (this.#isClosing()) this.#phase = 'closed'
    } else if (this.#phase === 'registering' || this.#phase === 'replaying') {
      this.#phase = 'closed'
    }
  }

  /** The phase changes while `close` waits, which the compiler does not see. */
  #isClosing(): boolean {
    return this.#phase === 'closing'
  }

  #load(): void {
    const { snapshot, bytes, claimedIndex } = this.#store.load()
    this.#claimedIndex = claimedIndex
    if (snapshot !== null) {
      this.#replica.restore(snapshot)
      this.#snapshotIndex = snapshot.appliedIndex
      this.#snapshotBytes = bytes
    }
    this.#phase = 'replaying'
  }

  #refusal(): BrokerError | null {
    if (this.#phase === 'running') return null
    if (this.#phase === 'failed') return metaError('META_UNAVAILABLE', 'the metadata service has failed')
    if (this.#phase === 'closing' || this.#phase === 'closed') return metaError('META_CLOSED', 'the metadata service is closed')
    return metaError('META_UNAVAILABLE', 'the metadata service has not started')
  }

  #append(client: Uint8Array, sequence: number, machineName: string, command: Uint8Array, own: boolean): Promise<Uint8Array> {
    const refusal = this.#refusal()
    if (refusal !== null) return Promise.reject(refusal)
    const machine = this.#replica.machine(machineName)
    if (machine === null) return Promise.reject(metaError('META_MACHINE_UNKNOWN', `no state machine "${machineName}"`))
    const { commandBytesMax, queueCommandsMax, queueBytesMax } = this.#options
    if (command.length > commandBytesMax) {
      return Promise.reject(metaError('META_COMMAND_TOO_LARGE', `command of ${command.length} bytes; at most ${commandBytesMax}`))
    }
    if (this.#pending.size >= queueCommandsMax || this.#pendingBytes + command.length > queueBytesMax) {
      return Promise.reject(metaError('META_QUEUE_FULL', `${this.#pending.size} commands of ${this.#pendingBytes} bytes wait for the log`))
    }
    // Never back, also when the wall clock jumps: the order of time stamps is the order of the log.
    const timeMs = Math.max(Math.floor(this.#deps.clock.now()), this.#lastTimeMs)
    const entry: Entry = { machine: machineName, machineVersion: machine.version, timeMs, client, sequence, command }
    const body = encodeEntry(entry)
    const index = this.#nextIndex
    try {
      const header = { kind: FRAME_META, group: META_GROUP, term: META_TERM, index, tenant: 0, shard: 0, baseOffset: 0 }
      ;(this.#wal as Wal).append(header, body, null, true, this, index)
    } catch (error) {
      // The log takes a frame wholly or not at all, so the index is still free.
      return Promise.reject(fromLogError(error))
    }
    this.#nextIndex++
    this.#lastTimeMs = timeMs
    if (own) this.#sequence = sequence
    this.#pendingBytes += body.length
    return new Promise((resolve, reject) => this.#pending.set(index, { entry, bytes: body.length, resolve, reject }))
  }

  #forget(index: number, pending: Pending): void {
    this.#pending.delete(index)
    this.#pendingBytes -= pending.bytes
  }

  #fail(error: BrokerError): void {
    if (this.#phase === 'failed') return
    this.#phase = 'failed'
    const refusal = metaError('META_UNAVAILABLE', 'the metadata service has failed', error)
    for (const pending of this.#pending.values()) pending.reject(refusal)
    this.#pending.clear()
    this.#pendingBytes = 0
    this.#drained?.()
    this.#deps.onFailure(error)
  }

  #snapshotIfDue(): void {
    if (this.#snapshotting !== null || this.#phase !== 'running') return
    const { snapshotCommands, snapshotBytes, snapshotLogFiles } = this.#options
    const often = this.#commandsSince >= snapshotCommands || this.#bytesSince >= snapshotBytes
    // A large state is not written again for a few commands: at most one byte of snapshot per byte of log.
    const worthIt = this.#bytesSince >= this.#snapshotBytes
    if ((often && worthIt) || this.#filesSince >= snapshotLogFiles) void this.#startSnapshot()
  }

  async #snapshotNow(): Promise<void> {
    if (this.#snapshotting !== null) await this.#snapshotting
    if (this.appliedIndex > this.#snapshotIndex) await this.#startSnapshot()
  }

  #startSnapshot(): Promise<void> {
    const writing = this.#writeSnapshot().finally(() => {
      this.#snapshotting = null
    })
    this.#snapshotting = writing
    return writing
  }

  /** Never rejects: a full disk is tried again when the next snapshot is due, anything else ends the service. */
  async #writeSnapshot(): Promise<void> {
    this.#commandsSince = 0
    this.#bytesSince = 0
    this.#filesSince = 0
    const position = this.#appliedPosition
    try {
      // Captured in one go, with its index: state and applied index are one thing (mistake 13).
      const snapshot = this.#replica.capture()
      this.#snapshotBytes = await this.#store.write(snapshot)
      this.#snapshotIndex = snapshot.appliedIndex
      this.#snapshots++
      // Only now may the log forget, and only then the older snapshot go.
      this.#hold?.releaseBefore(position + 1)
      this.#store.removeOthers(snapshot.appliedIndex)
      this.#deps.log.debug({ index: snapshot.appliedIndex, bytes: this.#snapshotBytes }, 'metadata snapshot written')
    } catch (error) {
      const code = errorCode(error)
      if (code === 'ENOSPC' || code === 'EDQUOT') this.#deps.log.warn({ error }, 'no room for a metadata snapshot; the log is kept instead')
      else this.#fail(metaError('META_UNAVAILABLE', 'a metadata snapshot could not be written', error))
    }
  }
}
