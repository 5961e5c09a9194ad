/** What a node must not forget. `vote` 0: voted for nobody in `term`. */
export interface HardState {
  readonly term: number
  readonly vote: number
  readonly commit: number
}

/** Who is in the group, as a snapshot keeps it. Lists are ascending. `outgoing` is empty unless the configuration is joint. */
export interface ConfState {
  readonly voters: readonly number[]
  readonly outgoing: readonly number[]
  readonly learners: readonly number[]
  /** Voters of `outgoing` that become learners when the joint configuration is left. */
  readonly learnersNext: readonly number[]
  /** True: the leader leaves the joint configuration by itself. */
  readonly autoLeave: boolean
}

export const EMPTY_CONF_STATE: ConfState = { voters: [], outgoing: [], learners: [], learnersNext: [], autoLeave: false }

/**
 * A state machine up to and with `index`. The core never looks into `data`: it may be the state itself or a handle by
 * which the driver streams it.
 */
export interface RaftSnapshot {
  readonly index: number
  readonly term: number
  readonly confState: ConfState
  readonly data: Uint8Array
}
