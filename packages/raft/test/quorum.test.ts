import { expect, test } from 'vitest'
import { jointIndex, jointVote, majorityIndex, majorityVote, VOTE_LOST, VOTE_PENDING, VOTE_WON } from '../src/quorum.ts'

/** All subsets of 1..5. */
const subsets = Array.from({ length: 32 }, (_, bits) => [1, 2, 3, 4, 5].filter((id) => (bits >> (id - 1)) & 1))

function* assignments<T>(values: readonly T[]): Generator<Map<number, T>> {
  for (let code = 0; code < values.length ** 5; code++) {
    yield new Map([1, 2, 3, 4, 5].map((id, i) => [id, values[Math.floor(code / values.length ** i) % values.length] as T]))
  }
}

test('the majority index is the highest that more than half of the voters have, for every group up to five', () => {
  for (const voters of subsets.slice(1)) {
    for (const indexes of assignments([0, 1, 2])) {
      const has = (index: number) => voters.filter((id) => (indexes.get(id) ?? 0) >= index).length * 2 > voters.length
      const wanted = [2, 1, 0].find(has)
      const found = majorityIndex(voters, (id) => indexes.get(id) ?? 0)
      if (found !== wanted) expect.fail(`${voters.join()} with ${[...indexes].join()}: ${found} instead of ${wanted}`)
    }
  }
  expect(majorityIndex([], () => 0)).toBe(Number.MAX_SAFE_INTEGER)
})

test('a vote is won, lost or open exactly when more votes cannot change it', () => {
  for (const voters of subsets.slice(1)) {
    for (const votes of assignments([true, false, undefined])) {
      const count = (vote: boolean | undefined) => voters.filter((id) => votes.get(id) === vote).length
      const won = count(true) * 2 > voters.length
      const canWin = (count(true) + count(undefined)) * 2 > voters.length
      const wanted = won ? VOTE_WON : canWin ? VOTE_PENDING : VOTE_LOST
      const found = majorityVote(voters, (id) => votes.get(id))
      if (found !== wanted) expect.fail(`${voters.join()} with ${[...votes].join()}`)
    }
  }
  expect(majorityVote([], () => undefined)).toBe(VOTE_WON)
})

test('two quorums always meet, joint ones with those of either half', () => {
  for (const incoming of subsets.slice(1)) {
    for (const outgoing of subsets) {
      for (const side of subsets) {
        const yes = (id: number) => side.includes(id)
        const rest = (id: number) => !side.includes(id)
        const both = jointVote(incoming, outgoing, yes) === VOTE_WON && (
          majorityVote(incoming, rest) === VOTE_WON || outgoing.length > 0 && majorityVote(outgoing, rest) === VOTE_WON)
        if (both) expect.fail(`${incoming.join()} and ${outgoing.join()}: ${side.join()} and the rest both win`)
        const index = jointIndex(incoming, outgoing, (id) => (side.includes(id) ? 7 : 3))
        expect(index).toBe(jointVote(incoming, outgoing, yes) === VOTE_WON ? 7 : 3)
      }
    }
  }
})
