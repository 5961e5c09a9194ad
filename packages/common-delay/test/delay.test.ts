import { TICKET_COMMITTED, TICKET_FAILED } from '@robustmq/broker-api'
import { createSeededRandom } from '@robustmq/common-runtime'
import { encodeHeaders } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { Shard, StorageDriver } from '@robustmq/storage-adapter'
import { describe, expect, it } from 'vitest'
import { DELAY_SHARD_BASE } from '../src/index.ts'
import { Node, runOf, settled, SLASH } from './node.ts'

const YEAR_MS = 365 * 24 * 3600 * 1000

describe('a delayed message', () => {
  it('is acknowledged when it is durable, and delivered at its time, not before', async () => {
    const node = await Node.start()
    const ticket = await node.publish('a/b', 5_000, ['x', 'y'])
    expect(ticket.state).toBe(TICKET_COMMITTED)
    expect(node.delay.count(1)).toBe(2)
    await node.advance(4_990)
    expect(await node.stored('a.b')).toEqual([])
    await node.advance(20)
    expect(await node.stored('a.b')).toEqual(['x', 'y'])
    expect(node.delay.count(1)).toBe(0)
  })

  it('goes at once when its time has passed', async () => {
    const node = await Node.start()
    await node.publish('a', -1_000, ['late'])
    expect(await node.stored('a')).toEqual(['late'])
  })

  it('keeps key, headers and delivery class, and reaches live subscriptions under the object of its format', async () => {
    const node = await Node.start()
    const seen: string[] = []
    const listen = (): void => void node.publisher.addIndex({
      match: ({ format }) => ({
        deliver: (run) => void seen.push(
          `${format === SLASH} ${run.deliveryClass} ${run.buffer.toString('utf8', run.keyStart?.[0], run.keyEnd?.[0])} `
          + `${run.headerBuffer?.toString('latin1', run.headersStart?.[0], run.headersEnd?.[0]).includes('colour')}`),
      }),
    })
    const headers = encodeHeaders([['colour', Buffer.from('red')]])
    await node.publish('a', 1_000, ['key', 'payload'], {
      count: 1, payloadStart: Int32Array.of(3), payloadEnd: Int32Array.of(10), keyStart: Int32Array.of(0), keyEnd: Int32Array.of(3),
      headerBuffer: headers, headersStart: Int32Array.of(0), headersEnd: Int32Array.of(headers.length),
    })
    await node.restart()
    listen()
    await node.advance(1_010)
    expect(seen).toEqual(['true 1 key true'])
    expect(await node.stored('a')).toEqual(['payload'])
  })

  it('waits for years, over restarts', async () => {
    const node = await Node.start()
    await node.publish('far', 20 * YEAR_MS, ['future'])
    await node.publish('near', 1_000, ['soon'])
    await node.restart()
    expect(node.delay.count(1)).toBe(2)
    await node.advance(2_000)
    await node.restart()
    expect(await node.stored('near')).toEqual(['soon'])
    expect(node.delay.list(1, null, 10).messages.map(({ dueAtMs }) => Math.round((dueAtMs - node.time.now()) / YEAR_MS))).toEqual([20])
  })

  it('is delivered once and in the order of times, among equal times in the order of arrival, whenever the node restarts', async () => {
    const seed = 11
    const random = createSeededRandom(seed)
    const node = await Node.start()
    const expected: { readonly due: number; readonly text: string }[] = []
    for (let round = 0; round < 30; round++) {
      const texts = Array.from({ length: 1 + random.below(5) }, (_, i) => `${round}.${i};`)
      const delayMs = 100 * (1 + random.below(20))
      for (const text of texts) expected.push({ due: node.time.now() + delayMs, text })
      await node.publish('t', delayMs, texts)
      if (random.below(4) === 0) await node.advance(100)
      if (random.below(5) === 0) await node.restart()
      if (random.below(5) === 0) node.states.sweep(node.topics.byName(1, 't')?.partitions[0]?.group ?? 0)
    }
    await node.time.settle()
    for (let i = 0; i < 30; i++) {
      await node.advance(100)
      if (random.below(3) === 0) await node.restart()
    }
    const inOrder = expected.map((one, i) => ({ ...one, i })).sort((a, b) => a.due - b.due || a.i - b.i).map(({ text }) => text)
    expect(await node.stored('t'), `seed ${seed}`).toEqual(inOrder)
    expect(node.delay.count(1)).toBe(0)
  })

  it('is stored in one write with the removal of its state when its target is in the same group', async () => {
    const appends: string[] = []
    const node = await Node.start({}, (driver) => watching(driver, (shard, companions) => void appends.push(`${shard.spec.shard} ${companions}`)))
    await node.publish('t', 1_000, ['x'])
    const shard = node.topics.byName(1, 't')?.partitions[0]
    appends.length = 0
    await node.advance(1_010)
    expect(appends).toEqual([`${shard?.shard} ${2 ** 47 + (shard?.group ?? 0)}`])
  })

  it('is not delivered past its own end of life', async () => {
    const node = await Node.start()
    const headers = encodeHeaders([['rmq.expires-at', Buffer.from(String(node.time.now() + 500))]])
    await node.publish('t', 1_000, ['x'], { headerBuffer: headers, headersStart: Int32Array.of(0), headersEnd: Int32Array.of(headers.length) })
    await node.advance(1_010)
    expect(await node.stored('t')).toEqual([])
    expect(node.delay.count(1)).toBe(0)
  })

  it('that the storage refuses at its time is tried again, and nothing is lost', async () => {
    let refuse = false
    const node = await Node.start({}, (driver) => refusing(driver, () => refuse))
    await node.publish('t', 1_000, ['a', 'b'])
    refuse = true
    await node.advance(1_500)
    expect(await node.stored('t')).toEqual([])
    expect(node.delay.count(1)).toBe(2)
    await node.advance(3_000)
    refuse = false
    await node.advance(1_500)
    expect(await node.stored('t')).toEqual(['a', 'b'])
    await node.restart()
    await node.advance(2_000)
    expect(await node.stored('t')).toEqual(['a', 'b'])
  })

  it('that cannot be stored is refused, and is not delivered', async () => {
    let refuse = false
    const node = await Node.start({}, (driver) => refusing(driver, () => refuse))
    await node.target('t')
    refuse = true
    const ticket = await node.publish('t', 1_000, ['a'])
    expect(ticket).toMatchObject({ state: TICKET_FAILED, error: { code: 'STORAGE_DISK_FULL' } })
    refuse = false
    await node.advance(2_000)
    expect(await node.stored('t')).toEqual([])
    expect(node.delay.count(1)).toBe(0)
  })
})

describe('cancel and list', () => {
  it('cancels by id, durably, only for its own tenant, and not what has gone', async () => {
    const node = await Node.start()
    const ticket = await node.publish('t', 1_000, ['a', 'b', 'c'])
    const [, b] = node.delay.list(1, null, 10).messages
    expect(node.delay.idOf(ticket, 1)).toBe(b?.id)
    const cancel = async (tenant: number, id: string): Promise<boolean> => {
      const done = node.delay.cancel(tenant, id)
      await node.time.settle()
      return done
    }
    expect(await cancel(2, b?.id ?? '')).toBe(false)
    expect(await cancel(1, b?.id ?? '')).toBe(true)
    expect(await cancel(1, b?.id ?? '')).toBe(false)
    expect(await cancel(1, 'nonsense')).toBe(false)
    await node.restart()
    expect(node.delay.count(1)).toBe(2)
    await node.advance(1_010)
    expect(await node.stored('t')).toEqual(['a', 'c'])
    expect(await cancel(1, node.delay.idOf(ticket, 0))).toBe(false)
  })

  it('lists in order of time over all groups, a page at a time', async () => {
    const node = await Node.start()
    for (let i = 0; i < 40; i++) await node.publish(`t${i % 7}`, 10_000 + ((i * 7) % 13) * 100, [`m${i}`])
    const all = node.delay.list(1, null, 100)
    expect(all.next).toBeNull()
    const dues = all.messages.map(({ dueAtMs }) => dueAtMs)
    expect(dues).toEqual([...dues].sort((a, b) => a - b))
    expect(new Set(all.messages.map(({ id }) => id)).size).toBe(40)
    const paged: string[] = []
    for (let after: string | null = null; ; ) {
      const { messages, next } = node.delay.list(1, after, 6)
      paged.push(...messages.map(({ id }) => id))
      if (next === null) break
      after = next
    }
    expect(paged).toEqual(all.messages.map(({ id }) => id))
    expect(node.delay.list(2, null, 100).messages).toEqual([])
  })
})

describe('bounds', () => {
  it('refuses above the number and the bytes of a tenant, and takes again when there is room', async () => {
    const node = await Node.start({ tenantCountMax: 3, tenantBytesMax: 2_000 })
    expect((await node.publish('t', 1_000, ['a', 'b'])).state).toBe(TICKET_COMMITTED)
    expect(await node.publish('t', 1_000, ['c', 'd'])).toMatchObject({ state: TICKET_FAILED, error: { code: 'DELAY_LIMIT', retry: 'later' } })
    expect((await node.publish('t', 1_000, ['c'])).state).toBe(TICKET_COMMITTED)
    await node.advance(1_010)
    expect(await node.publish('t', 1_000, ['x'.repeat(3_000)])).toMatchObject({ error: { code: 'DELAY_LIMIT' } })
    expect((await node.publish('t', 1_000, ['e', 'f', 'g'])).state).toBe(TICKET_COMMITTED)
  })

  it('refuses a time that is none and a message that fits nowhere', async () => {
    const node = await Node.start()
    const target = await node.target('t')
    expect(node.delay.publish(target, runOf(['x']), Number.NaN, false)).toMatchObject({ error: { code: 'DELAY_INVALID' } })
    expect(node.delay.publish(target, runOf(['x'.repeat(17 << 20)]), 0, false)).toMatchObject({ error: { code: 'STORAGE_BATCH_TOO_LARGE' } })
  })

  it('space of delivered messages is given back', async () => {
    const node = await Node.start()
    const group = (await node.target('t')).topic?.partitions[0]?.group ?? 0
    for (let i = 0; i < 100; i++) await settled(await node.publish('t', 1_000, Array.from({ length: 100 }, () => 'x')))
    await node.publish('t', YEAR_MS, ['far'])
    const shard = node.driver.shard(DELAY_SHARD_BASE + group) as Shard
    expect(shard.logStartOffset).toBe(0)
    await node.advance(2_000)
    expect(await node.stored('t')).toHaveLength(10_000)
    expect(shard.logStartOffset).toBeGreaterThan(8_000)
  })
})

function wrapShard(shard: Shard, append: Shard['append']): Shard {
  return new Proxy(shard, {
    get: (of, name) => {
      if (name === 'append') return append
      const value = Reflect.get(of, name, of) as unknown
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(of) : value
    },
  })
}

function wrapDriver(driver: StorageDriver, wrap: (shard: Shard) => Shard): StorageDriver {
  const wrapped = new Map<Shard, Shard>()
  const of = (shard: Shard): Shard => {
    let known = wrapped.get(shard)
    if (known === undefined) wrapped.set(shard, (known = wrap(shard)))
    return known
  }
  return new Proxy(driver, {
    get: (real, name) => {
      if (name === 'shard') return (id: number) => { const found = real.shard(id); return found === null ? null : of(found) }
      if (name === 'createShard') return (spec: Parameters<StorageDriver['createShard']>[0]) => real.createShard(spec).then(of)
      const value = Reflect.get(real, name, real) as unknown
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(real) : value
    },
  })
}

function unwrapped(driver: StorageDriver, options: Parameters<Shard['append']>[1]): Parameters<Shard['append']>[1] {
  const companions = options.companions?.map(({ shard, batch }) => ({ shard: driver.shard(shard.spec.shard) as Shard, batch }))
  return companions === undefined ? options : { ...options, companions }
}

function watching(driver: StorageDriver, told: (shard: Shard, companions: string) => void): StorageDriver {
  return wrapDriver(driver, (shard) => wrapShard(shard, (batch, options) => {
    told(shard, (options.companions ?? []).map((companion) => companion.shard.spec.shard).join(' '))
    shard.append(batch, unwrapped(driver, options))
  }))
}

function refusing(driver: StorageDriver, refuses: () => boolean): StorageDriver {
  return wrapDriver(driver, (shard) => wrapShard(shard, (batch, options) => {
    if (!refuses()) shard.append(batch, unwrapped(driver, options))
    else void Promise.resolve().then(() => options.completion?.appendFailed(options.token, storageError('STORAGE_DISK_FULL', 'no space')))
  }))
}
