import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import type { ClientSession } from './client-session.ts'
import { coordinatorOf } from './cluster-view.ts'
import { coordinatorAnswerTo } from './failure-answers.ts'
import type { CoordinatedGroup } from './group-coordinator.ts'

/** Bytes of a group's id; it is part of keys on disk. */
const GROUP_ID_BYTES_MAX = 1024

/** Why a group id is not one, or NONE. */
export function groupIdRefusal(groupId: string): number {
  return groupId === '' || Buffer.byteLength(groupId) > GROUP_ID_BYTES_MAX ? KafkaErrorCode.INVALID_GROUP_ID : KafkaErrorCode.NONE
}

/** Why a group is not coordinated here, or NONE. */
export function groupRefusal(session: ClientSession, groupId: string): number {
  const refusal = groupIdRefusal(groupId)
  if (refusal !== KafkaErrorCode.NONE) return refusal
  const { node, principal } = session
  return coordinatorOf(node, principal.tenant, groupId) === node.services.node.nodeId ? KafkaErrorCode.NONE : KafkaErrorCode.NOT_COORDINATOR
}

/** The group, made when there is none, or the error code that says why it cannot be had here. */
export async function ensureGroup(session: ClientSession, groupId: string): Promise<CoordinatedGroup | number> {
  const refusal = groupRefusal(session, groupId)
  if (refusal !== KafkaErrorCode.NONE) return refusal
  const { coordinator, log } = session.node
  try {
    return await coordinator.ensure(session.principal.tenant, groupId)
  } catch (error) {
    const failure = BrokerError.from(error)
    log.write('warn', { group: groupId, code: failure.code, reason: failure.message }, 'a consumer group cannot be coordinated here')
    return coordinatorAnswerTo(failure)
  }
}

/** Topics that a member of the consumer protocol has subscribed to: `version i16, topics [string]`, then what does not matter here. */
export function subscribedTopics(metadata: Buffer): readonly string[] {
  const topics: string[] = []
  let at = 6
  if (metadata.length < at) return topics
  for (let left = metadata.readInt32BE(2); left > 0 && at + 2 <= metadata.length; left--) {
    const end = at + 2 + metadata.readInt16BE(at)
    if (end < at + 2 || end > metadata.length) break
    topics.push(metadata.toString('utf8', at + 2, end))
    at = end
  }
  return topics
}
