import { assert } from '@robustmq/common-errors'
import { entriesBytes } from './entry.ts'
import type { EntryKind, RaftEntry } from './entry.ts'
import { MSG_APPEND, MSG_HEARTBEAT, MSG_SNAPSHOT } from './message.ts'
import { PROGRESS_REPLICATE } from './progress.ts'
import type { Progress } from './progress.ts'
import type { Raft } from './raft.ts'

/** Appends to the leader's own log. It counts for the quorum when it is durable: see `RaftNode.advance`. */
export function appendOwn(raft: Raft, batch: readonly Uint8Array[], kind: EntryKind): void {
  let index = raft.log.lastIndex()
  assert(index + batch.length < Number.MAX_SAFE_INTEGER, 'the log is at its last index')
  const { term } = raft
  const entries: RaftEntry[] = batch.map((data) => ({ index: ++index, term, kind, data }))
  raft.log.append(entries)
  raft.uncommittedBytes += entriesBytes(entries)
}

export function broadcastAppend(raft: Raft): void {
  for (const [id, progress] of raft.progress) if (id !== raft.id) sendAppend(raft, id, progress, true)
}

export function broadcastHeartbeat(raft: Raft): void {
  const context = raft.readOnly.roundNumber()
  for (const [id, progress] of raft.progress) {
    if (id === raft.id) continue
    // Not more than the follower is known to have: its log may end earlier, or differ.
    const commit = Math.min(progress.match, raft.log.committed)
    raft.send({ kind: MSG_HEARTBEAT, to: id, commit, context })
    progress.sentCommit = Math.max(progress.sentCommit, commit)
  }
}

/** Sends what follows next, if the window allows it. False: nothing was sent. */
export function sendAppend(raft: Raft, to: number, progress: Progress, evenEmpty: boolean): boolean {
  if (progress.isPaused()) return false
  const { log } = raft
  const index = progress.next - 1
  const logTerm = log.term(index)
  if (logTerm < 0) return sendSnapshot(raft, to, progress)
  let entries: readonly RaftEntry[] | null = []
  if (progress.state !== PROGRESS_REPLICATE || !progress.inFlights.isFull()) {
    entries = log.slice(progress.next, log.lastIndex() + 1, raft.settings.messageBytesMax)
    if (entries === null) return sendSnapshot(raft, to, progress)
  }
  if (entries.length === 0 && !evenEmpty) return false
  raft.send({ kind: MSG_APPEND, to, index, logTerm, entries, commit: log.committed })
  progress.sentEntries(entries.length, entriesBytes(entries))
  progress.sentCommit = log.committed
  return true
}

function sendSnapshot(raft: Raft, to: number, progress: Progress): boolean {
  // A snapshot is large; it is not sent to who is not there.
  if (!progress.recentActive) return false
  const snapshot = raft.log.snapshot()
  if (snapshot === null) return false
  progress.becomeSnapshot(snapshot.index)
  raft.send({ kind: MSG_SNAPSHOT, to, snapshot })
  return true
}

/** Moves the commit index to what a quorum has. True: it moved. */
export function advanceCommit(raft: Raft): boolean {
  const index = raft.membership.committedIndex((id) => raft.progress.get(id)?.match ?? 0)
  if (index <= raft.log.committed || index > raft.log.lastIndex() || !raft.mayCommit(index)) return false
  raft.log.commitTo(index)
  return true
}
