import type { BrokerError } from '@robustmq/common-errors'
import type { AppendCompletion, AppendOptions, FetchResult, Shard } from '@robustmq/storage-adapter'

export interface Outcome {
  readonly token: number
  readonly error: BrokerError | null
  readonly baseOffset: number
  readonly nextOffset: number
}

/** Collects what appends are told, in order, and lets a test wait for it. */
export class Outcomes implements AppendCompletion {
  readonly list: Outcome[] = []
  #waiting: { count: number; resolve: () => void }[] = []

  appendCommitted(token: number, baseOffset: number, nextOffset: number): void {
    this.#add({ token, error: null, baseOffset, nextOffset })
  }

  appendFailed(token: number, error: BrokerError): void {
    this.#add({ token, error, baseOffset: -1, nextOffset: -1 })
  }

  /** Resolves when `count` outcomes are there, counted from the first. */
  async reach(count: number): Promise<void> {
    if (this.list.length >= count) return
    await new Promise<void>((resolve) => void this.#waiting.push({ count, resolve }))
  }

  #add(outcome: Outcome): void {
    this.list.push(outcome)
    const ready = this.#waiting.filter((waiter) => waiter.count <= this.list.length)
    if (ready.length === 0) return
    this.#waiting = this.#waiting.filter((waiter) => waiter.count > this.list.length)
    for (const waiter of ready) waiter.resolve()
  }
}

/** Appends one batch and resolves with its outcome. */
export async function appendOne(shard: Shard, batch: Buffer, options: Partial<AppendOptions> = {}): Promise<Outcome> {
  const outcomes = new Outcomes()
  shard.append(batch, { token: 1, ...options, completion: outcomes })
  await outcomes.reach(1)
  return outcomes.list[0] as Outcome
}

/** Reads everything from `offset` to the committed end, `bytesMax` at a time. */
export async function readAll(shard: Shard, offset: number, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let at = offset
  for (;;) {
    const result: FetchResult = await shard.fetch(at, { bytesMax })
    if (result.bytes === 0) return Buffer.concat(chunks)
    if (result.nextOffset <= at) throw new Error(`a fetch at ${at} returned ${result.bytes} bytes and does not move on`)
    chunks.push(...result.chunks)
    at = result.nextOffset
  }
}

/** The error code of what `run` throws or rejects with; null when it does not. */
export async function codeOf(run: () => unknown): Promise<string | null> {
  try {
    await run()
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
