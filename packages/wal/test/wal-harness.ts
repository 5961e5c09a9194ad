import { createSeededRandom, createTurns } from '@robustmq/common-runtime'
import type { FileSystem, Random, Turns } from '@robustmq/common-runtime'
import type { BrokerError } from '@robustmq/common-errors'
import { FRAME_BATCH, openWal } from '../src/index.ts'
import type { FrameHeader, QuarantinedRange, RecoveredFrame, TornTail, Wal, WalCompletion, WalOptions } from '../src/index.ts'

export const DIRECTORY = '/data/wal'
export const FILE_BYTES: number = 64 * 1024
/** Where the body of the first frame of a fresh log is: behind the file's head, the opening mark and its header. */
export const FIRST_BODY_AT: number = 4096 + 64 + 64

export function spreadRandom(seed: number): Random {
  const random = createSeededRandom(Math.imul(seed + 1, 0x9e3779b1))
  random.bytes(16)
  return random
}

export const turns: Turns = createTurns((error) => {
  throw error
})

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export async function until(condition: () => boolean, turnsMax = 20_000): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i > turnsMax) throw new Error('the condition never came true')
    await nextTurn()
  }
}

export function header(index: number): FrameHeader {
  return { kind: FRAME_BATCH, group: 7, term: 3, index, tenant: 9, shard: index % 5, baseOffset: index * 10 }
}

export interface Found {
  readonly index: number
  readonly position: number
  readonly body: Buffer
  readonly frame: RecoveredFrame
}

export interface Opened {
  readonly wal: Wal
  readonly found: Found[]
  readonly torn: TornTail[]
  readonly quarantined: QuarantinedRange[]
  readonly fatal: BrokerError[]
  readonly full: boolean[]
}

export async function open(fileSystem: FileSystem, more: Partial<WalOptions> = {}): Promise<Opened> {
  const found: Found[] = []
  const torn: TornTail[] = []
  const quarantined: QuarantinedRange[] = []
  const fatal: BrokerError[] = []
  const full: boolean[] = []
  const wal = await openWal(
    {
      directory: DIRECTORY,
      fileSystem,
      turns,
      random: spreadRandom(4711),
      fileBytes: FILE_BYTES,
      log: {
        onTornTail: (tail) => torn.push(tail),
        onQuarantine: (range) => quarantined.push(range),
        onFatal: (error) => fatal.push(error),
        onDiskFull: (now) => full.push(now),
      },
      ...more,
    },
    (frame) => found.push({ index: frame.index, position: frame.position, body: Buffer.from(frame.body), frame }),
  )
  return { wal, found, torn, quarantined, fatal, full }
}

/** Remembers what it was told, in order. */
export class Ledger implements WalCompletion {
  readonly committed: number[] = []
  readonly failed: number[] = []
  readonly positions: number[] = []
  error: BrokerError | null = null

  walCommitted(token: number, position: number): void {
    this.committed.push(token)
    this.positions.push(position)
  }

  walFailed(token: number, error: BrokerError): void {
    this.failed.push(token)
    this.error = error
  }
}

/** A body that tells which frame it belongs to. */
export function bodyOf(index: number, length: number): Buffer {
  const body = spreadRandom(index).bytes(Math.max(8, length))
  body.writeUInt32BE(index, 0)
  return body
}

export function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
  return 'no error'
}

/** Appends `count` frames of `length` bytes and waits until they are committed. */
export async function appendAll(wal: Wal, from: number, count: number, length: number, ledger: Ledger = new Ledger()): Promise<Ledger> {
  const before = ledger.committed.length
  for (let i = from; i < from + count; i++) wal.append(header(i), bodyOf(i, length), null, true, ledger, i)
  await until(() => ledger.committed.length === before + count)
  return ledger
}

export const indexesOf = (opened: Opened): number[] => opened.found.map((found) => found.index)

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
