import { ZERO_UUID } from '../src/index.ts'

/*
 * How @platformatic/kafka is told to send a generated request, API by API.
 */

export type Value = Record<string, unknown>

/** APIs that the oracle does not speak: share groups. Their oracle is another one. */
export const NOT_SPOKEN: readonly string[] = ['ShareGroupHeartbeat', 'ShareGroupDescribe', 'ShareFetch', 'ShareAcknowledge']

export function list(value: unknown): Value[] {
  return value as Value[]
}

function withHyphens(uuid: string): string {
  return uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The oracle knows the names of the types. */
function groupTypes(v: Value): string[] {
  return (v['typesFilter'] as string[]).map(() => 'consumer')
}

function withBig(value: Value, key: string): Value {
  return { ...value, [key]: BigInt(value[key] as number) }
}

function offsetTopics(topics: unknown): Value[] {
  return list(topics).map((t) => ({ ...t, partitions: list(t['partitions']).map((p) => withBig(p, 'committedOffset')) }))
}

function aclFilter(v: Value): Value {
  return {
    resourceType: v['resourceTypeFilter'], resourceName: v['resourceNameFilter'], resourcePatternType: v['patternTypeFilter'],
    principal: v['principalFilter'], host: v['hostFilter'], operation: v['operation'], permissionType: v['permissionType'],
  }
}

/** Arguments of the oracle's createRequest for a generated request. */
export const requestArguments: Record<string, (value: Value, version: number) => unknown[]> = {
  Produce: (v) => [
    v['acks'],
    v['timeoutMs'],
    list(v['topicData']).flatMap((topic) =>
      list(topic['partitionData']).map((partition) => ({
        topic: topic['name'],
        partition: partition['index'],
        value: Buffer.from('abc'),
        timestamp: 1700000000000n,
      })),
    ),
    { transactionalId: v['transactionalId'] },
  ],
  Fetch: (v, version) => [
    v['maxWaitMs'],
    v['minBytes'],
    v['maxBytes'],
    v['isolationLevel'],
    v['sessionId'],
    v['sessionEpoch'],
    list(v['topics']).map((topic) => ({
      topic: topic['topic'],
      topicId: version >= 13 ? topic['topicId'] : topic['topic'],
      partitions: list(topic['partitions']).map((p) => ({
        ...p,
        // The oracle would send a zero id; here a tagged field that holds its default is left out.
        replicaDirectoryId: null,
        fetchOffset: BigInt(p['fetchOffset'] as number),
        logStartOffset: BigInt(p['logStartOffset'] as number),
      })),
    })),
    list(v['forgottenTopicsData']).map((topic) => ({ ...topic, topicId: version >= 13 ? topic['topicId'] : undefined })),
    v['rackId'],
  ],
  ListOffsets: (v) => [
    v['replicaId'],
    v['isolationLevel'],
    list(v['topics']).map((topic) => ({
      name: topic['name'],
      partitions: list(topic['partitions']).map((p) => ({ ...p, timestamp: BigInt(p['timestamp'] as number) })),
    })),
  ],
  Metadata: (v) => [
    v['topics'],
    v['allowAutoTopicCreation'],
    v['includeTopicAuthorizedOperations'],
    v['includeClusterAuthorizedOperations'],
  ],
  FindCoordinator: (v, version) => [v['keyType'], version >= 4 ? v['coordinatorKeys'] : [v['key']]],
  ApiVersions: (v) => [v['clientSoftwareName'], v['clientSoftwareVersion']],
  CreateTopics: (v) => [v['topics'], v['timeoutMs'], v['validateOnly']],
  DeleteTopics: (v, version) => [
    version >= 6
      ? list(v['topics']).map((t) => ({ name: t['name'], topicId: withHyphens(t['topicId'] as string) }))
      : (v['topicNames'] as string[]).map((name) => ({ name })),
    v['timeoutMs'],
  ],
  InitProducerId: (v) => [v['transactionalId'], v['transactionTimeoutMs'], BigInt(v['producerId'] as number), v['producerEpoch']],
  DescribeCluster: (v) => [v['includeClusterAuthorizedOperations'], v['endpointType']],
  OffsetCommit: (v) => [v['groupId'], v['generationIdOrMemberEpoch'], v['memberId'], v['groupInstanceId'], offsetTopics(v['topics'])],
  OffsetFetch: (v, version) => [
    version >= 8 ? v['groups'] : [{ groupId: v['groupId'], topics: v['topics'] }],
    v['requireStable'],
  ],
  JoinGroup: (v) => [
    v['groupId'], v['sessionTimeoutMs'], v['rebalanceTimeoutMs'], v['memberId'], v['groupInstanceId'], v['protocolType'], v['protocols'], v['reason'],
  ],
  Heartbeat: (v) => [v['groupId'], v['generationId'], v['memberId'], v['groupInstanceId']],
  LeaveGroup: (v, version) => [v['groupId'], version >= 3 ? v['members'] : [{ memberId: v['memberId'] }]],
  SyncGroup: (v) => [
    v['groupId'], v['generationId'], v['memberId'], v['groupInstanceId'], v['protocolType'], v['protocolName'], v['assignments'],
  ],
  DescribeGroups: (v) => [v['groups'], v['includeAuthorizedOperations']],
  ListGroups: (v) => [v['statesFilter'], groupTypes(v)],
  SaslHandshake: (v) => [v['mechanism']],
  DeleteRecords: (v) => [
    list(v['topics']).map((t) => ({ ...t, partitions: list(t['partitions']).map((p) => withBig(p, 'offset')) })),
    v['timeoutMs'],
  ],
  OffsetForLeaderEpoch: (v) => [
    v['replicaId'],
    list(v['topics']).map((t) => ({
      name: t['topic'],
      partitions: list(t['partitions']).map((p) => ({ ...p, partitionIndex: p['partition'] })),
    })),
  ],
  AddPartitionsToTxn: (v, version) => [
    version >= 4
      ? list(v['transactions']).map((t) => withBig(t, 'producerId'))
      : [{
          transactionalId: v['v3AndBelowTransactionalId'],
          producerId: BigInt(v['v3AndBelowProducerId'] as number),
          producerEpoch: v['v3AndBelowProducerEpoch'],
          topics: v['v3AndBelowTopics'],
        }],
  ],
  AddOffsetsToTxn: (v) => [v['transactionalId'], BigInt(v['producerId'] as number), v['producerEpoch'], v['groupId']],
  EndTxn: (v) => [v['transactionalId'], BigInt(v['producerId'] as number), v['producerEpoch'], v['committed']],
  TxnOffsetCommit: (v) => [
    v['transactionalId'], v['groupId'], BigInt(v['producerId'] as number), v['producerEpoch'], v['generationId'], v['memberId'], v['groupInstanceId'],
    offsetTopics(v['topics']),
  ],
  DescribeAcls: (v) => [aclFilter(v)],
  CreateAcls: (v) => [v['creations']],
  DeleteAcls: (v) => [list(v['filters']).map(aclFilter)],
  DescribeConfigs: (v) => [v['resources'], v['includeSynonyms'], v['includeDocumentation']],
  AlterConfigs: (v) => [v['resources'], v['validateOnly']],
  DescribeLogDirs: (v) => [v['topics'] === null ? null : list(v['topics']).map((t) => ({ ...t, name: t['topic'] }))],
  SaslAuthenticate: (v) => [v['authBytes']],
  CreatePartitions: (v) => [v['topics'], v['timeoutMs'], v['validateOnly']],
  DeleteGroups: (v) => [v['groupsNames']],
  IncrementalAlterConfigs: (v) => [v['resources'], v['validateOnly']],
  ListPartitionReassignments: (v) => [v['timeoutMs'], v['topics']],
  OffsetDelete: (v) => [v['groupId'], v['topics']],
  DescribeClientQuotas: (v) => [v['components'], v['strict']],
  AlterClientQuotas: (v) => [list(v['entries']).map((e) => ({ ...e, entities: e['entity'] })), v['validateOnly']],
  DescribeUserScramCredentials: (v) => [v['users']],
  AlterUserScramCredentials: (v) => [v['deletions'], v['upsertions']],
  DescribeProducers: (v) => [v['topics']],
  DescribeTransactions: (v) => [v['transactionalIds']],
  ListTransactions: (v) => [
    v['stateFilters'],
    (v['producerIdFilters'] as number[]).map(BigInt),
    BigInt(v['durationFilter'] as number),
    v['transactionalIdPattern'],
  ],
  ConsumerGroupHeartbeat: (v) => [
    v['groupId'], v['memberId'], v['memberEpoch'], v['instanceId'], v['rackId'], v['rebalanceTimeoutMs'], v['subscribedTopicNames'],
    v['subscribedTopicRegex'], v['serverAssignor'],
    v['topicPartitions'] === null ? null : list(v['topicPartitions']).map((t) => ({ ...t, topicId: withHyphens(t['topicId'] as string) })),
  ],
  ConsumerGroupDescribe: (v) => [v['groupIds'], v['includeAuthorizedOperations']],
  DescribeTopicPartitions: (v) => [v['topics'], v['responsePartitionLimit'], v['cursor']],
}

/** What the oracle's request says instead of some generated values: it fixes them. */
export function expectedRequest(name: string, version: number, value: Value): Value {
  if (name === 'Fetch') {
    const partitions = (topic: Value): Value[] => list(topic['partitions']).map((p) => ({ ...p, logStartOffset: -1 }))
    return { ...value, replicaId: -1, topics: list(value['topics']).map((t) => ({ ...t, partitions: partitions(t) })) }
  }
  if (name === 'Metadata' && version >= 10 && version < 12 && value['topics'] !== null) {
    return { ...value, topics: list(value['topics']).map((t) => ({ topicId: ZERO_UUID, name: t['name'] ?? '' })) }
  }
  if (name === 'OffsetCommit' && version <= 4) return { ...value, retentionTimeMs: -1 }
  if (name === 'ListGroups' && version >= 5) return { ...value, typesFilter: groupTypes(value) }
  return value
}
