import { PEER_CHANNEL_META } from '@robustmq/broker-api'
import type { PeerNetwork } from '@robustmq/broker-api'
import { crc32c } from '@robustmq/common-bytes'
import { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { metaProto } from '@robustmq/proto-gen'
import type { RaftMessage } from '@robustmq/raft'
import { metaError } from './errors.ts'
import { isDiskFull } from './raft-group.ts'
import type { RaftGroup } from './raft-group.ts'
import { decodeSnapshotFile } from './snapshot-format.ts'

const { PeerQuestion, ChunkAnswer } = metaProto.meta.v1

export const CHUNK_BYTES: number = 256 * 1024
const CHUNK_TIMEOUT_MS = 5_000
/** A member that did not ask for a part for so long has given up, or never began: it is offered the snapshot again. */
const OFFER_MS = 2_000

/**
 * Snapshots on their way between nodes. A leader only offers one; who needs it fetches the file part by part, one part at a time,
 * so nothing piles up on either side, and takes it over when it is whole, verified and durable.
 */
export class SnapshotFetches {
  readonly #network: PeerNetwork
  readonly #nodeOf: (raftId: number) => number
  readonly #log: Logger
  readonly #onFailure: (error: BrokerError) => void
  /** By group: what is being fetched. */
  readonly #fetching = new Map<number, number>()
  /** By group and member: when it was offered a snapshot, or last asked for a part. */
  readonly #offered = new Map<RaftGroup, Map<number, number>>()
  #stopped = false

  constructor(parts: { network: PeerNetwork; nodeOf: (raftId: number) => number; log: Logger; onFailure: (error: BrokerError) => void }) {
    this.#network = parts.network
    this.#nodeOf = parts.nodeOf
    this.#log = parts.log
    this.#onFailure = parts.onFailure
  }

  /** One at a time per group; a newer one is offered again. */
  fetch(group: RaftGroup, message: RaftMessage): void {
    if (this.#fetching.has(group.number) || this.#stopped) return
    this.#fetching.set(group.number, message.from)
    void this.#run(group, message).finally(() => this.#fetching.delete(group.number))
  }

  offered(group: RaftGroup, member: number, now: number): void {
    const members = this.#offered.get(group) ?? new Map<number, number>()
    members.set(member, now)
    this.#offered.set(group, members)
  }

  /** Answers a question for a part. */
  serve(group: RaftGroup, member: number, question: metaProto.meta.v1.ChunkQuestion.$Properties, now: number): Uint8Array {
    if (this.#offered.get(group)?.has(member) === true) this.offered(group, member, now)
    const chunk = group.snapshots.readChunk(question.index ?? 0, question.offset ?? 0, Math.min(question.bytesMax ?? 0, CHUNK_BYTES))
    if (chunk === null) return ChunkAnswer.encode({ bytesTotal: 0 }).finish()
    return ChunkAnswer.encode({ ...chunk, crc32c: crc32c(chunk.data) }).finish()
  }

  tick(now: number): void {
    for (const [group, members] of this.#offered) {
      for (const [member, at] of members) {
        if (at + OFFER_MS > now) continue
        members.delete(member)
        group.reportSnapshot(member, false)
      }
    }
  }

  /** A member was started anew: it does not fetch any more what it was offered. */
  restarted(member: number): void {
    for (const [group, members] of this.#offered) if (members.delete(member)) group.reportSnapshot(member, false)
  }

  stop(): void {
    this.#stopped = true
  }

  async #run(group: RaftGroup, message: RaftMessage): Promise<void> {
    const offer = message.snapshot as NonNullable<RaftMessage['snapshot']>
    const peer = this.#nodeOf(message.from)
    try {
      const file = group.snapshots.begin(offer.index)
      try {
        const parts: Buffer[] = []
        let offset = 0
        for (let total = 1; offset < total;) {
          const part = await this.#ask(peer, group.number, offer.index, offset)
          // The service may have ended meanwhile; nobody waits for this.
          if (part.bytesTotal === 0 || part.data.length === 0 || this.#stopped) return file.abandon()
          await file.write(part.data, offset)
          parts.push(Buffer.from(part.data))
          offset += part.data.length
          total = part.bytesTotal
        }
        const name = `${group.name}/${offer.index} of node ${peer}`
        const snapshot = decodeSnapshotFile(Buffer.concat(parts), name)
        if (snapshot.appliedIndex !== offer.index || snapshot.appliedTerm !== offer.term) throw metaError('META_CORRUPT', `snapshot ${name} is not what was offered`)
        // What this build does not know must be known before anything is replaced.
        group.replica.check(snapshot)
        await file.finish()
        if (!this.#stopped) group.receiveSnapshot({ ...message, snapshot: { ...offer, confState: snapshot.confState ?? offer.confState } }, snapshot)
      } catch (error) {
        file.abandon()
        throw error
      }
    } catch (error) {
      this.#ended(error, group.name)
    }
  }

  #ended(error: unknown, group: string): void {
    const { code } = BrokerError.from(error)
    if (this.#stopped) return
    // A peer's fault, or no room: it is offered again.
    if (code.startsWith('PEER_') || code === 'META_CORRUPT' || isDiskFull(error)) this.#log.warn({ error, group }, 'a metadata snapshot could not be fetched')
    else this.#onFailure(metaError('META_UNAVAILABLE', 'a metadata snapshot of another node could not be taken over', error))
  }

  async #ask(peer: number, group: number, index: number, offset: number): Promise<{ readonly bytesTotal: number; readonly data: Uint8Array }> {
    const question = PeerQuestion.encode({ chunk: { group, index, offset, bytesMax: CHUNK_BYTES } }).finish()
    const answer = await this.#network.request(peer, PEER_CHANNEL_META, question, CHUNK_TIMEOUT_MS)
    let part: metaProto.meta.v1.ChunkAnswer
    try {
      part = ChunkAnswer.decode(answer)
    } catch (cause) {
      throw metaError('META_CORRUPT', 'a part of a snapshot cannot be read', cause)
    }
    if (crc32c(part.data) !== part.crc32c && part.bytesTotal > 0) throw metaError('META_CORRUPT', 'checksum of a part of a snapshot')
    return part
  }
}
