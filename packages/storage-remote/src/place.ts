/** Where a replication group is. */
export interface Place {
  readonly nodeId: number
  /** Rises whenever the group is given to another node, or to the same one anew. 0 .. 2^32-1 */
  readonly epoch: number
}
