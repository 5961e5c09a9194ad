import { crc32c } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'

/** The group of machines that name none, and of the cluster itself. */
export const MAIN_GROUP = 'main'
/** Number of the main group in frames; groups of message data are frames of other kinds. */
export const META_GROUP = 0

const GROUP_NAME = /^[a-z0-9]{1,32}$/

/**
 * The number of a group in frames and messages. Made from its name, so that it is the same on every node and in every build,
 * whatever groups there are besides; two names that share one are refused when the machines are registered.
 */
export function groupNumber(name: string): number {
  assert(GROUP_NAME.test(name), `metadata group ${JSON.stringify(name)}`)
  return name === MAIN_GROUP ? META_GROUP : crc32c(Buffer.from(name)) || 1
}
