import type { ApiCodec, DescribedGroup, DescribeGroupsRequest, DescribeGroupsResponse } from '@robustmq/codec-kafka'
import { createApiCodec, describeGroupsApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { GROUP_DEAD, GROUP_STABLE } from './classic-group.ts'
import type { ClientSession } from './client-session.ts'
import { NO_BYTES } from './group-member.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 0, max: 6, servedMin: 0 }
/** Before that a group that is not there is a dead one (KIP-1043). */
const NOT_FOUND_SINCE = 6

const codec: ApiCodec<DescribeGroupsRequest, DescribeGroupsResponse> = /* @__PURE__ */ createApiCodec(describeGroupsApi)

/** Tells what groups are doing, and who is in them. */
export function describeGroupsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, { groups }) => {
    session.answer(exchange, codec, { groups: groups.map((id) => describe(session, exchange.apiVersion, id)) })
  })
}

function describe(session: ClientSession, apiVersion: number, groupId: string): DescribedGroup {
  const group = session.node.coordinator.find(session.principal.tenant, groupId)?.group
  if (group === undefined) {
    const isError = apiVersion >= NOT_FOUND_SINCE
    return {
      groupId, groupState: GROUP_DEAD, protocolType: '', protocolData: '', members: [],
      errorCode: isError ? KafkaErrorCode.GROUP_ID_NOT_FOUND : KafkaErrorCode.NONE,
      errorMessage: isError ? `there is no group ${groupId}` : null,
    }
  }
  const isStable = group.state === GROUP_STABLE
  return {
    errorCode: KafkaErrorCode.NONE,
    errorMessage: null,
    groupId,
    groupState: group.state,
    protocolType: group.protocolType ?? '',
    protocolData: isStable ? (group.protocolName ?? '') : '',
    members: [...group.members.values()].map((member) => ({
      memberId: member.id,
      groupInstanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      // Between generations there is nothing to tell.
      memberMetadata: isStable ? member.metadataOf(group.protocolName) : NO_BYTES,
      memberAssignment: isStable ? member.assignment : NO_BYTES,
    })),
  }
}
