import { buildUniformBatch, createFaultyFileSystem, createTestShard, Outcomes } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { openOn } from './segment-harness.ts'

test('who sees the congestion of a storage that was just opened is told when it ends', async () => {
  const first = createFaultyFileSystem({ seed: 1 })
  const filling = await openOn(first)
  const shard = await createTestShard(filling.driver, 1)
  const outcomes = new Outcomes()
  // More than three quarters of a file.
  for (let i = 0; i < 55; i++) shard.append(buildUniformBatch(1, 950), { completion: outcomes, token: i })
  await outcomes.reach(55)
  const disk = first.fork('nothing')
  await filling.driver.close()
  for (const name of disk.listSync('/data/wal')) if (!name.startsWith('wal-000000000001')) disk.unlinkSync(`/data/wal/${name}`)
  const held = disk.holdCompletions({ operation: 'write', path: 'fill-' })
  const { driver } = await openOn(disk)
  expect(driver.congested).toBe(true)
  const told = new Promise<void>((resolve) => driver.onRelief({ storageRelieved: resolve }))
  held.end()
  await told
  expect(driver.congested).toBe(false)
  await driver.close()
})
