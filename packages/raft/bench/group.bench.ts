/*
 * What the core costs, one thread, nothing on disk: three members of one group that hand each other encoded batches.
 *
 *   node packages/raft/bench/group.bench.ts
 *
 * Figures are by the CPU time of the whole process. Also: a tick of many groups, awake and silent. Prints one line of JSON per case.
 */
import { createSeededRandom } from '@robustmq/common-runtime'
import { createMultiRaft, createRaftNode, MemoryRaftStorage } from '../src/index.ts'
import type { MultiRaft, RaftNode } from '../src/index.ts'
import { ManyGroups } from '../test/many-groups.ts'

const SECONDS = 3
const PAYLOAD = Buffer.alloc(100, 1)

interface Member {
  readonly node: RaftNode
  readonly storage: MemoryRaftStorage
  readonly multi: MultiRaft
  applied: number
  inputs: number
}

class Group {
  readonly members: Member[]
  readonly #wire: { readonly to: number; readonly bytes: Buffer }[] = []

  constructor() {
    const ids = [1, 2, 3]
    this.members = ids.map((id) => {
      const storage = new MemoryRaftStorage(ids)
      const node = createRaftNode({ id }, { storage, random: createSeededRandom(id) })
      const multi = createMultiRaft({ nodeId: id, incarnation: 1 }, { send: (to, bytes) => void this.#wire.push({ to, bytes }) })
      multi.add(1, node)
      return { node, storage, multi, applied: 0, inputs: 0 }
    })
    this.leader.node.campaign()
    this.settle()
  }

  get leader(): Member {
    return this.members[0] as Member
  }

  settle(): void {
    do {
      for (const member of this.members) this.#work(member)
      for (const { to, bytes } of this.#wire.splice(0)) {
        const member = this.members[to - 1] as Member
        member.multi.receive(bytes)
        member.inputs++
      }
      for (const member of this.members) this.#work(member)
    } while (this.#wire.length > 0)
  }

  #work(member: Member): void {
    const { multi, storage, node } = member
    while (multi.takeReady().length > 0) {
      const ready = node.ready()
      multi.send(1, ready.messages)
      storage.append(ready.entries)
      if (ready.hardState !== null) storage.setHardState(ready.hardState)
      multi.send(1, ready.messagesAfterPersist)
      member.applied += ready.committedEntries.length
      node.advance()
    }
    multi.flush()
  }

  compact(): void {
    for (const { storage, node } of this.members) {
      const { applied, confState } = node.status()
      storage.keepSnapshot(applied, confState, new Uint8Array(0))
      storage.compact(applied - 1000)
    }
  }
}

function measure(batch: number): void {
  const group = new Group()
  const { leader } = group
  const data = Array.from({ length: batch }, () => PAYLOAD)
  let proposals = 0
  const before = process.cpuUsage()
  const startedAt = performance.now()
  while (performance.now() - startedAt < SECONDS * 1000) {
    for (let i = 0; i < 100; i++) {
      if (leader.node.propose(data).code !== null) throw new Error('refused')
      group.settle()
      proposals += batch
    }
    if (proposals % (batch * 1000) === 0) group.compact()
  }
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  const inputs = group.members.reduce((sum, member) => sum + member.inputs, 0)
  const applied = Math.min(...group.members.map((member) => member.applied))
  if (applied < proposals) throw new Error(`${proposals} proposed, ${applied} applied`)
  print({ case: `3 members, ${batch} of 100 bytes per Ready`, proposalsPerCpuSecond: Math.round(proposals / seconds), batchesPerCpuSecond: Math.round(inputs / seconds) })
}

function measureTicks(groupCount: number, quiesceTicks: number): void {
  const cluster = new ManyGroups(3, groupCount, quiesceTicks)
  for (let i = 0; i < 100; i++) cluster.tick()
  const before = { batches: cluster.batchCount, bytes: cluster.byteCount, cpu: process.cpuUsage() }
  const ticks = 200
  for (let i = 0; i < ticks; i++) cluster.tick()
  const { user, system } = process.cpuUsage(before.cpu)
  print({
    case: `${groupCount} idle groups on 3 nodes, ${quiesceTicks > 0 ? 'silent' : 'awake'}`, awake: cluster.awake().join(),
    microsecondsPerTickAndNode: Math.round((user + system) / ticks / 3), bytesPerTickAndNode: Math.round((cluster.byteCount - before.bytes) / ticks / 3),
    batchesPerTickAndNode: (cluster.batchCount - before.batches) / ticks / 3,
  })
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

measure(1)
measure(64)
measureTicks(1000, 0)
measureTicks(1000, 15)
