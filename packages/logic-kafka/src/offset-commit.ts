import type { ApiCodec, Decoded, OffsetCommitRequest, OffsetCommitResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, offsetCommitApi } from '@robustmq/codec-kafka'
import type { Topic } from '@robustmq/broker-api'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import { coordinatorAnswerTo } from './failure-answers.ts'
import { ensureGroup } from './group-access.ts'
import type { CoordinatedGroup, OffsetCommit } from './group-coordinator.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 2, max: 9, servedMin: 2 }

const codec: ApiCodec<OffsetCommitRequest, OffsetCommitResponse> = /* @__PURE__ */ createApiCodec(offsetCommitApi)

/** Keeps how far a group has come; answered when that is durable. */
export function offsetCommitHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, commit(session, request))
  })
}

async function commit(session: ClientSession, request: Decoded<OffsetCommitRequest>): Promise<OffsetCommitResponse> {
  const found = await ensureGroup(session, request.groupId)
  if (typeof found === 'number') return answer(request, () => found)
  const refusal = found.group.mayCommit(request.memberId, request.groupInstanceId, request.generationIdOrMemberEpoch)
  if (refusal !== KafkaErrorCode.NONE) return answer(request, () => refusal)
  const commits: OffsetCommit[] = []
  const codes = new Map<string, number>()
  const { clock } = session.node.services
  for (const { name, partitions } of request.topics) {
    const topic = session.node.routes.find(session.principal.tenant, name)?.topic ?? null
    for (const { partitionIndex, committedOffset: offset, committedLeaderEpoch: leaderEpoch, committedMetadata } of partitions) {
      const metadata = committedMetadata ?? ''
      const code = refusalOf(session, topic, partitionIndex, offset, metadata)
      codes.set(`${partitionIndex} ${name}`, code)
      if (code !== KafkaErrorCode.NONE || topic === null) continue
      commits.push({ topic: topic.number, partition: partitionIndex, committed: { offset, leaderEpoch, metadata, committedAtMs: clock.now() } })
    }
  }
  const failure = commits.length === 0 ? KafkaErrorCode.NONE : await store(session, found, commits)
  return answer(request, (name, partition) => {
    const code = codes.get(`${partition} ${name}`) ?? KafkaErrorCode.NONE
    return code === KafkaErrorCode.NONE ? failure : code
  })
}

function refusalOf(session: ClientSession, topic: Topic | null, partition: number, offset: number, metadata: string): number {
  const { node, principal } = session
  if (topic === null || partition < 0 || partition >= topic.partitions.length) return KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION
  if (!node.services.access.authorize(principal, 'subscribe', topic.name)) return KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED
  if (Buffer.byteLength(metadata) > node.config.offset_metadata_bytes_max) return KafkaErrorCode.OFFSET_METADATA_TOO_LARGE
  return offset < 0 ? KafkaErrorCode.INVALID_REQUEST : KafkaErrorCode.NONE
}

function store(session: ClientSession, coordinated: CoordinatedGroup, commits: readonly OffsetCommit[]): Promise<number> {
  const { coordinator } = session.node
  const fresh = commits.filter(({ topic, partition }) => coordinated.offsets.get(topic, partition) === null).length
  if (fresh > 0 && !coordinator.hasRoom(coordinated, fresh)) return Promise.resolve(KafkaErrorCode.POLICY_VIOLATION)
  return new Promise((resolve) => {
    coordinator.commit(coordinated, commits, (error) => resolve(error === null ? KafkaErrorCode.NONE : coordinatorAnswerTo(error)))
  })
}

function answer({ topics }: Decoded<OffsetCommitRequest>, codeOf: (name: string, partition: number) => number): OffsetCommitResponse {
  return {
    topics: topics.map(({ name, partitions }) => ({
      name, partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode: codeOf(name, partitionIndex) })),
    })),
  }
}
