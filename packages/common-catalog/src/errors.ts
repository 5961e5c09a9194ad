import { catalogProto } from '@robustmq/proto-gen'

/** What the catalog answers. `CATALOG_OK` and `CATALOG_TOPIC_EXISTS` come with a topic. */
export const CATALOG_CODES = [
  'CATALOG_OK',
  /** The command cannot be decoded, or is of a kind that this build does not know. */
  'CATALOG_COMMAND_INVALID',
  'CATALOG_TENANT_UNKNOWN',
  /** A topic of that name is there; it is returned as it is. */
  'CATALOG_TOPIC_EXISTS',
  'CATALOG_TOPIC_UNKNOWN',
  /** The tenant has as many automatic topics as it may have. */
  'CATALOG_TOPIC_LIMIT',
  /** Name, partitions or configuration are outside of the bounds. */
  'CATALOG_TOPIC_INVALID',
] as const
export type CatalogCode = (typeof CATALOG_CODES)[number]

const { AnswerCode } = catalogProto.catalog.v1

const BY_NUMBER: ReadonlyMap<number, CatalogCode> = new Map([
  [AnswerCode.ANSWER_OK, 'CATALOG_OK'],
  [AnswerCode.ANSWER_COMMAND_INVALID, 'CATALOG_COMMAND_INVALID'],
  [AnswerCode.ANSWER_TENANT_UNKNOWN, 'CATALOG_TENANT_UNKNOWN'],
  [AnswerCode.ANSWER_TOPIC_EXISTS, 'CATALOG_TOPIC_EXISTS'],
  [AnswerCode.ANSWER_TOPIC_UNKNOWN, 'CATALOG_TOPIC_UNKNOWN'],
  [AnswerCode.ANSWER_TOPIC_LIMIT, 'CATALOG_TOPIC_LIMIT'],
  [AnswerCode.ANSWER_TOPIC_INVALID, 'CATALOG_TOPIC_INVALID'],
])

/** The code of an answer's number; one that a newer build added reads as `CATALOG_COMMAND_INVALID`. */
export function catalogCode(number: number): CatalogCode {
  return BY_NUMBER.get(number) ?? 'CATALOG_COMMAND_INVALID'
}
