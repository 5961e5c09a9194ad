import { groupsProto } from '@robustmq/proto-gen'
import type { ClassicGroup, RestoredGroup } from './classic-group.ts'
import { GroupMember } from './group-member.ts'
import type { CommittedOffset } from './group-offsets.ts'

/*
 * How groups and offsets are kept in the state log, a disk format:
 *
 *   key of a group    'g' | tenant u32 | id of the group, UTF-8
 *   key of an offset  'o' | tenant u32 | topic number u48 | partition u32 | id of the group, UTF-8
 *
 * Values are the messages GroupRecord and OffsetRecord.
 */

const v1 = groupsProto.kafka.v1
const GROUP = 0x67
const OFFSET = 0x6f
const GROUP_ID_AT = 5
const OFFSET_ID_AT = 15

export function groupKey(tenant: number, id: string): Buffer {
  const key = Buffer.allocUnsafe(GROUP_ID_AT + Buffer.byteLength(id))
  key[0] = GROUP
  key.writeUInt32BE(tenant, 1)
  key.write(id, GROUP_ID_AT)
  return key
}

export function offsetKey(tenant: number, id: string, topic: number, partition: number): Buffer {
  const key = Buffer.allocUnsafe(OFFSET_ID_AT + Buffer.byteLength(id))
  key[0] = OFFSET
  key.writeUInt32BE(tenant, 1)
  key.writeUIntBE(topic, 5, 6)
  key.writeUInt32BE(partition, 11)
  key.write(id, OFFSET_ID_AT)
  return key
}

export type StateKey =
  | { readonly kind: 'group'; readonly tenant: number; readonly id: string }
  | { readonly kind: 'offset'; readonly tenant: number; readonly id: string; readonly topic: number; readonly partition: number }

/** Null for a key of a later build. */
export function decodeKey(bytes: Buffer, start: number, end: number): StateKey | null {
  if (bytes[start] === GROUP && end - start > GROUP_ID_AT) {
    return { kind: 'group', tenant: bytes.readUInt32BE(start + 1), id: bytes.toString('utf8', start + GROUP_ID_AT, end) }
  }
  if (bytes[start] === OFFSET && end - start > OFFSET_ID_AT) {
    return {
      kind: 'offset',
      tenant: bytes.readUInt32BE(start + 1),
      topic: bytes.readUIntBE(start + 5, 6),
      partition: bytes.readUInt32BE(start + 11),
      id: bytes.toString('utf8', start + OFFSET_ID_AT, end),
    }
  }
  return null
}

export function encodeOffset({ offset, leaderEpoch, metadata, committedAtMs }: CommittedOffset): Uint8Array {
  return v1.OffsetRecord.encode({ offset, leaderEpoch, metadata, committedAtMs }).finish()
}

export function decodeOffset(bytes: Buffer): CommittedOffset {
  const { offset, leaderEpoch, metadata, committedAtMs } = v1.OffsetRecord.decode(bytes)
  return { offset, leaderEpoch, metadata, committedAtMs }
}

export function encodeGroup(group: ClassicGroup): Uint8Array {
  return v1.GroupRecord.encode({
    protocolType: group.protocolType ?? '',
    protocolName: group.protocolName ?? '',
    generationId: group.generationId,
    leaderId: group.leaderId,
    emptySinceMs: group.emptySinceMs,
    members: [...group.members.values()].map((member) => ({
      memberId: member.id,
      instanceId: member.instanceId ?? '',
      clientId: member.clientId,
      clientHost: member.clientHost,
      sessionTimeoutMs: member.sessionTimeoutMs,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      protocols: member.protocols.map(({ name, metadata }) => ({ name, metadata })),
      assignment: member.assignment,
    })),
  }).finish()
}

export function decodeGroup(bytes: Buffer): RestoredGroup & { readonly emptySinceMs: number } {
  const record = v1.GroupRecord.decode(bytes)
  return {
    protocolType: record.protocolType === '' ? null : record.protocolType,
    protocolName: record.protocolName === '' ? null : record.protocolName,
    generationId: record.generationId,
    leaderId: record.leaderId,
    emptySinceMs: record.emptySinceMs,
    members: record.members.map((given) => {
      const kept = v1.GroupMemberRecord.create(given)
      const member = new GroupMember(kept.memberId, kept.instanceId === '' ? null : kept.instanceId, {
        clientId: kept.clientId,
        clientHost: kept.clientHost,
        sessionTimeoutMs: kept.sessionTimeoutMs,
        rebalanceTimeoutMs: kept.rebalanceTimeoutMs,
        protocols: kept.protocols.map(({ name, metadata }) => ({ name: name ?? '', metadata: Buffer.from(metadata ?? []) })),
      })
      member.assignment = Buffer.from(kept.assignment)
      return member
    }),
  }
}
