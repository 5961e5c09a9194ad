import type { AddressFormat, PublishTarget } from '@robustmq/broker-api'

/*
 * What travels on the channel of interest, one-way. A wire format within the wire version of the link: numbers are little-endian.
 *   1 INTEREST  u8 op, u8 flags (1: what was known of this node before is over), then per filter: u8 came (1) or went (0), u16 length, text
 *   2 PUBLISH   u8 op, u8 flags (1: reserved header names are honoured, 2: retained), u32 tenant,
 *               u8 length, label, u8 length, separator, u16 length, native name, then one record batch: deliveries class in its records
 *   3 ASK       u8 op: a node that has just begun to listen wants to be told everything
 */
export const OP_INTEREST = 1
export const OP_PUBLISH = 2
export const OP_ASK = 3
export const FLAG_ANEW = 1
export const FLAG_TRUSTED = 1
export const FLAG_RETAINED = 2

export function encodeInterest(anew: boolean, changes: readonly { readonly came: boolean; readonly key: string }[]): Buffer {
  const texts = changes.map(({ key }) => Buffer.from(key))
  const out = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 3 + text.length, 2))
  out[0] = OP_INTEREST
  out[1] = anew ? FLAG_ANEW : 0
  let at = 2
  texts.forEach((text, i) => {
    out[at] = changes[i]?.came === true ? 1 : 0
    out.writeUInt16LE(text.length, at + 1)
    at += 3 + text.copy(out, at + 3)
  })
  return out
}

/** Calls `each` for every filter; stops where the message does not go on as it should. */
export function decodeInterest(message: Buffer, each: (came: boolean, key: string) => void): void {
  for (let at = 2; at + 3 <= message.length; ) {
    const end = at + 3 + message.readUInt16LE(at + 1)
    if (end > message.length) return
    each(message[at] === 1, message.toString('utf8', at + 3, end))
    at = end
  }
}

/** The part of a PUBLISH before the batch; flags are set for each message. */
export function encodePublishHead(target: PublishTarget): Buffer {
  const label = Buffer.from(target.format.label)
  const separator = Buffer.from(target.format.separator)
  const name = Buffer.from(target.nativeName)
  const out = Buffer.allocUnsafe(10 + label.length + separator.length + name.length)
  out[0] = OP_PUBLISH
  out[1] = 0
  out.writeUInt32LE(target.tenant, 2)
  out[6] = label.length
  let at = 7 + label.copy(out, 7)
  out[at] = separator.length
  at += 1 + separator.copy(out, at + 1)
  out.writeUInt16LE(name.length, at)
  name.copy(out, at + 2)
  return out
}

export interface PublishHead {
  readonly flags: number
  readonly tenant: number
  readonly format: AddressFormat
  readonly nativeName: string
  /** Where the batch begins. */
  readonly batchStart: number
}

/** Null when the message is not as it should be. */
export function decodePublishHead(message: Buffer, formatOf: (label: string, separator: string) => AddressFormat): PublishHead | null {
  const labelEnd = 7 + (message[6] ?? 0)
  const separatorEnd = labelEnd + 1 + (message[labelEnd] ?? 0)
  if (separatorEnd + 2 > message.length) return null
  const batchStart = separatorEnd + 2 + message.readUInt16LE(separatorEnd)
  if (batchStart >= message.length) return null
  return {
    flags: message[1] as number,
    tenant: message.readUInt32LE(2),
    format: formatOf(message.toString('utf8', 7, labelEnd), message.toString('utf8', labelEnd + 1, separatorEnd)),
    nativeName: message.toString('utf8', separatorEnd + 2, batchStart),
    batchStart,
  }
}
