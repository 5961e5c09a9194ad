import { createSeededRandom } from '@robustmq/common-runtime'
import { expect, it } from 'vitest'
import { PendingIndex } from '../src/index.ts'

it.each([1, 2, 3])('behaves as a sorted list, seed %d', (seed) => {
  const random = createSeededRandom(seed)
  const index = new PendingIndex()
  const model: [number, number][] = []
  const compare = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0] || a[1] - b[1]
  for (let i = 0; i < 20_000; i++) {
    const what = random.below(10)
    if (what < 7) {
      const due = seed === 1 ? i : random.below(2_000)
      index.insert(due, i, i % 5, i)
      model.push([due, i])
    } else if (what < 9) {
      model.sort(compare)
      const first = model.shift()
      expect(index.takeFirst()).toBe(first !== undefined)
      if (first !== undefined) expect([index.due, index.offset, index.tenant, index.bytes]).toEqual([...first, first[1] % 5, first[1]])
    } else if (model.length > 0) {
      const [due, offset] = model.splice(random.below(model.length), 1)[0] as [number, number]
      expect(index.take(due, offset)).toBe(true)
      expect(index.take(due, offset)).toBe(false)
    }
    if (i % 1_000 === 0) expect(index.count).toBe(model.length)
  }
  model.sort(compare)
  const walked: [number, number][] = []
  for (let at: [number, number] = [-1, -1]; index.after(...at); walked.push(at)) at = [index.due, index.offset]
  expect(walked).toEqual(model)
})

it('takes less than 64 bytes of memory per message, in whatever order they come', () => {
  const random = createSeededRandom(5)
  for (const due of [(i: number) => i, () => random.below(1 << 30), (i: number) => 1_000_000 - i]) {
    const index = new PendingIndex()
    for (let i = 0; i < 200_000; i++) index.insert(due(i), i, 1, 100)
    expect(index.memoryBytes / index.count).toBeLessThan(64)
  }
})
