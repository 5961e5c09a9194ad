export const VOTE_PENDING = 0
export const VOTE_LOST = 1
export const VOTE_WON = 2

export type VoteResult = typeof VOTE_PENDING | typeof VOTE_LOST | typeof VOTE_WON

/** The highest index that a majority of `voters` has. An empty half of a joint configuration agrees to everything. */
export function majorityIndex(voters: readonly number[], indexOf: (id: number) => number): number {
  if (voters.length === 0) return Number.MAX_SAFE_INTEGER
  const indexes = voters.map(indexOf).sort((a, b) => b - a)
  return indexes[voters.length >> 1] as number
}

/** `voteOf`: true yes, false no, undefined not known yet. */
export function majorityVote(voters: readonly number[], voteOf: (id: number) => boolean | undefined): VoteResult {
  if (voters.length === 0) return VOTE_WON
  const quorum = (voters.length >> 1) + 1
  let yes = 0
  let open = 0
  for (const id of voters) {
    const vote = voteOf(id)
    if (vote === true) yes++
    else if (vote === undefined) open++
  }
  if (yes >= quorum) return VOTE_WON
  return yes + open >= quorum ? VOTE_PENDING : VOTE_LOST
}

/** A joint configuration needs both of its halves (Raft dissertation, section 4.3). */
export function jointIndex(incoming: readonly number[], outgoing: readonly number[], indexOf: (id: number) => number): number {
  return Math.min(majorityIndex(incoming, indexOf), majorityIndex(outgoing, indexOf))
}

export function jointVote(
  incoming: readonly number[], outgoing: readonly number[], voteOf: (id: number) => boolean | undefined,
): VoteResult {
  const first = majorityVote(incoming, voteOf)
  const second = majorityVote(outgoing, voteOf)
  if (first === second) return first
  return first === VOTE_LOST || second === VOTE_LOST ? VOTE_LOST : VOTE_PENDING
}
