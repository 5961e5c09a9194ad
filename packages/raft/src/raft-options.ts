import type { Random } from '@robustmq/common-runtime'
import { raftError } from './errors.ts'
import type { RaftStorage } from './raft-storage.ts'

export interface RaftOptions {
  /** This node, 1 to 2^53-1. For ever: a node whose disk was lost comes back under a new id, since it forgot its vote. */
  readonly id: number
  /** Ticks without word from a leader before an election, drawn anew from one to two times this. At least 3, default 10. */
  readonly electionTicks?: number
  /** Ticks between heartbeats, less than `electionTicks`. Default 1. */
  readonly heartbeatTicks?: number
  /** Entries of one append. Default 1 MiB; a single larger entry still goes. */
  readonly messageBytesMax?: number
  /** Appends sent to one follower and not confirmed. Default 256. */
  readonly inFlightCountMax?: number
  /** Bytes of the same. Default 8 MiB. */
  readonly inFlightBytesMax?: number
  /** Bytes proposed and not committed; beyond it proposals are refused. Default 64 MiB. */
  readonly uncommittedBytesMax?: number
  /** Committed entries of one Ready. Default 4 MiB. */
  readonly applyBytesMax?: number
  /** One proposal. Default 8 MiB. */
  readonly entryBytesMax?: number
  /** Reads that wait. Default 65536. */
  readonly readsMax?: number
  /**
   * True: several Readys may be outstanding; `persisted` and `applied` are called instead of `advance`, so that what comes
   * next does not wait for the disk. Default false.
   */
  readonly asyncStorage?: boolean
  /**
   * After so many ticks without anything to do a leader makes its group silent: no ticks, no heartbeats. 0, the default:
   * never. Only below `MultiRaft`, which notices that the leader's node is gone.
   */
  readonly quiesceTicks?: number
}

export interface RaftDeps {
  readonly storage: RaftStorage
  /** For election timeouts only. */
  readonly random: Random
}

export type RaftSettings = Required<RaftOptions>

const MIB = 1024 * 1024

/** Fills in defaults; throws RAFT_OPTION_INVALID. */
export function checkOptions(options: RaftOptions): RaftSettings {
  const electionTicks = inRange('electionTicks', options.electionTicks ?? 10, 3, 1_000_000)
  return {
    id: inRange('id', options.id, 1, Number.MAX_SAFE_INTEGER),
    electionTicks,
    heartbeatTicks: inRange('heartbeatTicks', options.heartbeatTicks ?? 1, 1, electionTicks - 1),
    messageBytesMax: inRange('messageBytesMax', options.messageBytesMax ?? MIB, 1, 1024 * MIB),
    inFlightCountMax: inRange('inFlightCountMax', options.inFlightCountMax ?? 256, 1, 65_536),
    inFlightBytesMax: inRange('inFlightBytesMax', options.inFlightBytesMax ?? 8 * MIB, 1, 1024 * MIB),
    uncommittedBytesMax: inRange('uncommittedBytesMax', options.uncommittedBytesMax ?? 64 * MIB, 1, 1024 * MIB),
    applyBytesMax: inRange('applyBytesMax', options.applyBytesMax ?? 4 * MIB, 1, 1024 * MIB),
    entryBytesMax: inRange('entryBytesMax', options.entryBytesMax ?? 8 * MIB, 1, 1024 * MIB),
    readsMax: inRange('readsMax', options.readsMax ?? 65_536, 1, 16_777_216),
    asyncStorage: options.asyncStorage ?? false,
    quiesceTicks: inRange('quiesceTicks', options.quiesceTicks ?? 0, 0, 1_000_000),
  }
}

function inRange(name: string, value: number, min: number, max: number): number {
  if (!(Number.isSafeInteger(value) && value >= min && value <= max)) {
    throw raftError('RAFT_OPTION_INVALID', `${name} is ${value}, allowed: whole numbers ${min} .. ${max}`)
  }
  return value
}
