// Engines that people would use instead, each in the way of its own that makes an append durable before it counts.
import { setImmediate } from 'node:timers'
import { ClassicLevel } from 'classic-level'
import { open as openLmdb } from 'lmdb'

/** As `BenchEngine` of the bench of storage-segment, which takes these engines at run time. */
interface PeerEngine {
  readonly name: string
  open(directory: string, shardCount: number, cold: boolean): Promise<{
    append(shard: number, batch: Buffer, done: (error: Error | null) => void): void
    readonly congested: boolean
    onRelief(relieved: () => void): void
    read(shard: number, bytesPerRead: number, take: (batches: Buffer) => void): Promise<void>
    syncs(): number | null
    settle(): Promise<void>
    close(): Promise<void>
  }>
}

const KEY_BYTES = 12

function keyOf(shard: number, sequence: number): Buffer {
  const key = Buffer.allocUnsafe(KEY_BYTES)
  key.writeUInt32BE(shard, 0)
  key.writeUIntBE(Math.floor(sequence / 0x1_0000_0000), 4, 4)
  key.writeUInt32BE(sequence % 0x1_0000_0000, 8)
  return key
}

async function settle(work: Promise<unknown>, done: (error: Error | null) => void): Promise<void> {
  let failure: Error | null = null
  try {
    await work
  } catch (error) {
    failure = error as Error
  }
  done(failure)
}

/** One B-tree in a memory map; puts of an event are one transaction, which is synced before they resolve. */
const lmdb: PeerEngine = {
  name: 'lmdb',
  open(directory) {
    const db = openLmdb<Buffer, Buffer>({ path: directory, encoding: 'binary', keyEncoding: 'binary', overlappingSync: false, mapSize: 8 * 1024 ** 3 })
    const sequences = new Map<number, number>()
    return Promise.resolve({
      append(shard, batch, done) {
        const sequence = sequences.get(shard) ?? 0
        sequences.set(shard, sequence + 1)
        void settle(db.put(keyOf(shard, sequence), batch), done)
      },
      congested: false,
      onRelief: () => undefined,
      read(shard, _bytesPerRead, take) {
        for (const { value } of db.getRange({ start: keyOf(shard, 0), end: keyOf(shard + 1, 0) })) take(value)
        return Promise.resolve()
      },
      syncs: () => null,
      settle: () => Promise.resolve(),
      close: () => db.close(),
    })
  },
}

/** A log-structured merge tree; what has gathered while the last batch was synced is the next one. */
const classicLevel: PeerEngine = {
  name: 'classic-level',
  async open(directory) {
    const db = new ClassicLevel<Buffer, Buffer>(directory, { keyEncoding: 'buffer', valueEncoding: 'buffer', compression: false })
    await db.open()
    const sequences = new Map<number, number>()
    let operations: { type: 'put'; key: Buffer; value: Buffer }[] = []
    let waiting: ((error: Error | null) => void)[] = []
    let scheduled = false
    let syncs = 0
    const flush = (): void => {
      const told = waiting
      const batch = operations
      waiting = []
      operations = []
      void settle(db.batch(batch, { sync: true }), (error) => {
        if (error === null) syncs++
        for (const done of told) done(error)
        scheduled = operations.length > 0
        if (scheduled) setImmediate(flush)
      })
    }
    return {
      append(shard, batch, done) {
        const sequence = sequences.get(shard) ?? 0
        sequences.set(shard, sequence + 1)
        operations.push({ type: 'put', key: keyOf(shard, sequence), value: batch })
        waiting.push(done)
        if (scheduled) return
        scheduled = true
        setImmediate(flush)
      },
      congested: false,
      onRelief: () => undefined,
      async read(shard, bytesPerRead, take) {
        const values = db.values({ gte: keyOf(shard, 0), lt: keyOf(shard + 1, 0), highWaterMarkBytes: bytesPerRead, fillCache: false })
        for (let some = await values.nextv(1000); some.length > 0; some = await values.nextv(1000)) for (const value of some) take(value)
        await values.close()
      },
      syncs: () => syncs,
      settle: () => Promise.resolve(),
      close: () => db.close(),
    }
  },
}

export const engines: readonly PeerEngine[] = [lmdb, classicLevel]
