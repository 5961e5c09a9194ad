import { HEADER_ADDRESS, HEADER_TAG } from '@robustmq/broker-api'
import { canonicalAddress } from '@robustmq/common-catalog'
import type { RecordCursor } from '@robustmq/record-batch'
import { isHeaderName } from '@robustmq/record-batch'
import type { RecordFields } from '@robustmq/storage-adapter'

const ADDRESS = Buffer.from(HEADER_ADDRESS)
const TAG = Buffer.from(HEADER_TAG)

/** Bound of the addresses whose canonical form is remembered. */
const KNOWN_MAX = 10_000

/**
 * What records are looked up by. `separators`: by the label of a format, the character between the levels of its names; the address of a
 * record in another format counts as having one level.
 */
export function createRecordFields(separators: ReadonlyMap<string, string>): RecordFields {
  const known = new Map<string, string | null>()
  const canonical = (text: string): string | null => {
    let address = known.get(text)
    if (address !== undefined) return address
    const colon = text.indexOf(':')
    address = colon < 0 ? null : canonicalAddress(text.slice(colon + 1), separators.get(text.slice(0, colon)) ?? '')
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(text, address)
    return address
  }
  return {
    address: (cursor, trusted) => {
      const text = trusted ? headerText(cursor, ADDRESS) : null
      return text === null ? null : canonical(text)
    },
    tag: (cursor, trusted) => (trusted ? headerText(cursor, TAG) : null),
  }
}

function headerText(cursor: RecordCursor, name: Uint8Array): string | null {
  if (cursor.headerCount === 0) return null
  cursor.rewindHeaders()
  while (cursor.nextHeader()) {
    if (!isHeaderName(cursor, name) || cursor.headerValueStart < 0) continue
    const { buffer, headerValueStart, headerValueEnd } = cursor
    return Buffer.from(buffer.buffer, buffer.byteOffset + headerValueStart, headerValueEnd - headerValueStart).toString('utf8')
  }
  return null
}
