export type FaultyOperation =
  'open' | 'create' | 'read' | 'write' | 'datasync' | 'truncate' | 'unlink' | 'rename' | 'syncDirectory'

export interface Fault {
  readonly operation: FaultyOperation
  /** System error code, default `EIO`. */
  readonly code?: string
  /** Only for paths that contain this. */
  readonly path?: string
  /** Let this many matching operations pass first. Default 0. */
  readonly skip?: number
  /** Fail this many; Infinity: from then on always. Default 1. */
  readonly times?: number
  /** For a write: part of the bytes arrive before the error. */
  readonly partial?: boolean
  /**
   * For a read: no error, and wrong bytes. `flipped`: one bit is not what was written; `misdirected`: they are from another place of
   * the file. Only this read is wrong: what lies on the disk stays as it is.
   */
  readonly returns?: 'flipped' | 'misdirected'
}

/** Faults that wait for their operation. */
export class FaultScript {
  readonly #faults: { readonly fault: Fault; skip: number; times: number }[] = []

  add(fault: Fault): void {
    this.#faults.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 })
  }

  /** The fault that this operation meets, counted down; null when there is none. */
  due(operation: FaultyOperation, path: string): Fault | null {
    for (const entry of this.#faults) {
      if (entry.fault.operation !== operation || entry.times === 0) continue
      if (entry.fault.path !== undefined && !path.includes(entry.fault.path)) continue
      if (entry.skip > 0) {
        entry.skip--
        continue
      }
      entry.times--
      return entry.fault
    }
    return null
  }
}

export function systemError(code: string, what: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${what} '${path}'`), { code, path })
}
