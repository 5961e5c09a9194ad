import { storageError } from '@robustmq/storage-adapter'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { FRAME_META, openWal } from '@robustmq/wal'
import type { Wal, WalOptions } from '@robustmq/wal'
import { createSegmentStorage } from './segment-storage.ts'
import type { SegmentStorageDeps, SegmentStorageOptions } from './segment-storage.ts'
import { storageFailure } from './wal-failures.ts'

/** Bounds of the log; see the package `wal`. */
export type LogOptions = Pick<
  WalOptions,
  'fileBytes' | 'frameBytesMax' | 'pendingBytesMax' | 'highWaterBytes' | 'freeBytesMin' | 'sparesMax' | 'random'
>

export interface OpenSegmentStorageOptions extends SegmentStorageOptions {
  readonly wal?: LogOptions
}

export interface OpenedSegmentStorage {
  /** Closing it closes the log too. */
  readonly driver: StorageDriver
  readonly wal: Wal
  /** Resolves when all full files of the log have been moved to segments. */
  settled(): Promise<void>
  /** Resolves when retention and compaction have nothing to do for now. */
  maintained(): Promise<void>
}

/**
 * Opens a storage that has a log of its own, in `<directory>/wal`. A broker shares one log between the storage and its
 * metadata instead: it calls `createSegmentStorage` and opens the log itself.
 */
export async function openSegmentStorage(options: OpenSegmentStorageOptions, deps: SegmentStorageDeps): Promise<OpenedSegmentStorage> {
  const storage = await createSegmentStorage(options, deps)
  const { fileSystem, turns, log, onFatal } = deps
  const wal = await openWal(
    {
      ...options.wal,
      directory: `${options.directory}/wal`,
      fileSystem,
      turns,
      log: {
        onTornTail: (tail) => log.warn({ ...tail }, 'unsynced end of the log cut'),
        onQuarantine: (range) => log.error({ ...range }, 'a part of the log is damaged'),
        onLostFrame: (frame) => storage.lost(frame),
        onFatal: (error) => onFatal(storageFailure(error)),
        onDiskFull: (full) => log.warn({ full }, 'free space of the log'),
      },
    },
    (frame) => {
      if (frame.kind === FRAME_META) throw storageError('STORAGE_UNSUPPORTED', 'the log holds metadata of a broker')
      storage.replay(frame)
    },
  )
  const driver = await storage.start(wal)
  return { driver: closingBoth(driver, wal), wal, settled: () => storage.settled(), maintained: () => storage.maintained() }
}

function closingBoth(driver: StorageDriver, wal: Wal): StorageDriver {
  const close = driver.close.bind(driver)
  let closing: Promise<void> | null = null
  driver.close = () => {
    closing ??= close().then(() => wal.close())
    return closing
  }
  return driver
}
