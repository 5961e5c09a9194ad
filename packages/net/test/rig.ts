import { afterAll } from 'vitest'
import { createRecordingLogger } from '@robustmq/common-log'
import type { RecordingLogger } from '@robustmq/common-log'
import { createPromMetrics } from '@robustmq/common-metrics'
import type { PromMetrics } from '@robustmq/common-metrics'
import { createTimers, createTurns, systemClock } from '@robustmq/common-runtime'
import type { Connection, ConnectionHandler } from '@robustmq/broker-api'
import { createListeners } from '../src/index.ts'
import type { Listeners, ListenersOptions } from '../src/index.ts'

export interface Rig {
  readonly listeners: Listeners
  readonly log: RecordingLogger
  readonly metrics: PromMetrics
  /** What escaped from turns and timers; must stay empty. */
  readonly escaped: unknown[]
  /** The rendered line of a series. */
  sample(start: string): Promise<number>
}

/** Listeners over the real event loop, with a short tick. */
export function createRig(options: ListenersOptions = {}): Rig {
  const escaped: unknown[] = []
  const onError = (error: unknown): void => void escaped.push(error)
  const timers = createTimers({ tickMs: 2, onError })
  const log = createRecordingLogger()
  const metrics = createPromMetrics()
  const listeners = createListeners(options, { turns: createTurns(onError), timers, clock: systemClock, log, metrics })
  afterAll(async () => {
    await listeners.close()
    timers.stop()
  })
  return {
    listeners, log, metrics, escaped,
    sample: async (start) => {
      const line = (await metrics.render()).split('\n').find((candidate) => candidate.startsWith(start))
      return Number(line?.split(' ').at(-1) ?? Number.NaN)
    },
  }
}

export function handler(calls: Partial<ConnectionHandler>): ConnectionHandler {
  const nothing = (): void => undefined
  return { onData: nothing, onEnd: nothing, onDrain: nothing, onIdle: nothing, onClose: nothing, ...calls }
}

export function echo(connection: Connection): ConnectionHandler {
  return handler({ onData: (chunk) => connection.writeChunk(Buffer.from(chunk)) })
}

/** Waits, turn by turn, until `condition` holds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await new Promise<void>((resolve) => void setImmediate(resolve))
  }
}
