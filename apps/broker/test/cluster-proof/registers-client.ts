import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { KeyValueInput, KeyValueOutput } from '@robustmq/simulator'

/** How an operation ended: answered, certainly not carried out, or nobody knows. */
export type Ending = { readonly output: KeyValueOutput } | 'refused' | 'unknown'

/** Refusals that say that nothing was carried out. */
const REFUSALS = new Set(['META_QUEUE_FULL', 'META_CLOSED', 'META_COMMAND_TOO_LARGE'])

/** One connection to one node; many operations may be under way. */
export class RegistersClient {
  readonly #socket: Socket
  readonly #waiting = new Map<number, { readonly isRead: boolean; readonly end: (ending: Ending) => void; readonly timer: NodeJS.Timeout | null }>()
  #next = 1
  #left = ''
  closed = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#receive(chunk.toString('latin1')))
    socket.on('close', () => this.close())
  }

  /** Null when nobody listens there now. */
  static open(host: string, port: number, withinMs: number): Promise<RegistersClient | null> {
    return new Promise((resolve) => {
      const socket = connect({ host, port, timeout: withinMs })
      const failed = (): void => {
        socket.destroy()
        resolve(null)
      }
      socket.once('timeout', failed)
      socket.on('error', failed)
      socket.once('connect', () => {
        socket.setTimeout(0)
        resolve(new RegistersClient(socket))
      })
    })
  }

  /** With `withinMs` 0, waits as long as the connection lives. */
  run(input: KeyValueInput, withinMs: number): Promise<Ending> {
    const isRead = input.op === 'get'
    if (this.closed) return Promise.resolve('refused')
    const id = this.#next++
    return new Promise((end) => {
      const timer = withinMs === 0 ? null : setTimeout(() => this.#end(id, isRead ? 'refused' : 'unknown'), withinMs)
      this.#waiting.set(id, { isRead, end, timer })
      const fields = input.op === 'get' || input.op === 'delete' ? [input.op, input.key]
        : input.op === 'swap' ? [input.op, input.key, input.expected ?? '-', input.value] : [input.op, input.key, input.value]
      this.#socket.write(`${id}\t${fields.join('\t')}\n`, 'latin1')
    })
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.#socket.destroy()
    for (const [id, { isRead }] of this.#waiting) this.#end(id, isRead ? 'refused' : 'unknown')
  }

  #receive(text: string): void {
    const lines = (this.#left + text).split('\n')
    this.#left = lines.pop() ?? ''
    for (const line of lines) {
      const [id, what, detail = ''] = line.split('\t')
      const isRead = this.#waiting.get(Number(id))?.isRead === true
      const ending: Ending = what === 'ok' ? { output: 'ok' }
        : what === 'none' ? { output: { value: null } }
          : what === 'value' ? { output: { value: detail } }
            : what === 'done' ? { output: { done: detail === '1' } }
              : isRead || REFUSALS.has(detail) ? 'refused' : 'unknown'
      this.#end(Number(id), ending)
    }
  }

  #end(id: number, ending: Ending): void {
    const waiting = this.#waiting.get(id)
    if (waiting === undefined) return
    this.#waiting.delete(id)
    if (waiting.timer !== null) clearTimeout(waiting.timer)
    waiting.end(ending)
  }
}
