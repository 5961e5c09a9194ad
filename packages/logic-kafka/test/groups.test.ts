import { createApiCodec, deleteGroupsApi, describeGroupsApi, findCoordinatorApi, heartbeatApi, joinGroupApi, KafkaErrorCode, leaveGroupApi, listGroupsApi, offsetCommitApi, offsetDeleteApi, offsetFetchApi, syncGroupApi } from '@robustmq/codec-kafka'
import type { Decoded, JoinGroupRequest, JoinGroupResponse } from '@robustmq/codec-kafka'
import { describe, expect, it } from 'vitest'
import type { Client } from './client.ts'
import { createRig } from './rig.ts'
import type { Rig } from './rig.ts'

const join = createApiCodec(joinGroupApi)
const sync = createApiCodec(syncGroupApi)
const heartbeat = createApiCodec(heartbeatApi)
const leave = createApiCodec(leaveGroupApi)
const commit = createApiCodec(offsetCommitApi)
const fetchOffsets = createApiCodec(offsetFetchApi)
const deleteOffsets = createApiCodec(offsetDeleteApi)
const describeGroups = createApiCodec(describeGroupsApi)
const listGroups = createApiCodec(listGroupsApi)
const deleteGroups = createApiCodec(deleteGroupsApi)
const findCoordinator = createApiCodec(findCoordinatorApi)
const E = KafkaErrorCode

function subscription(...topics: string[]): Buffer {
  const parts = [Buffer.from([0, 1]), int32(topics.length)]
  for (const topic of topics) parts.push(Buffer.from([0, topic.length]), Buffer.from(topic))
  return Buffer.concat([...parts, int32(0)])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function joinRequest(options: Partial<JoinGroupRequest> = {}): JoinGroupRequest {
  return {
    groupId: 'g', sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 30_000, memberId: '', protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: subscription('t') }], ...options,
  }
}

/** A consumer as clients write them: joins, sends the assignment when it leads. */
class Consumer {
  readonly client: Client
  memberId = ''
  generationId = -1
  isLeader = false
  readonly rig: Rig
  readonly options: Partial<JoinGroupRequest>

  constructor(rig: Rig, options: Partial<JoinGroupRequest> = {}) {
    this.rig = rig
    this.options = options
    this.client = rig.connect()
  }

  /** Takes the id it is given; the answer to the second join comes later. */
  async begin(): Promise<void> {
    if (this.memberId === '' && this.options.groupInstanceId === undefined) {
      const first = await this.client.ask(join, 5, joinRequest(this.options))
      expect(first.errorCode).toBe(E.MEMBER_ID_REQUIRED)
      this.memberId = first.memberId
    }
    this.client.send(join, 5, joinRequest({ ...this.options, memberId: this.memberId }))
    await this.rig.settle()
  }

  joined(): Decoded<JoinGroupResponse> {
    const [answer] = this.client.take()
    const value = answer?.value as Decoded<JoinGroupResponse>
    expect(value.errorCode).toBe(E.NONE)
    this.memberId = value.memberId
    this.generationId = value.generationId
    this.isLeader = value.leader === value.memberId
    return value
  }

  async sync(assignments: { memberId: string; assignment: Buffer }[] = []): Promise<void> {
    const { generationId, memberId } = this
    const groupInstanceId = this.options.groupInstanceId ?? null
    this.client.send(sync, 3, { groupId: 'g', generationId, memberId, groupInstanceId, assignments })
    await this.rig.settle()
  }

  async beat(): Promise<number> {
    const { generationId, memberId } = this
    const groupInstanceId = this.options.groupInstanceId ?? null
    return (await this.client.ask(heartbeat, 3, { groupId: 'g', generationId, memberId, groupInstanceId })).errorCode
  }

  async commit(offset: number, topic = 't'): Promise<number | undefined> {
    const { generationId: generationIdOrMemberEpoch, memberId } = this
    const partitions = [{ partitionIndex: 0, committedOffset: offset, committedMetadata: 'note' }]
    const answer = await this.client.ask(commit, 7, {
      groupId: 'g', generationIdOrMemberEpoch, memberId, groupInstanceId: this.options.groupInstanceId ?? null, topics: [{ name: topic, partitions }],
    })
    return answer.topics[0]?.partitions[0]?.errorCode
  }
}

async function offsetOf(client: Client, topic = 't'): Promise<{ offset: number | undefined; metadata: string | null | undefined }> {
  const answer = await client.ask(fetchOffsets, 7, { groupId: 'g', topics: [{ name: topic, partitionIndexes: [0] }], requireStable: false })
  const partition = answer.topics?.[0]?.partitions[0]
  return { offset: partition?.committedOffset, metadata: partition?.metadata }
}

/** A stable group of these consumers. */
async function stable(rig: Rig, consumers: readonly Consumer[]): Promise<void> {
  for (const consumer of consumers) await consumer.begin()
  await rig.advance(200)
  for (const consumer of consumers) consumer.joined()
  const assignments = consumers.map(({ memberId }, i) => ({ memberId, assignment: Buffer.from(`part ${i}`) }))
  for (const consumer of consumers) await consumer.sync(consumer.isLeader ? assignments : [])
  for (const [i, consumer] of consumers.entries()) {
    const [answer] = consumer.client.take()
    expect(answer?.value).toMatchObject({ errorCode: E.NONE, assignment: Buffer.from(`part ${i}`) })
  }
}

describe('a classic group', () => {
  it('has one leader, who sees every member, and hands each its part', async () => {
    const rig = createRig()
    const [a, b] = [new Consumer(rig), new Consumer(rig)]
    await a.begin()
    await b.begin()
    await rig.advance(200)
    const answers = [a.joined(), b.joined()]
    expect(answers.map(({ members }) => members.length).sort((x, y) => x - y)).toEqual([0, 2])
    expect(new Set(answers.map(({ leader }) => leader)).size).toBe(1)
    expect(answers[0]?.protocolName).toBe('range')
    const follower = a.isLeader ? b : a
    const leader = a.isLeader ? a : b
    await follower.sync()
    expect(follower.client.take()).toEqual([])
    await leader.sync([{ memberId: follower.memberId, assignment: Buffer.from('all') }])
    expect(follower.client.take()[0]?.value).toMatchObject({ errorCode: E.NONE, assignment: Buffer.from('all') })
    expect(leader.client.take()[0]?.value).toMatchObject({ errorCode: E.NONE, assignment: Buffer.alloc(0) })
    expect(await a.beat()).toBe(E.NONE)
  })

  it('rebalances when a member comes: the others hear of it by their heartbeats, and a new generation begins when all have joined', async () => {
    const rig = createRig()
    const a = new Consumer(rig)
    await stable(rig, [a])
    const b = new Consumer(rig)
    await b.begin()
    expect(b.client.take()).toEqual([])
    expect(await a.beat()).toBe(E.REBALANCE_IN_PROGRESS)
    await a.begin()
    expect(a.joined().generationId).toBe(2)
    expect(b.joined().generationId).toBe(2)
    // The generation before is over.
    a.generationId = 1
    expect(await a.beat()).toBe(E.ILLEGAL_GENERATION)
  })

  it('a member that is silent for its session is gone, and the rest is told', async () => {
    const rig = createRig()
    const [a, b] = [new Consumer(rig), new Consumer(rig)]
    await stable(rig, [a, b])
    await rig.advance(6000)
    expect(await a.beat()).toBe(E.NONE)
    await rig.advance(6000)
    expect(await a.beat()).toBe(E.REBALANCE_IN_PROGRESS)
    expect(await b.beat()).toBe(E.UNKNOWN_MEMBER_ID)
  })

  it('does not wait longer than the rebalance timeout for members that do not come', async () => {
    const rig = createRig()
    const [a, b] = [new Consumer(rig, { sessionTimeoutMs: 60_000 }), new Consumer(rig, { sessionTimeoutMs: 60_000 })]
    await stable(rig, [a, b])
    const c = new Consumer(rig, { sessionTimeoutMs: 60_000 })
    await c.begin()
    await a.begin()
    await rig.advance(29_000)
    expect(c.client.take()).toEqual([])
    await rig.advance(2000)
    expect(c.joined().generationId).toBe(2)
    a.joined()
    expect(await b.beat()).toBe(E.UNKNOWN_MEMBER_ID)
  })

  it('gives a place of its own to a static member that comes back: nobody is disturbed, and the one before is fenced', async () => {
    const rig = createRig()
    const [a, b] = [new Consumer(rig, { groupInstanceId: 'one' }), new Consumer(rig, { groupInstanceId: 'two' })]
    await stable(rig, [a, b])
    const again = new Consumer(rig, { groupInstanceId: 'one' })
    await again.begin()
    expect(again.joined().generationId).toBe(1)
    await again.sync()
    expect(again.client.take()[0]?.value).toMatchObject({ errorCode: E.NONE, assignment: Buffer.from('part 0') })
    expect(await b.beat()).toBe(E.NONE)
    expect(await a.beat()).toBe(E.FENCED_INSTANCE_ID)
  })

  it('refuses what does not fit: another kind of group, no common protocol, a session too short, an empty id, too many members', async () => {
    const rig = createRig({ config: { group_members_max: 2 } })
    await stable(rig, [new Consumer(rig)])
    const client = rig.connect()
    const codeOf = async (options: Partial<JoinGroupRequest>): Promise<number> => (await client.ask(join, 5, joinRequest(options))).errorCode
    expect(await codeOf({ protocolType: 'connect' })).toBe(E.INCONSISTENT_GROUP_PROTOCOL)
    expect(await codeOf({ protocols: [{ name: 'sticky', metadata: Buffer.alloc(0) }] })).toBe(E.INCONSISTENT_GROUP_PROTOCOL)
    expect(await codeOf({ protocols: [] })).toBe(E.INCONSISTENT_GROUP_PROTOCOL)
    expect(await codeOf({ sessionTimeoutMs: 1 })).toBe(E.INVALID_SESSION_TIMEOUT)
    expect(await codeOf({ groupId: '' })).toBe(E.INVALID_GROUP_ID)
    expect(await codeOf({ memberId: 'nobody' })).toBe(E.UNKNOWN_MEMBER_ID)
    expect(await codeOf({})).toBe(E.MEMBER_ID_REQUIRED)
    expect(await codeOf({})).toBe(E.GROUP_MAX_SIZE_REACHED)
  })

  it('chooses the protocol that most members like best, of those that all know', async () => {
    const rig = createRig()
    const named = (...names: string[]): Partial<JoinGroupRequest> => ({ protocols: names.map((name) => ({ name, metadata: subscription('t') })) })
    const consumers = [new Consumer(rig, named('a', 'b', 'c')), new Consumer(rig, named('c', 'b')), new Consumer(rig, named('c', 'b', 'a'))]
    for (const consumer of consumers) await consumer.begin()
    await rig.advance(200)
    expect(consumers.map((consumer) => consumer.joined().protocolName)).toEqual(['c', 'c', 'c'])
  })

  it('lets old clients join at once, and members leave by lists or alone', async () => {
    const rig = createRig()
    const client = rig.connect()
    client.send(join, 0, joinRequest())
    await rig.settle()
    await rig.advance(200)
    const [answer] = client.take()
    const joined = answer?.value as Decoded<JoinGroupResponse>
    const { memberId, generationId } = joined
    expect(generationId).toBe(1)
    expect((await client.ask(leave, 3, { groupId: 'g', members: [{ memberId, groupInstanceId: null }, { memberId: 'x', groupInstanceId: null }] })).members)
      .toMatchObject([{ errorCode: E.NONE }, { errorCode: E.UNKNOWN_MEMBER_ID }])
    expect((await client.ask(leave, 1, { groupId: 'g', memberId })).errorCode).toBe(E.UNKNOWN_MEMBER_ID)
    expect(await client.ask(describeGroups, 5, { groups: ['g'] })).toMatchObject({ groups: [{ groupState: 'Empty', members: [] }] })
  })
})

describe('offsets', () => {
  it('come back as they were committed, with their text, also after a restart', async () => {
    const rig = createRig()
    const a = new Consumer(rig)
    await a.client.create('t')
    await stable(rig, [a])
    expect(await a.commit(41)).toBe(E.NONE)
    expect(await a.commit(42)).toBe(E.NONE)
    expect(await offsetOf(a.client)).toEqual({ offset: 42, metadata: 'note' })
    const after = rig.connect(rig.restart())
    await rig.settle()
    expect(await offsetOf(after)).toEqual({ offset: 42, metadata: 'note' })
    // The members too: a restart of the broker is no reason to rebalance.
    const beat = await after.ask(heartbeat, 3, { groupId: 'g', generationId: a.generationId, memberId: a.memberId })
    expect(beat.errorCode).toBe(E.NONE)
  })

  it('are refused from strangers and from generations that are over', async () => {
    const rig = createRig()
    const a = new Consumer(rig)
    await a.client.create('t')
    await stable(rig, [a])
    const stranger = new Consumer(rig)
    expect(await stranger.commit(1)).toBe(E.UNKNOWN_MEMBER_ID)
    a.generationId = 7
    expect(await a.commit(1)).toBe(E.ILLEGAL_GENERATION)
    a.generationId = 1
    expect(await a.commit(1, 'nowhere')).toBe(E.UNKNOWN_TOPIC_OR_PARTITION)
    expect(await offsetOf(a.client)).toEqual({ offset: -1, metadata: '' })
  })

  it('may be kept by a client that assigns itself, while nobody is in the group', async () => {
    const rig = createRig()
    const alone = new Consumer(rig)
    await alone.client.create('t')
    expect(await alone.commit(5)).toBe(E.NONE)
    expect((await offsetOf(alone.client)).offset).toBe(5)
    await stable(rig, [new Consumer(rig)])
    expect(await alone.commit(6)).toBe(E.UNKNOWN_MEMBER_ID)
  })

  it('go with their topic, with their group, and one by one', async () => {
    const rig = createRig()
    const alone = new Consumer(rig)
    const { client } = alone
    for (const topic of ['t', 'u', 'v']) {
      await client.create(topic)
      expect(await alone.commit(9, topic)).toBe(E.NONE)
    }
    await rig.topics.delete(1, 'u')
    await rig.settle()
    await client.create('u')
    expect((await offsetOf(client, 'u')).offset).toBe(-1)
    const removed = await client.ask(deleteOffsets, 0, { groupId: 'g', topics: [{ name: 'v', partitions: [{ partitionIndex: 0 }] }] })
    expect(removed).toMatchObject({ errorCode: E.NONE, topics: [{ partitions: [{ errorCode: E.NONE }] }] })
    expect((await offsetOf(client, 'v')).offset).toBe(-1)
    expect((await client.ask(listGroups, 4, { statesFilter: ['empty'] })).groups.map(({ groupId }) => groupId)).toEqual(['g'])
    expect(await client.ask(deleteGroups, 1, { groupsNames: ['g', 'h'] }))
      .toMatchObject({ results: [{ groupId: 'g', errorCode: E.NONE }, { groupId: 'h', errorCode: E.GROUP_ID_NOT_FOUND }] })
    const after = rig.connect(rig.restart())
    await rig.settle()
    expect((await offsetOf(after)).offset).toBe(-1)
    expect((await after.ask(listGroups, 4, {})).groups).toEqual([])
  })

  it('of a group that has been empty for too long are forgotten', async () => {
    const rig = createRig({ config: { offsets_retention_ms: 3_600_000 } })
    const alone = new Consumer(rig)
    await alone.client.create('t')
    await alone.commit(5)
    await rig.advance(3_000_000)
    expect((await offsetOf(alone.client)).offset).toBe(5)
    await rig.advance(1_900_000)
    expect((await offsetOf(alone.client)).offset).toBe(-1)
  })

  it('of every partition are told when no topic is named', async () => {
    const rig = createRig()
    const alone = new Consumer(rig)
    for (const topic of ['t', 'u']) {
      await alone.client.create(topic)
      await alone.commit(3, topic)
    }
    const answer = await alone.client.ask(fetchOffsets, 8, { groups: [{ groupId: 'g', topics: null }] })
    expect(answer.groups?.[0]?.topics.map(({ name }) => name)).toEqual(['t', 'u'])
  })
})

it('the coordinator is this node, asked for alone or in lists', async () => {
  const client = createRig().connect()
  expect(await client.ask(findCoordinator, 2, { key: 'g', keyType: 0 })).toMatchObject({ errorCode: E.NONE, nodeId: 1 })
  expect(await client.ask(findCoordinator, 4, { keyType: 0, coordinatorKeys: ['g', ''] }))
    .toMatchObject({ coordinators: [{ key: 'g', errorCode: E.NONE, nodeId: 1 }, { key: '', errorCode: E.INVALID_GROUP_ID }] })
})

it('a broker that stops sends waiting members elsewhere', async () => {
  const rig = createRig()
  const a = new Consumer(rig)
  await a.begin()
  void rig.protocol.drain(1000)
  await rig.settle()
  expect(a.client.take()[0]?.value).toMatchObject({ errorCode: E.NOT_COORDINATOR })
})
