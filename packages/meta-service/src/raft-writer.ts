import type { BrokerError } from '@robustmq/common-errors'
import { errorCode } from '@robustmq/common-errors'
import type { HardState, RaftEntry, Ready } from '@robustmq/raft'
import { FRAME_META } from '@robustmq/wal'
import type { Wal, WalCompletion, WalPosition } from '@robustmq/wal'
import type { GroupLog } from './group-log.ts'
import { encodeRecord, recordEntryBytes, SHARD_RECORD } from './raft-record.ts'
import type { RaftRecord } from './raft-record.ts'

/** A record beyond this is written as several frames. */
const RECORD_BYTES_MAX = 256 * 1024
/** The hard state again, since the file with the last one is wanted back. */
const TOKEN_REFRESH = -1

export interface RaftWriterOwner {
  /** The Ready is durable. */
  persisted(ready: Ready): void
  refreshed(): void
  /** The log takes nothing for now (the disk is full, too much waits): `retry` goes on. */
  stalled(error: unknown): void
  failed(error: BrokerError): void
}

interface Part {
  readonly record: RaftRecord
  readonly body: Buffer
}

/** Writes what the Readies of one group ask for to the shared log, one Ready at a time, and tells when it is durable. */
export class RaftWriter implements WalCompletion {
  readonly #group: number
  readonly #wal: Wal
  readonly #log: GroupLog
  readonly #owner: RaftWriterOwner
  #ready: Ready | null = null
  #parts: Part[] = []
  /** How many of `#parts` the log has taken, and how many it has confirmed. */
  #taken = 0
  #confirmed = 0
  #refreshing = false

  constructor(group: number, wal: Wal, log: GroupLog, owner: RaftWriterOwner) {
    this.#group = group
    this.#wal = wal
    this.#log = log
    this.#owner = owner
  }

  get isBusy(): boolean {
    return this.#ready !== null
  }

  get isStalled(): boolean {
    return this.#ready !== null && this.#taken < this.#parts.length
  }

  write(ready: Ready): void {
    this.#ready = ready
    this.#taken = 0
    this.#confirmed = 0
    // Also when it has not changed: the newest frame alone then says it, and older files can go.
    const hardState = ready.hardState ?? this.#log.hardState
    this.#parts = splitRecord(hardState, ready).map((record) => ({ record, body: encodeRecord(record) }))
    this.retry()
  }

  retry(): void {
    while (this.#taken < this.#parts.length) {
      const { record, body } = this.#parts[this.#taken] as Part
      try {
        this.#append(record, body, this.#taken)
      } catch (error) {
        const code = errorCode(error)
        if (code === 'WAL_QUEUE_FULL' || code === 'WAL_DISK_FULL') this.#owner.stalled(error)
        else this.#owner.failed(error as BrokerError)
        return
      }
      this.#taken++
    }
  }

  /** Writes the hard state again unless a write is under way, which has it. */
  refresh(): void {
    if (this.#ready !== null || this.#refreshing) return
    const record: RaftRecord = { hardState: this.#log.hardState, snapshot: null, entries: [] }
    try {
      this.#append(record, encodeRecord(record), TOKEN_REFRESH)
      this.#refreshing = true
    } catch (error) {
      const code = errorCode(error)
      // The file is kept a little longer; the next one that is full asks again.
      if (code !== 'WAL_QUEUE_FULL' && code !== 'WAL_DISK_FULL' && code !== 'WAL_CLOSED') this.#owner.failed(error as BrokerError)
    }
  }

  walCommitted(token: number, position: WalPosition): void {
    if (token === TOKEN_REFRESH) {
      this.#refreshing = false
      this.#log.recorded(position)
      this.#owner.refreshed()
      return
    }
    const { record } = this.#parts[token] as Part
    const { entries } = record
    const first = entries[0]
    if (record.snapshot !== null) this.#log.install({ ...record.snapshot, confState: (this.#ready as Ready).snapshot?.confState ?? this.#log.snapshotMark.confState })
    if (first !== undefined) this.#log.placed(position, first.index, (entries[entries.length - 1] as RaftEntry).index)
    if (record.hardState !== null) this.#log.recorded(position)
    if (++this.#confirmed < this.#parts.length) return
    const ready = this.#ready as Ready
    this.#ready = null
    this.#parts = []
    this.#log.append(ready.entries)
    if (ready.hardState !== null) this.#log.hardState = ready.hardState
    this.#owner.persisted(ready)
  }

  walFailed(_token: number, error: BrokerError): void {
    this.#owner.failed(error)
  }

  #append({ hardState, entries }: RaftRecord, body: Buffer, token: number): void {
    const header = {
      kind: FRAME_META, group: this.#group, term: hardState?.term ?? 0, index: entries[entries.length - 1]?.index ?? 0, tenant: 0, shard: SHARD_RECORD,
      baseOffset: entries[0]?.index ?? 0,
    }
    this.#wal.append(header, body, null, true, this, token)
  }
}

/** Snapshot mark, entries, hard state, in this order; all in one record where that is not too large. */
function splitRecord(hardState: HardState, ready: Ready): RaftRecord[] {
  let snapshot: RaftRecord['snapshot'] = ready.snapshot === null ? null : { index: ready.snapshot.index, term: ready.snapshot.term }
  const records: RaftRecord[] = []
  let entries: RaftEntry[] = []
  let bytes = 0
  for (const entry of ready.entries) {
    if (entries.length > 0 && bytes + recordEntryBytes(entry) > RECORD_BYTES_MAX) {
      records.push({ hardState: null, snapshot, entries })
      snapshot = null
      entries = []
      bytes = 0
    }
    entries.push(entry)
    bytes += recordEntryBytes(entry)
  }
  records.push({ hardState, snapshot, entries })
  return records
}
