import { createNullLogger } from '@robustmq/common-log'
import { createTurns, TimerWheel } from '@robustmq/common-runtime'
import type { Clock, FileSystem, Timers, Turns } from '@robustmq/common-runtime'
import type { FaultyFileSystem, StorageHarness } from '@robustmq/storage-conformance'
import { createFaultyFileSystem, testRecordFields } from '@robustmq/storage-conformance'
import type { OpenedSegmentStorage, OpenSegmentStorageOptions, SegmentStorageDeps } from '../src/index.ts'
import { openSegmentStorage } from '../src/index.ts'
import { FRAME_GROUP } from '@robustmq/wal'

export const DIRECTORY = '/data'

export const turns: Turns = createTurns((error) => {
  throw error
})

/** Small files, so that a few hundred batches fill several. */
export function openOn(
  fileSystem: FileSystem, options: Partial<OpenSegmentStorageOptions> = {}, deps: Partial<SegmentStorageDeps> = {},
): Promise<OpenedSegmentStorage> {
  return openSegmentStorage(
    { directory: DIRECTORY, ...options, wal: { fileBytes: 64 * 1024, freeBytesMin: 0, ...options.wal } },
    {
      fileSystem,
      turns,
      log: createNullLogger(),
      onFatal: (error) => {
        throw error
      },
      ...deps,
    },
  )
}

/** Closes the current file of the log and waits until everything is in segments. */
export async function settle(storage: OpenedSegmentStorage): Promise<void> {
  const { wal } = storage
  wal.seal()
  // When a frame behind it is committed, the file before has been sealed and told of.
  await new Promise<void>((resolve, reject) => {
    const header = { kind: FRAME_GROUP, group: 1, term: 0, index: 0, tenant: 0, shard: 0, baseOffset: 0 }
    wal.append(header, Buffer.alloc(0), null, true, { walCommitted: () => resolve(), walFailed: (_token, error) => reject(error) }, 0)
  })
  // A bound, since on a dead disk it never comes true.
  for (let turn = 0; wal.sealedFiles().length > 0; turn++) {
    if (turn === 1000) throw new Error('files of the log are not given back')
    await storage.settled()
    await new Promise<void>((resolve) => void setImmediate(resolve))
  }
}

interface TestTime {
  nowMs(): number
  /** Moves the clock; every timer that was asked for fires, however long it was to wait. */
  advance(ms: number): void
  /** A clock that goes on, and timers of their own for each opening. */
  deps(): { readonly clock: Clock; readonly timers: Timers; readonly fields: typeof testRecordFields }
}

export function createTestTime(): TestTime {
  let now = 1_700_000_000_000
  let wheel = new TimerWheel()
  return {
    nowMs: () => now,
    advance: (ms) => {
      now += ms
      wheel.advance(1)
    },
    deps: () => {
      const mine = (wheel = new TimerWheel())
      return {
        clock: { now: () => now, monotonic: () => now },
        timers: { schedule: (_delayMs, task) => mine.schedule(1, task), cancel: (id) => mine.cancel(id) },
        fields: testRecordFields,
      }
    },
  }
}

export async function openHarness(options: Partial<OpenSegmentStorageOptions>): Promise<StorageHarness> {
  const disk = createFaultyFileSystem({ seed: 1 })
  const time = createTestTime()
  let storage = await openOn(disk, options, time.deps())
  return {
    driver: storage.driver,
    reopen: async () => {
      await storage.driver.close()
      storage = await openOn(disk, options, time.deps())
      return storage.driver
    },
    settle: () => settle(storage),
    nowMs: time.nowMs,
    advance: async (ms) => {
      time.advance(ms)
      await storage.maintained()
    },
    dispose: () => storage.driver.close(),
  }
}

/** A slow disk with short writes; instead of being closed the storage loses power, and has what was synced. */
export async function openHarshHarness(options: Partial<OpenSegmentStorageOptions>): Promise<StorageHarness> {
  const harsh = (disk: FaultyFileSystem): FaultyFileSystem => {
    disk.shortWrites = 0.3
    disk.setLatency(1, 12)
    return disk
  }
  let disk = harsh(createFaultyFileSystem({ seed: 1 }))
  const time = createTestTime()
  let storage = await openOn(disk, options, time.deps())
  return {
    driver: storage.driver,
    reopen: async () => {
      const left = harsh(disk.fork('nothing'))
      await storage.driver.close()
      disk = left
      storage = await openOn(disk, options, time.deps())
      return storage.driver
    },
    settle: () => settle(storage),
    nowMs: time.nowMs,
    advance: async (ms) => {
      time.advance(ms)
      await storage.maintained()
    },
    dispose: () => storage.driver.close(),
  }
}
