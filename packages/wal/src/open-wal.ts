import { dirname } from 'node:path'
import { systemRandom, TURN_PERSIST } from '@robustmq/common-runtime'
import type { Turns } from '@robustmq/common-runtime'
import { walError } from './errors.ts'
import { FilePool } from './file-pool.ts'
import { FRAME_HEADER_BYTES } from './frame.ts'
import { Batch, BlockPool } from './gather.ts'
import type { RecoveryEnd } from './recovery.ts'
import { Recovery } from './recovery.ts'
import { SpaceGuard } from './space-guard.ts'
import type { RecoveredFrame, Wal, WalPosition } from './wal.ts'
import type { WalFile } from './wal-file.ts'
import { FILE_HEAD_BYTES } from './wal-file.ts'
import { openFiles } from './log-files.ts'
import type { WalOptions } from './wal-options.ts'
import { checkOptions } from './wal-options.ts'
import { markHeader, WalWriter } from './writer.ts'

/**
 * Positions jump by this at every opening, so that no frame of the last life that recovery did not see (it was not synced)
 * shares its position with a new one. More than the frames that can be written and not synced: one file of 1 GiB.
 */
const POSITION_JUMP = 2 ** 24

/**
 * Opens the log in `options.directory`, handing every frame that is on disk to `replay`, in order, one at a time.
 * Throws `WAL_FORMAT_UNKNOWN` for files of another format, `WAL_CORRUPT` when nothing can be read, and the error of the
 * filesystem; damage that can be read around is in `quarantined` of the log and told to `options.log`.
 */
export async function openWal(options: WalOptions, replay: (frame: RecoveredFrame) => void): Promise<Wal> {
  const settings = checkOptions(options)
  const { directory, fileSystem } = options
  const log = options.log ?? {}
  fileSystem.makeDirectorySync(directory)
  fileSystem.syncDirectorySync(dirname(directory))
  let writer: WalWriter | null = null
  const pool = new FilePool({
    directory,
    fileSystem,
    random: options.random ?? systemRandom,
    fileBytes: settings.fileBytes,
    freeBytesMin: settings.freeBytesMin,
    sparesMax: settings.sparesMax,
    onReady: () => writer?.fileReady(),
    onError: (error) => writer?.fail(error),
    onDiskFull: (full) => log.onDiskFull?.(full),
  })
  const names = fileSystem.listSync(directory)
  const files = openFiles(fileSystem, directory, names, 'update')
  pool.adopt(names)

  const recovery = new Recovery(files, replay, {
    onTornTail: (tail) => log.onTornTail?.(tail),
    onQuarantine: (range) => log.onQuarantine?.(range),
    onLostFrame: (frame) => log.onLostFrame?.(frame),
  })
  const last = files[files.length - 1]
  let nextNumber = last === undefined ? 1 : last.number + 1
  const end = last === undefined ? null : await recover(recovery, options.turns)
  if (end !== null) nextNumber = dropUnused(files, end, pool, nextNumber)
  const start = beginWriting(files, end, pool, nextNumber)

  writer = new WalWriter({
    timers: options.timers ?? null,
    settings,
    turns: options.turns,
    log,
    pool,
    guard: new SpaceGuard(fileSystem, directory, settings.freeBytesMin, (full) => log.onDiskFull?.(full)),
    files,
    quarantined: recovery.quarantined,
    ...start,
  })
  return writer
}

/** Files behind the end were prepared and hold nothing: they become spares. Damaged ones stay where they are, as evidence. */
function dropUnused(files: WalFile[], end: RecoveryEnd, pool: FilePool, nextNumber: number): number {
  const behind = files.splice(end.fileIndex + 1)
  let next = behind.length === 0 ? nextNumber : (files[end.fileIndex] as WalFile).number + 1
  for (const file of behind) {
    if (Number.isNaN(file.salt)) {
      file.handle.closeSync()
      next = file.number + 1
    } else {
      pool.retire(file)
    }
  }
  return next
}

/** Reading the log back must not stop the event loop for as long as it takes: others have a turn every few MiB. */
async function recover(recovery: Recovery, turns: Turns): Promise<RecoveryEnd> {
  const steps = recovery.steps()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await new Promise<void>((resolve) => turns.atTurnEnd(TURN_PERSIST, { onTurnEnd: resolve }))
  }
}

interface Start {
  readonly nextNumber: number
  readonly at: number
  readonly position: WalPosition
  readonly chain: number
}

/** Writes and syncs the mark of this opening, behind the last frame or at the head of a new file. */
function beginWriting(files: WalFile[], end: RecoveryEnd | null, pool: FilePool, nextNumber: number): Start {
  const follows = end === null ? 1 : end.position
  const position = end === null ? 1 : end.position + POSITION_JUMP
  let file = end === null ? undefined : files[end.fileIndex]
  let at = end === null ? FILE_HEAD_BYTES : end.at
  let chain = end === null || file === undefined ? 0 : end.chain
  let number = nextNumber
  if (file === undefined || at + FRAME_HEADER_BYTES > file.bytes) {
    if (file !== undefined) {
      file.handle.datasyncSync()
      file.sealed = true
      file.endPosition = follows
      file.writtenEnd = file.bytes
    }
    file = pool.takeNow(number++)
    files.push(file)
    at = FILE_HEAD_BYTES
    chain = file.seed
  }
  const batch = new Batch(file, at, new BlockPool())
  chain = batch.add(markHeader(file.number, follows, follows), new Uint8Array(0), null, chain, position)
  batch.finish()
  file.handle.writevSync(batch.buffers, at)
  // Covers the recovered frames too: some may have been read from the page cache only.
  file.handle.datasyncSync()
  if (file.firstPosition === 0) file.firstPosition = position
  file.writtenEnd = at + batch.bytes
  if (position > Number.MAX_SAFE_INTEGER / 64) throw walError('WAL_CORRUPT', 'positions of the log are used up')
  return { nextNumber: number, at: file.writtenEnd, position: position + 1, chain }
}
