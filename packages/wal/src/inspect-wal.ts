import { errorCode } from '@robustmq/common-errors'
import type { FileSystem } from '@robustmq/common-runtime'
import { openFiles } from './log-files.ts'
import type { TornTail } from './recovery.ts'
import { Recovery } from './recovery.ts'
import type { QuarantinedRange, RecoveredFrame, WalPosition } from './wal.ts'

export interface InspectedWalFile {
  readonly file: number
  readonly path: string
  readonly bytes: number
  /** Of frames that are whole, marks of the log itself not counted. */
  readonly frames: number
  /** False: neither copy of its header can be read, so nothing in it can. */
  readonly readable: boolean
}

/** What recovery would find in a log, without changing anything. */
export interface WalInspection {
  readonly files: readonly InspectedWalFile[]
  readonly frames: number
  /** What a crash leaves; nothing was acknowledged of it. */
  readonly tornTail: TornTail | null
  /** Synced bytes that are damaged. */
  readonly quarantined: readonly QuarantinedRange[]
  /** Position after the last frame; 0 for an empty log. */
  readonly endPosition: WalPosition
  /** Set when the log cannot be opened at all: from this file on. */
  readonly unreadable: { readonly file: number; readonly message: string } | null
}

/**
 * Reads a whole log that no process uses and verifies every frame, as recovery does. `visit` is called for every intact frame in order.
 * @throws BrokerError WAL_FORMAT_UNKNOWN; errors of the filesystem
 */
export function inspectWal(options: { readonly directory: string; readonly fileSystem: FileSystem }, visit: (frame: RecoveredFrame) => void): WalInspection {
  const { directory, fileSystem } = options
  const files = openFiles(fileSystem, directory, fileSystem.listSync(directory), 'read')
  try {
    const counts = new Map<number, number>()
    let frames = 0
    let tornTail: TornTail | null = null
    const recovery = new Recovery(files, (frame) => {
      frames++
      counts.set(frame.file, (counts.get(frame.file) ?? 0) + 1)
      visit(frame)
    }, { onTornTail: (tail) => (tornTail = tail), onQuarantine: () => undefined })
    let endPosition = 0
    let unreadable: WalInspection['unreadable'] = null
    try {
      if (files.length > 0) endPosition = recovery.run().position
    } catch (error) {
      if (errorCode(error) !== 'WAL_CORRUPT') throw error
      unreadable = { file: (files.at(-1) as (typeof files)[number]).number, message: (error as Error).message }
    }
    return {
      files: files.map(({ number, path, bytes, salt }) => ({ file: number, path, bytes, frames: counts.get(number) ?? 0, readable: !Number.isNaN(salt) })),
      frames, tornTail, quarantined: recovery.quarantined, endPosition, unreadable,
    }
  } finally {
    for (const file of files) file.handle.closeSync()
  }
}
