/** Work of a request that begins only when everything before it has been answered, or that can be called off. */
export interface ExchangeTask {
  /** The request is the oldest one unanswered. Called once. */
  start(): void
  /** The broker is draining: answer with what there is. */
  hurry(): void
  /** The connection is gone: let go of everything, answer nothing. */
  cancel(): void
}

/** One request on its way to its answer. Plain fields: read for every request. */
export class Exchange {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  /** Bytes of the request, for the bound on what is in flight. */
  readonly requestBytes: number
  done = false
  /** The encoded answer; null also for a request that gets none. */
  segments: Buffer[] | null = null
  task: ExchangeTask | null = null
  started = false

  constructor(apiKey: number, apiVersion: number, correlationId: number, requestBytes: number) {
    this.apiKey = apiKey
    this.apiVersion = apiVersion
    this.correlationId = correlationId
    this.requestBytes = requestBytes
  }
}
