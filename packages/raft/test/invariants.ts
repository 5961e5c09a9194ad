import type { RaftEntry } from '../src/entry.ts'
import { ROLE_LEADER } from '../src/raft.ts'
import type { ReadState } from '../src/raft.ts'
import type { SimulatedNode } from './simulated-node.ts'

interface SeenEntry {
  readonly previousTerm: number
  readonly data: Uint8Array
}

interface CommittedEntry {
  readonly term: number
  /** The term of the node that was first seen to have it committed; it was committed in this term or before. */
  readonly inTerm: number
}

interface NodeMarks {
  incarnation: number
  term: number
  commit: number
  applied: number
  ledTerm: number
}

/** What must hold after every step of every node. Throws what is broken, in words. */
export class Invariants {
  readonly #leaders = new Map<number, number>()
  readonly #entries: Map<number, SeenEntry>[] = []
  readonly #committed: CommittedEntry[] = []
  readonly #machines: number[] = []
  readonly #marks = new Map<number, NodeMarks>()
  readonly #readsFrom = new Map<number, number>()
  committedMax = 0
  readCount = 0
  electionCount = 0

  check(node: SimulatedNode): void {
    const { raft } = node
    const { term, log } = raft
    let marks = this.#marks.get(node.id)
    if (marks === undefined || marks.incarnation !== node.incarnation) {
      marks = { incarnation: node.incarnation, term: 0, commit: log.firstIndex() - 1, applied: 0, ledTerm: 0 }
      this.#marks.set(node.id, marks)
    }
    must(term >= marks.term, `monotone term: node ${node.id} went back from ${marks.term} to ${term}`)
    must(log.committed >= marks.commit, `monotone commit: node ${node.id} went back from ${marks.commit} to ${log.committed}`)
    must(log.applied >= marks.applied && log.applied <= log.committed, `monotone applied: node ${node.id} at ${log.applied}`)
    must(log.committed <= log.lastIndex(), `commit of node ${node.id} is beyond its log`)
    marks.term = term
    marks.applied = log.applied
    if (log.committed > marks.commit) this.#checkCommitted(node, marks.commit + 1)
    marks.commit = log.committed
    if (raft.role === ROLE_LEADER && marks.ledTerm !== term) {
      marks.ledTerm = term
      this.#checkNewLeader(node)
    }
  }

  /** Committed entries never change, whoever says that they are committed. */
  #checkCommitted(node: SimulatedNode, from: number): void {
    const { log, term } = node.raft
    for (let index = Math.max(from, log.firstIndex()); index <= log.committed; index++) {
      const own = log.term(index)
      const known = this.#committed[index]
      if (known === undefined) this.#committed[index] = { term: own, inTerm: term }
      else must(known.term === own, `committed immutable: entry ${index} was of term ${known.term}, node ${node.id} has ${own}`)
    }
    this.committedMax = Math.max(this.committedMax, log.committed)
  }

  #checkNewLeader(node: SimulatedNode): void {
    const { log, term } = node.raft
    this.electionCount++
    const other = this.#leaders.get(term)
    must(other === undefined, `election safety: node ${node.id} leads term ${term}, which node ${other} led`)
    this.#leaders.set(term, node.id)
    for (let index = log.firstIndex(); index <= this.committedMax; index++) {
      const known = this.#committed[index]
      if (known === undefined || known.inTerm >= term) continue
      must(log.term(index) === known.term, `leader completeness: node ${node.id} leads term ${term} without entry ${index} of term ${known.term}`)
    }
  }

  /** Log matching, by induction: an entry of one index and term is the same everywhere, and so is the term before it. */
  checkAppended(node: SimulatedNode, entries: readonly RaftEntry[], firstPreviousTerm: number): void {
    let previousTerm = firstPreviousTerm
    for (const { index, term, data } of entries) {
      must(term >= previousTerm, `log matching: terms of node ${node.id} go back at entry ${index}`)
      const ofIndex = (this.#entries[index] ??= new Map())
      const seen = ofIndex.get(term)
      if (seen === undefined) ofIndex.set(term, { previousTerm, data })
      else {
        must(seen.previousTerm === previousTerm, `log matching: before entry ${index} of term ${term} node ${node.id} has another term`)
        must(seen.data === data || Buffer.compare(seen.data, data) === 0, `log matching: entry ${index} of term ${term} differs on node ${node.id}`)
      }
      previousTerm = term
    }
  }

  checkApplied(node: SimulatedNode, index: number): void {
    const known = this.#machines[index]
    if (known === undefined) this.#machines[index] = node.machine
    else must(known === node.machine, `state machine safety: after entry ${index} node ${node.id} differs`)
  }

  readAsked(context: number): void {
    this.#readsFrom.set(context, this.committedMax)
  }

  checkRead(node: SimulatedNode, { context, index }: ReadState): void {
    const atLeast = this.#readsFrom.get(context)
    must(atLeast !== undefined, `node ${node.id} answers a read that nobody asked for`)
    must(index >= atLeast, `stale read: node ${node.id} reads at ${index}, ${atLeast} was committed when it asked`)
    this.readCount++
  }
}

function must(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message)
}
