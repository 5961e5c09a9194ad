import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import type { RecoveredFrame } from '../src/index.ts'
import { appendAll, DIRECTORY, header, open } from './wal-harness.ts'

const FILE_1 = `${DIRECTORY}/wal-000000000001.log`

test('damage to a body leaves whose it was; damage to a header leaves that something is missing', async () => {
  const disk = createFaultyFileSystem({ seed: 5 })
  const { wal } = await open(disk)
  await appendAll(wal, 0, 20, 200)
  await wal.close()
  const whole = await open(disk)
  const frame = whole.found[7]?.frame as RecoveredFrame
  await whole.wal.close()
  for (const [byte, isKnown] of [[0, true], [199, true], [-64 + 52, false], [-64 + 28, false]] as const) {
    const image = disk.crash('everything')
    image.flip(FILE_1, frame.bodyPosition + byte, 2)
    const lost: RecoveredFrame[] = []
    const { quarantined, found, wal: opened } = await open(image, { log: { onLostFrame: (told) => lost.push({ ...told, body: Buffer.from(told.body) }) } })
    expect(found.length, `byte ${byte}`).toBe(19)
    expect(opened.quarantined.length + quarantined.length, `byte ${byte}`).toBeGreaterThan(0)
    expect(lost.length, `byte ${byte}`).toBe(isKnown ? 1 : 0)
    if (isKnown) expect(lost[0]).toMatchObject({ ...header(7), position: frame.position, file: 1, bodyPosition: frame.bodyPosition, bodyBytes: 200 })
    await opened.close()
  }
})

test('opening a long log gives the event loop its turn in between', async () => {
  const disk = createFaultyFileSystem({ seed: 6 })
  const large = { fileBytes: 16 * 1024 * 1024 }
  const { wal } = await open(disk, large)
  await appendAll(wal, 0, 14, 1024 * 1024)
  await wal.close()
  let others = 0
  let isOpen = false
  const other = (): void => {
    others++
    if (!isOpen) setImmediate(other)
  }
  setImmediate(other)
  const { wal: again, found } = await open(disk, large)
  isOpen = true
  expect(found.length).toBe(14)
  expect(others).toBeGreaterThanOrEqual(2)
  await again.close()
})
