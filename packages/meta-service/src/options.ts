import type { PeerNetwork } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Clock, FileSystem, Random, Timers, Turns } from '@robustmq/common-runtime'
import type { InitialMember } from './formation.ts'

export interface MetaServiceOptions {
  /** Absolute path of the directory of identity and snapshots; made when it is not there. */
  readonly directory: string
  /** A snapshot of a group follows after this many entries … Default 10 000. */
  readonly snapshotCommands?: number
  /** … or this many bytes of them (default 16 MiB), but not before as many bytes as the last snapshot had … */
  readonly snapshotBytes?: number
  /** … and in any case when this many log files were filled while they could not be recycled for us. Default 4. */
  readonly snapshotLogFiles?: number
  /** Bytes of one command. Default 1 MiB; a frame of the log has to hold it. */
  readonly commandBytesMax?: number
  /** Commands of one group that wait. Default 10 000. */
  readonly queueCommandsMax?: number
  /** Bytes of the same. Default 16 MiB. */
  readonly queueBytesMax?: number
  /** Reads of one group that wait for confirmation. Default 100 000. */
  readonly readsMax?: number
  /** A command that is not seen committed for so long is given up. Default 10 000. */
  readonly proposalTimeoutMs?: number
  /** Entries of a group kept in memory for members that lag. Default 64 MiB. */
  readonly tailBytesMax?: number
  /** Length of a tick of raft. Default 50. */
  readonly tickMs?: number
  /** Ticks without a leader before an election; once to twice that. Default 8. */
  readonly electionTicks?: number
  readonly heartbeatTicks?: number
  /** Where other nodes reach this one. Default: empty. */
  readonly address?: string
  /** Of a node that is alone, when its state is made. Default: made from its identity. */
  readonly clusterId?: string
  /**
   * The first members of a cluster, this node among them, the same list on all of them. Counts only while the data directory is
   * empty. Left out or with this node alone: the node is alone.
   */
  readonly initialMembers?: readonly InitialMember[]
  /** With an empty data directory: waits to be taken up by the cluster of the nodes that it is connected to. */
  readonly join?: boolean
}

export interface MetaServiceDeps {
  readonly fileSystem: FileSystem
  readonly clock: Clock
  readonly random: Random
  readonly turns: Turns
  readonly timers: Timers
  readonly log: Logger
  /** Default: there are no other nodes, and this is node 1. */
  readonly network?: PeerNetwork
  /**
   * The metadata can go no further (the log or a sync failed, or a state machine threw): the process has to end, and
   * recover from the log. Called once; later proposals are refused with META_UNAVAILABLE.
   */
  readonly onFailure: (error: BrokerError) => void
}

export type MetaSettings = Required<Omit<MetaServiceOptions, 'clusterId' | 'initialMembers'>> & Pick<MetaServiceOptions, 'clusterId' | 'initialMembers'>

const MIB = 1024 * 1024

export function settingsOf(options: MetaServiceOptions): MetaSettings {
  return {
    directory: options.directory,
    snapshotCommands: options.snapshotCommands ?? 10_000,
    snapshotBytes: options.snapshotBytes ?? 16 * MIB,
    snapshotLogFiles: options.snapshotLogFiles ?? 4,
    commandBytesMax: options.commandBytesMax ?? 1024 * 1024,
    queueCommandsMax: options.queueCommandsMax ?? 10_000,
    queueBytesMax: options.queueBytesMax ?? 16 * MIB,
    readsMax: options.readsMax ?? 100_000,
    proposalTimeoutMs: options.proposalTimeoutMs ?? 10_000,
    tailBytesMax: options.tailBytesMax ?? 64 * MIB,
    tickMs: options.tickMs ?? 50,
    electionTicks: options.electionTicks ?? 8,
    heartbeatTicks: options.heartbeatTicks ?? 1,
    address: options.address ?? '',
    join: options.join ?? false,
    ...(options.clusterId === undefined ? {} : { clusterId: options.clusterId }),
    ...(options.initialMembers === undefined ? {} : { initialMembers: options.initialMembers }),
  }
}
