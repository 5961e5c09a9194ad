import { expect, test } from 'vitest'
import { createVolatileMeta } from '../src/index.ts'
import { CounterMachine } from './counter-machine.ts'

test('the port without a log answers, applies in order and tells watchers', async () => {
  const meta = createVolatileMeta({ now: () => 7, monotonic: () => 7 })
  const machine = new CounterMachine()
  meta.register(machine)
  const seen: number[] = []
  const watcher = { metaApplied: (index: number) => void seen.push(index) }
  meta.watch('counter', watcher)
  const answers = await Promise.all(['a', 'b'].map((word) => meta.propose('counter', Buffer.from(word))))
  expect(answers.map((answer) => Buffer.from(answer).toString())).toEqual(['1', '2'])
  expect([machine.words, machine.times, seen]).toEqual([['1:a', '2:b'], [7, 7], [1, 2]])
  meta.unwatch('counter', watcher)
  await meta.readBarrier()
  await expect(meta.propose('other', Buffer.from('x'))).rejects.toMatchObject({ code: 'META_MACHINE_UNKNOWN' })
  expect(meta.appliedIndex).toBe(2)
})
