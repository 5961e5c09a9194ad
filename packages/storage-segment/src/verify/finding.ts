/** `damage`: something that was promised is not what was written. `notice`: worth knowing, and not a loss. */
export type FindingSeverity = 'damage' | 'notice'

export type FindingKind =
  | 'log-frames' | 'log-unreadable' | 'log-torn-tail' | 'log-batch'
  | 'segment-header' | 'segment-index' | 'segment-extent' | 'segment-batch' | 'segment-format'
  | 'checkpoint' | 'checkpoint-torn' | 'deleted-records' | 'records-missing' | 'left-over'

/** One thing that a verification found. */
export interface Finding {
  readonly severity: FindingSeverity
  readonly kind: FindingKind
  /** The file, absolute. */
  readonly path: string
  /** Bytes of the file, where they are known. */
  readonly fromByte?: number
  readonly toByte?: number
  /** Offsets that cannot be read for it, where they are known: [fromOffset, toOffset) of the shard. */
  readonly shard?: number
  readonly fromOffset?: number
  readonly toOffset?: number
  readonly message: string
}
