import { KafkaErrorCode } from '@robustmq/codec-kafka'
import type { BrokerError } from '@robustmq/common-errors'
import type { MetaErrorCode, TopicErrorCode } from '@robustmq/broker-api'
import {
  BATCH_APPEND_TIME_FROM_CLIENT, BATCH_BAD_CODEC, BATCH_BAD_COUNT, BATCH_BAD_CRC, BATCH_BAD_LENGTH, BATCH_BAD_MAGIC, BATCH_BAD_SEQUENCE,
  BATCH_BAD_TIMESTAMP, BATCH_CONTROL_FROM_CLIENT, BATCH_OK, BATCH_RESERVED_BIT_FROM_CLIENT, BATCH_TOO_LARGE,
} from '@robustmq/record-batch'
import type { StorageErrorCode } from '@robustmq/storage-adapter'

const E = KafkaErrorCode

/*
 * Every failure of the broker that a client can meet, and what it is told. Two questions decide: may the client send
 * the same again (a retriable code), and could the records be in the log already (they never are: a failed append is
 * never read). A new code of these families does not compile until it has a line here.
 */
export const FAILURE_ANSWERS: Readonly<Record<StorageErrorCode | MetaErrorCode | TopicErrorCode, number>> = {
  // Retriable, and clients know that nothing was written: the condition may pass.
  STORAGE_QUEUE_FULL: E.NOT_ENOUGH_REPLICAS,
  // Retriable; the name says where to look.
  STORAGE_DISK_FULL: E.KAFKA_STORAGE_ERROR,
  STORAGE_CAP_REACHED: E.KAFKA_STORAGE_ERROR,
  STORAGE_IO: E.KAFKA_STORAGE_ERROR,
  STORAGE_CORRUPT: E.KAFKA_STORAGE_ERROR,
  STORAGE_FORMAT_UNKNOWN: E.KAFKA_STORAGE_ERROR,
  // The node is going away: clients ask for metadata again, and find it when it is back.
  STORAGE_CLOSED: E.NOT_LEADER_OR_FOLLOWER,
  STORAGE_UNREACHABLE: E.NOT_LEADER_OR_FOLLOWER,
  STORAGE_NOT_HERE: E.NOT_LEADER_OR_FOLLOWER,
  STORAGE_SHARD_UNKNOWN: E.UNKNOWN_TOPIC_OR_PARTITION,
  STORAGE_OFFSET_OUT_OF_RANGE: E.OFFSET_OUT_OF_RANGE,
  STORAGE_BATCH_INVALID: E.CORRUPT_MESSAGE,
  STORAGE_BATCH_TOO_LARGE: E.MESSAGE_TOO_LARGE,
  // Never reach a client unless something is wrong in here.
  STORAGE_SHARD_EXISTS: E.UNKNOWN_SERVER_ERROR,
  STORAGE_CONDITION_FAILED: E.UNKNOWN_SERVER_ERROR,
  STORAGE_UNSUPPORTED: E.UNKNOWN_SERVER_ERROR,
  // Changes of metadata: retriable where a controller's absence is.
  META_UNAVAILABLE: E.NOT_CONTROLLER,
  META_QUEUE_FULL: E.NOT_CONTROLLER,
  META_CLOSED: E.NOT_CONTROLLER,
  META_COMMAND_TOO_LARGE: E.INVALID_REQUEST,
  META_MACHINE_UNKNOWN: E.UNKNOWN_SERVER_ERROR,
  META_FORMAT_UNKNOWN: E.KAFKA_STORAGE_ERROR,
  META_CORRUPT: E.KAFKA_STORAGE_ERROR,
  META_CLUSTER_REFUSED: E.KAFKA_STORAGE_ERROR,
  TOPIC_EXISTS: E.TOPIC_ALREADY_EXISTS,
  TOPIC_UNKNOWN: E.UNKNOWN_TOPIC_OR_PARTITION,
  TOPIC_NAME_INVALID: E.INVALID_TOPIC_EXCEPTION,
  TOPIC_PARTITIONS_INVALID: E.INVALID_PARTITIONS,
  TOPIC_CONFIG_INVALID: E.INVALID_CONFIG,
  TOPIC_LIMIT: E.POLICY_VIOLATION,
}

/** The protocol's error code for a failure; UNKNOWN_SERVER_ERROR for one that is not in the table. */
export function answerTo(error: BrokerError): number {
  return (FAILURE_ANSWERS as Readonly<Record<string, number>>)[error.code] ?? E.UNKNOWN_SERVER_ERROR
}

/** As `answerTo`, in a Metadata answer: what may pass is "no leader yet", upon which every client asks again. */
export function metadataAnswerTo(error: BrokerError): number {
  return error.retry === 'later' && error.code.startsWith('META_') ? E.LEADER_NOT_AVAILABLE : answerTo(error)
}

/** As `answerTo`, for requests to a coordinator. */
export function coordinatorAnswerTo(error: BrokerError): number {
  return error.retry === 'later' ? E.COORDINATOR_NOT_AVAILABLE : answerTo(error)
}

const BATCH_ANSWERS: ReadonlyMap<number, number> = new Map<number, number>([
  [BATCH_OK, E.NONE],
  [BATCH_BAD_LENGTH, E.CORRUPT_MESSAGE],
  [BATCH_BAD_MAGIC, E.UNSUPPORTED_FOR_MESSAGE_FORMAT],
  [BATCH_TOO_LARGE, E.MESSAGE_TOO_LARGE],
  [BATCH_BAD_CRC, E.CORRUPT_MESSAGE],
  [BATCH_BAD_CODEC, E.UNSUPPORTED_COMPRESSION_TYPE],
  [BATCH_CONTROL_FROM_CLIENT, E.INVALID_RECORD],
  [BATCH_RESERVED_BIT_FROM_CLIENT, E.INVALID_RECORD],
  [BATCH_APPEND_TIME_FROM_CLIENT, E.INVALID_TIMESTAMP],
  [BATCH_BAD_COUNT, E.INVALID_RECORD],
  [BATCH_BAD_SEQUENCE, E.INVALID_RECORD],
  [BATCH_BAD_TIMESTAMP, E.INVALID_TIMESTAMP],
])

/** The protocol's error code for a result of `checkBatch`. */
export function answerToBatch(result: number): number {
  return BATCH_ANSWERS.get(result) ?? E.CORRUPT_MESSAGE
}
