/**
 * Kafka wire format: frames, headers and the messages of each API in each version, encoded and decoded, both sides.
 * Pure: bytes in, values out. Messages are described as data under `schemas/` and compiled to closures per version.
 *
 * Record batches are opaque bytes here; the package `record-batch` knows them.
 *
 * @packageDocumentation
 */
export { createFrameReader, FRAME_BYTES_MAX_DEFAULT } from './frame-reader.ts'
export type { FrameFailure, FrameReader, FrameReaderOptions, FrameStatus } from './frame-reader.ts'
export { decodeRequestHeader, peekCorrelationId, peekRequestHeader, REQUEST_HEADER_BYTES_MIN } from './request-header.ts'
export type { RequestHeader, RequestHeaderStart } from './request-header.ts'
export { CODEC_LIMITS_DEFAULT, createApiCodec } from './api-codec.ts'
export type { ApiCodec, CodecLimits, DecodeResult, DecodeSuccess } from './api-codec.ts'
export type { DecodeFailure, DecodeFailureCode } from './wire-reader.ts'
export { createWireWriter } from './wire-writer.ts'
export type { WireWriter } from './wire-writer.ts'
export { apiKeyName, isFlexible, KafkaApiKey } from './api-keys.ts'
export type { KafkaApiKeyNumber } from './api-keys.ts'
export { errorName, isRetriableErrorCode, KafkaErrorCode, kafkaErrors } from './error-codes.ts'
export type { KafkaError, KafkaErrorName, KafkaErrorNumber } from './error-codes.ts'

// To describe further APIs.
export {
  array,
  AUTHORIZED_OPERATIONS_OMITTED,
  bool,
  bytes,
  defineApi,
  int16,
  int32,
  float64,
  int64,
  int8,
  nullableArray,
  nullableBytes,
  nestedStruct,
  nullableString,
  nullableStruct,
  records,
  string,
  struct,
  taggedStruct,
  uuid,
  ZERO_UUID,
} from './schema.ts'
export type {
  AnyApiSchema,
  AnyField,
  AnyStruct,
  ApiSchema,
  Decoded,
  Field,
  FieldOptions,
  Fields,
  NullableOptions,
  Records,
  ScalarKind,
  Struct,
  Uuid,
  WireType,
} from './schema.ts'

export { API_SCHEMAS } from './schemas/all.ts'
export type { CurrentLeader, NodeEndpoint } from './schemas/shared-structs.ts'
export { produceApi } from './schemas/produce.ts'
export type {
  ProducePartition,
  ProducePartitionResult,
  ProduceRecordError,
  ProduceRequest,
  ProduceResponse,
  ProduceTopic,
  ProduceTopicResult,
} from './schemas/produce.ts'
export { fetchApi } from './schemas/fetch.ts'
export type {
  FetchAbortedTransaction,
  FetchDivergingEpoch,
  FetchForgottenTopic,
  FetchPartition,
  FetchPartitionResult,
  FetchReplicaState,
  FetchRequest,
  FetchResponse,
  FetchSnapshotId,
  FetchTopic,
  FetchTopicResult,
} from './schemas/fetch.ts'
export { listOffsetsApi } from './schemas/list-offsets.ts'
export type {
  ListOffsetsPartition,
  ListOffsetsPartitionResult,
  ListOffsetsRequest,
  ListOffsetsResponse,
  ListOffsetsTopic,
  ListOffsetsTopicResult,
} from './schemas/list-offsets.ts'
export { metadataApi } from './schemas/metadata.ts'
export type {
  MetadataBroker,
  MetadataPartition,
  MetadataRequest,
  MetadataRequestTopic,
  MetadataResponse,
  MetadataTopic,
} from './schemas/metadata.ts'
export { findCoordinatorApi } from './schemas/find-coordinator.ts'
export type {
  FindCoordinatorRequest,
  FindCoordinatorResponse,
  FoundCoordinator,
} from './schemas/find-coordinator.ts'
export { apiVersionsApi } from './schemas/api-versions.ts'
export type {
  ApiVersionRange,
  ApiVersionsRequest,
  ApiVersionsResponse,
  FinalizedFeature,
  SupportedFeature,
} from './schemas/api-versions.ts'
export { createTopicsApi } from './schemas/create-topics.ts'
export type {
  CreatableAssignment,
  CreatableConfig,
  CreatableTopic,
  CreateTopicsRequest,
  CreateTopicsResponse,
  CreatedConfig,
  CreatedTopic,
} from './schemas/create-topics.ts'
export { deleteTopicsApi } from './schemas/delete-topics.ts'
export type {
  DeletableTopic,
  DeleteTopicsRequest,
  DeleteTopicsResponse,
  DeletedTopic,
} from './schemas/delete-topics.ts'
export { initProducerIdApi } from './schemas/init-producer-id.ts'
export type {
  InitProducerIdRequest,
  InitProducerIdResponse,
} from './schemas/init-producer-id.ts'
export { describeClusterApi } from './schemas/describe-cluster.ts'
export type {
  ClusterBroker,
  DescribeClusterRequest,
  DescribeClusterResponse,
} from './schemas/describe-cluster.ts'
export { offsetCommitApi } from './schemas/offset-commit.ts'
export type {
  OffsetCommitPartition, OffsetCommitPartitionResult, OffsetCommitRequest, OffsetCommitResponse, OffsetCommitTopic,
  OffsetCommitTopicResult,
} from './schemas/offset-commit.ts'
export { offsetFetchApi } from './schemas/offset-fetch.ts'
export type {
  OffsetFetchGroup, OffsetFetchGroupPartitionResult, OffsetFetchGroupResult, OffsetFetchGroupTopic, OffsetFetchGroupTopicResult,
  OffsetFetchPartitionResult, OffsetFetchRequest, OffsetFetchResponse, OffsetFetchTopic, OffsetFetchTopicResult,
} from './schemas/offset-fetch.ts'
export { joinGroupApi } from './schemas/join-group.ts'
export type { JoinGroupMember, JoinGroupProtocol, JoinGroupRequest, JoinGroupResponse } from './schemas/join-group.ts'
export { heartbeatApi } from './schemas/heartbeat.ts'
export type { HeartbeatRequest, HeartbeatResponse } from './schemas/heartbeat.ts'
export { leaveGroupApi } from './schemas/leave-group.ts'
export type { LeaveGroupMember, LeaveGroupMemberResult, LeaveGroupRequest, LeaveGroupResponse } from './schemas/leave-group.ts'
export { syncGroupApi } from './schemas/sync-group.ts'
export type { SyncGroupAssignment, SyncGroupRequest, SyncGroupResponse } from './schemas/sync-group.ts'
export { describeGroupsApi } from './schemas/describe-groups.ts'
export type { DescribeGroupsRequest, DescribeGroupsResponse, DescribedGroup, DescribedGroupMember } from './schemas/describe-groups.ts'
export { listGroupsApi } from './schemas/list-groups.ts'
export type { ListGroupsRequest, ListGroupsResponse, ListedGroup } from './schemas/list-groups.ts'
export { saslHandshakeApi } from './schemas/sasl-handshake.ts'
export type { SaslHandshakeRequest, SaslHandshakeResponse } from './schemas/sasl-handshake.ts'
export { deleteRecordsApi } from './schemas/delete-records.ts'
export type {
  DeleteRecordsPartition, DeleteRecordsPartitionResult, DeleteRecordsRequest, DeleteRecordsResponse, DeleteRecordsTopic,
  DeleteRecordsTopicResult,
} from './schemas/delete-records.ts'
export { offsetForLeaderEpochApi } from './schemas/offset-for-leader-epoch.ts'
export type {
  EpochEndOffset, OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse, OffsetForLeaderPartition, OffsetForLeaderTopic,
  OffsetForLeaderTopicResult,
} from './schemas/offset-for-leader-epoch.ts'
export { addPartitionsToTxnApi } from './schemas/add-partitions-to-txn.ts'
export type {
  AddPartitionsToTxnPartitionResult, AddPartitionsToTxnRequest, AddPartitionsToTxnResponse, AddPartitionsToTxnResult,
  AddPartitionsToTxnTopic, AddPartitionsToTxnTopicResult, AddPartitionsToTxnTransaction,
} from './schemas/add-partitions-to-txn.ts'
export { addOffsetsToTxnApi } from './schemas/add-offsets-to-txn.ts'
export type { AddOffsetsToTxnRequest, AddOffsetsToTxnResponse } from './schemas/add-offsets-to-txn.ts'
export { endTxnApi } from './schemas/end-txn.ts'
export type { EndTxnRequest, EndTxnResponse } from './schemas/end-txn.ts'
export { txnOffsetCommitApi } from './schemas/txn-offset-commit.ts'
export type {
  TxnOffsetCommitPartition, TxnOffsetCommitPartitionResult, TxnOffsetCommitRequest, TxnOffsetCommitResponse, TxnOffsetCommitTopic,
  TxnOffsetCommitTopicResult,
} from './schemas/txn-offset-commit.ts'
export { describeAclsApi } from './schemas/describe-acls.ts'
export type { DescribeAclsRequest, DescribeAclsResponse, DescribedAcl, DescribedAclResource } from './schemas/describe-acls.ts'
export { createAclsApi } from './schemas/create-acls.ts'
export type { AclCreation, AclCreationResult, CreateAclsRequest, CreateAclsResponse } from './schemas/create-acls.ts'
export { deleteAclsApi } from './schemas/delete-acls.ts'
export type { DeleteAclsFilter, DeleteAclsFilterResult, DeleteAclsRequest, DeleteAclsResponse, DeletedAcl } from './schemas/delete-acls.ts'
export { describeConfigsApi } from './schemas/describe-configs.ts'
export type {
  ConfigSynonym, DescribeConfigsRequest, DescribeConfigsResource, DescribeConfigsResponse, DescribeConfigsResult, DescribedConfig,
} from './schemas/describe-configs.ts'
export { alterConfigsApi } from './schemas/alter-configs.ts'
export type {
  AlterConfigsRequest, AlterConfigsResource, AlterConfigsResponse, AlterConfigsResult, AlterableConfig,
} from './schemas/alter-configs.ts'
export { describeLogDirsApi } from './schemas/describe-log-dirs.ts'
export type {
  DescribableLogDirTopic, DescribeLogDirsPartition, DescribeLogDirsRequest, DescribeLogDirsResponse, DescribeLogDirsResult,
  DescribeLogDirsTopic,
} from './schemas/describe-log-dirs.ts'
export { saslAuthenticateApi } from './schemas/sasl-authenticate.ts'
export type { SaslAuthenticateRequest, SaslAuthenticateResponse } from './schemas/sasl-authenticate.ts'
export { createPartitionsApi } from './schemas/create-partitions.ts'
export type {
  CreatePartitionsAssignment, CreatePartitionsRequest, CreatePartitionsResponse, CreatePartitionsTopic,
  CreatePartitionsTopicResult,
} from './schemas/create-partitions.ts'
export { deleteGroupsApi } from './schemas/delete-groups.ts'
export type { DeletableGroupResult, DeleteGroupsRequest, DeleteGroupsResponse } from './schemas/delete-groups.ts'
export { incrementalAlterConfigsApi } from './schemas/incremental-alter-configs.ts'
export type {
  IncrementalAlterConfigsRequest, IncrementalAlterConfigsResource, IncrementalAlterConfigsResponse, IncrementalAlterConfigsResult,
  IncrementallyAlterableConfig,
} from './schemas/incremental-alter-configs.ts'
export { listPartitionReassignmentsApi } from './schemas/list-partition-reassignments.ts'
export type {
  ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse, ListReassignmentsTopic, OngoingPartitionReassignment,
  OngoingTopicReassignment,
} from './schemas/list-partition-reassignments.ts'
export { offsetDeleteApi } from './schemas/offset-delete.ts'
export type {
  OffsetDeletePartition, OffsetDeletePartitionResult, OffsetDeleteRequest, OffsetDeleteResponse, OffsetDeleteTopic,
  OffsetDeleteTopicResult,
} from './schemas/offset-delete.ts'
export { describeClientQuotasApi } from './schemas/describe-client-quotas.ts'
export type {
  DescribeClientQuotasRequest, DescribeClientQuotasResponse, DescribeQuotasComponent, DescribedQuotaEntity, DescribedQuotaEntry,
  DescribedQuotaValue,
} from './schemas/describe-client-quotas.ts'
export { alterClientQuotasApi } from './schemas/alter-client-quotas.ts'
export type {
  AlterClientQuotasRequest, AlterClientQuotasResponse, AlterQuotaEntity, AlterQuotaEntry, AlterQuotaOperation, AlterQuotaResult,
  AlterQuotaResultEntity,
} from './schemas/alter-client-quotas.ts'
export { describeUserScramCredentialsApi } from './schemas/describe-user-scram-credentials.ts'
export type {
  DescribeScramUser, DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse, DescribedScramUser,
  ScramCredentialInfo,
} from './schemas/describe-user-scram-credentials.ts'
export { alterUserScramCredentialsApi } from './schemas/alter-user-scram-credentials.ts'
export type {
  AlterScramResult, AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse, ScramCredentialDeletion,
  ScramCredentialUpsertion,
} from './schemas/alter-user-scram-credentials.ts'
export { describeProducersApi } from './schemas/describe-producers.ts'
export type {
  DescribeProducersPartition, DescribeProducersRequest, DescribeProducersResponse, DescribeProducersTopic,
  DescribeProducersTopicResult, ProducerState,
} from './schemas/describe-producers.ts'
export { describeTransactionsApi } from './schemas/describe-transactions.ts'
export type {
  DescribeTransactionsRequest, DescribeTransactionsResponse, DescribedTransaction, DescribedTransactionTopic,
} from './schemas/describe-transactions.ts'
export { listTransactionsApi } from './schemas/list-transactions.ts'
export type { ListTransactionsRequest, ListTransactionsResponse, ListedTransaction } from './schemas/list-transactions.ts'
export { consumerGroupHeartbeatApi } from './schemas/consumer-group-heartbeat.ts'
export type {
  ConsumerGroupAssignedPartitions, ConsumerGroupHeartbeatAssignment, ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse, ConsumerGroupHeartbeatTopicPartitions,
} from './schemas/consumer-group-heartbeat.ts'
export { consumerGroupDescribeApi } from './schemas/consumer-group-describe.ts'
export type {
  ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse, DescribedConsumerGroup, DescribedConsumerGroupAssignment,
  DescribedConsumerGroupMember, DescribedConsumerGroupPartitions,
} from './schemas/consumer-group-describe.ts'
export { describeTopicPartitionsApi } from './schemas/describe-topic-partitions.ts'
export type {
  DescribeTopicPartitionsCursor, DescribeTopicPartitionsPartition, DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse, DescribeTopicPartitionsTopic, DescribeTopicPartitionsTopicResult,
} from './schemas/describe-topic-partitions.ts'
export { shareGroupHeartbeatApi } from './schemas/share-group-heartbeat.ts'
export type {
  ShareGroupAssignedPartitions, ShareGroupAssignment, ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse,
} from './schemas/share-group-heartbeat.ts'
export { shareGroupDescribeApi } from './schemas/share-group-describe.ts'
export type {
  DescribedShareGroup, DescribedShareGroupAssignment, DescribedShareGroupMember, DescribedShareGroupPartitions,
  ShareGroupDescribeRequest, ShareGroupDescribeResponse,
} from './schemas/share-group-describe.ts'
export { shareFetchApi } from './schemas/share-fetch.ts'
export type {
  AcknowledgementBatch, AcquiredRecords, ShareFetchForgottenTopic, ShareFetchPartition, ShareFetchPartitionResult,
  ShareFetchRequest, ShareFetchResponse, ShareFetchTopic, ShareFetchTopicResult,
} from './schemas/share-fetch.ts'
export { shareAcknowledgeApi } from './schemas/share-acknowledge.ts'
export type {
  ShareAcknowledgePartition, ShareAcknowledgePartitionResult, ShareAcknowledgeRequest, ShareAcknowledgeResponse,
  ShareAcknowledgeTopic, ShareAcknowledgeTopicResult, ShareAcknowledgementBatch,
} from './schemas/share-acknowledge.ts'
