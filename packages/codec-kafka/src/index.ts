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
  int64,
  int8,
  nullableArray,
  nullableBytes,
  nullableString,
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
