import type { KeyValueInput, KeyValueOutput, Operation } from '@robustmq/simulator'
import { HistoryRecorder } from '@robustmq/simulator'
import type { Random } from '@robustmq/common-runtime'
import { pause } from './proof-cluster.ts'
import type { ProofCluster } from './proof-cluster.ts'
import { RegistersClient } from './registers-client.ts'

export interface HistoryOptions {
  /** Part of the keys, so that histories do not meet. */
  readonly name: string
  /** Answered operations to reach. */
  readonly operations: number
  readonly clients: number
  readonly keys: number
}

export interface RecordedHistory {
  readonly operations: readonly Operation<KeyValueInput, KeyValueOutput>[]
  readonly answered: number
  readonly unknown: number
  /** Milliseconds (monotonic) of every acknowledged write, rising. */
  readonly writesAtMs: readonly number[]
  readonly tookMs: number
}

const OPERATION_MS = 3000
const CONNECT_MS = 300

/** Clients that put, append, swap and read on all nodes while `disturb` runs; each waits for its answer before the next. */
export async function recordHistory(cluster: ProofCluster, random: Random, options: HistoryOptions, disturb: (started: () => number) => Promise<void>): Promise<RecordedHistory> {
  const recorder = new HistoryRecorder<KeyValueInput, KeyValueOutput>()
  const writesAtMs: number[] = []
  const startedAtMs = performance.now()
  let answered = 0
  let unknown = 0
  let nextClient = options.clients + 1
  let nextValue = 1
  let disturbing = true
  const disturbed = disturb(() => answered).finally(() => (disturbing = false))
  const goOn = (): boolean => answered < options.operations || disturbing
  const worker = async (index: number): Promise<void> => {
    let client = index + 1
    let connection: RegistersClient | null = null
    for (let node = 1 + (index % cluster.count); goOn(); ) {
      if (connection === null || connection.closed) {
        connection = cluster.runs(node) ? await RegistersClient.open(cluster.host(node), cluster.port(node), CONNECT_MS) : null
        if (connection === null) {
          node = 1 + (node % cluster.count)
          await pause(5)
          continue
        }
      }
      const input = someInput(random, options, () => String(nextValue++))
      const id = recorder.called(client, input)
      const ending = await connection.run(input, OPERATION_MS)
      if (ending === 'refused') {
        recorder.refused(id)
        await pause(1)
      } else if (ending === 'unknown') {
        recorder.unknown(id)
        unknown++
        // What it left open may yet happen: it goes on as somebody else, somewhere else.
        client = nextClient++
        connection.close()
        node = 1 + (node % cluster.count)
      } else {
        recorder.returned(id, ending.output)
        answered++
        if (input.op !== 'get') writesAtMs.push(performance.now())
      }
    }
    connection?.close()
  }
  await Promise.all([disturbed, ...Array.from({ length: options.clients }, (_, i) => worker(i))])
  return { operations: recorder.history(), answered, unknown, writesAtMs, tookMs: performance.now() - startedAtMs }
}

function someInput(random: Random, options: HistoryOptions, value: () => string): KeyValueInput {
  const key = `${options.name}-${random.below(options.keys)}`
  const dice = random.below(10)
  if (dice < 4) return { op: 'get', key }
  if (dice < 7) return { op: 'put', key, value: value() }
  if (dice < 9) return { op: 'append', key, value: `,${value()}` }
  return { op: 'swap', key, expected: random.below(2) === 0 ? null : String(random.below(1000)), value: value() }
}
