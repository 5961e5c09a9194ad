/**
 * Work at the end of an event-loop turn. What arrives on all sockets in one turn is gathered, then stored as one batch
 * per shard, persisted with one write, and sent with one write per socket.
 */
export interface TurnTask {
  onTurnEnd(): void
}

/** Phases of a turn's end, in order. */
export const TURN_APPEND = 0
/** Write what was appended and start the sync; runs before sending, so that the disk works while the sockets are served. */
export const TURN_PERSIST = 1
/** Hand each connection's output to the kernel. */
export const TURN_TRANSMIT = 2
const PHASE_COUNT = 3

export interface Turns {
  /**
   * Runs `task` once in the given phase at the end of this turn. The caller makes sure that it schedules a task only
   * once (a `scheduled` flag in the task), so that nothing has to be looked up here.
   */
  atTurnEnd(phase: number, task: TurnTask): void
}

/** A phase that keeps making work gets this many passes before the event loop is served again. */
const PASSES_MAX = 4

/** Gathers tasks and runs them; `defer` calls back once after the current turn's input (setImmediate in Node). */
export class TurnQueue implements Turns {
  readonly #phases: TurnTask[][] = Array.from({ length: PHASE_COUNT }, () => [])
  readonly #defer: (run: () => void) => void
  readonly #onError: (error: unknown) => void
  #armed = false
  readonly #run = (): void => this.#runAll()

  constructor(defer: (run: () => void) => void, onError: (error: unknown) => void) {
    this.#defer = defer
    this.#onError = onError
  }

  atTurnEnd(phase: number, task: TurnTask): void {
    ;(this.#phases[phase] as TurnTask[]).push(task)
    if (!this.#armed) {
      this.#armed = true
      this.#defer(this.#run)
    }
  }

  #runAll(): void {
    for (let pass = 0; pass < PASSES_MAX; pass++) {
      let worked = false
      for (let phase = 0; phase < PHASE_COUNT; phase++) {
        const tasks = this.#phases[phase] as TurnTask[]
        // Tasks added while running go to the end of the same list and run in this pass.
        for (let i = 0; i < tasks.length; i++) {
          worked = true
          try {
            ;(tasks[i] as TurnTask).onTurnEnd()
          } catch (error) {
            this.#onError(error)
          }
        }
        tasks.length = 0
      }
      if (!worked) break
    }
    if (this.#phases.some((tasks) => tasks.length > 0)) this.#defer(this.#run)
    else this.#armed = false
  }
}

/** Turns of this process's event loop. `onError` gets what a task throws: a defect, since tasks handle their own failures. */
export function createTurns(onError: (error: unknown) => void): Turns {
  return new TurnQueue((run) => void setImmediate(run), onError)
}
