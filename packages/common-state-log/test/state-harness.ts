import { createNullLogger } from '@robustmq/common-log'
import { createTimers, createTurns, TimerWheel } from '@robustmq/common-runtime'
import type { Clock, FileSystem, Timers, Turns } from '@robustmq/common-runtime'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { openSegmentStorage } from '@robustmq/storage-segment'
import type { OwnedState, StateKind, StateLogs, StateLogsOptions, StateOwner, StateSweep, StateWriter } from '../src/index.ts'
import { createStateLogs, createSweep, STATE_DELTA, STATE_PUT } from '../src/index.ts'

export const turns: Turns = createTurns((error) => {
  throw error
})

export const clock: Clock = { now: () => 1_700_000_000_000, monotonic: () => 0 }

/** Timers that move when the test says so, 1 ms a tick. */
export class ManualTimers implements Timers {
  readonly wheel: TimerWheel = new TimerWheel()
  schedule(delayMs: number, task: { onTimer(): void }): number {
    return this.wheel.schedule(delayMs, task)
  }
  cancel(id: number): void {
    this.wheel.cancel(id)
  }
}

/** Sums per key: puts set, deltas add. */
export class Sums implements StateOwner {
  readonly name: string
  readonly sums: Map<string, number> = new Map()
  state!: OwnedState
  recoveredGroups: number[] = []

  constructor(name = 'sums') {
    this.name = name
  }

  recoverState(_writer: StateWriter, kind: StateKind, bytes: Buffer, keyStart: number, keyEnd: number, valueStart: number): void {
    const key = bytes.toString('utf8', keyStart, keyEnd)
    if (kind === STATE_PUT) this.sums.set(key, bytes.readInt32BE(valueStart))
    else if (kind === STATE_DELTA) {
      const sum = this.sums.get(key)
      if (sum !== undefined) this.sums.set(key, sum + bytes.readInt32BE(valueStart))
    } else this.sums.delete(key)
  }

  stateRecovered(writer: StateWriter): void {
    this.recoveredGroups.push(writer.group)
  }

  sweepState(writer: StateWriter): StateSweep {
    return createSweep(this.sums, ([key, sum]) => writer.put(Buffer.from(key), int32(sum)))
  }

  put(group: number, key: string, sum: number): void {
    this.sums.set(key, sum)
    this.state.on(group).put(Buffer.from(key), int32(sum))
  }

  add(group: number, key: string, more: number): void {
    this.sums.set(key, (this.sums.get(key) as number) + more)
    this.state.on(group).delta(Buffer.from(key), int32(more))
  }

  remove(group: number, key: string): void {
    this.sums.delete(key)
    this.state.on(group).remove(Buffer.from(key))
  }
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

export interface OpenedState {
  readonly states: StateLogs
  readonly driver: StorageDriver
}

export async function openStates(
  fileSystem: FileSystem, owners: readonly Sums[], options: StateLogsOptions = {}, timers: Timers = createTimers({ onError: fail }),
): Promise<OpenedState> {
  const { driver } = await openSegmentStorage(
    { directory: '/data', wal: { fileBytes: 64 * 1024, freeBytesMin: 0 } },
    { fileSystem, turns, log: createNullLogger(), onFatal: fail },
  )
  const states = createStateLogs(options, { driver, turns, timers, clock, log: createNullLogger() })
  for (const owner of owners) owner.state = states.register(owner)
  await states.recover()
  return { states, driver }
}

function fail(error: unknown): never {
  throw error
}

export function settled(writer: StateWriter): Promise<Error | null> {
  const ticket = writer.ticket()
  if (ticket.state !== 0) return Promise.resolve(ticket.error)
  return new Promise((resolve) => ticket.wait({ stateSettled: ({ error }) => resolve(error) }))
}
