import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onCore } from './machine.ts'
import type { Measurement } from './measurement.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('./kafka-load-process.ts', import.meta.url))

export interface KafkaLoad {
  readonly mode: 'produce' | 'fetch'
  readonly recordBytes: number
  readonly batchBytes: number
  /** Requests in flight. */
  readonly window: number
}

interface Report {
  readonly seconds: number
  readonly records: number
  readonly bytes: number
  readonly brokerCpuSeconds: number
  readonly loadCpuSeconds: number
  readonly p50Us: number
  readonly p99Us: number
  readonly totalRecords: number
}

export async function runKafkaLoad(load: KafkaLoad, port: number, pid: number, topic: string, seconds: number): Promise<Measurement> {
  const command = onCore(1, [
    process.execPath, PROGRAM, load.mode, String(port), String(pid), topic, String(seconds), String(load.recordBytes), String(load.batchBytes), String(load.window),
  ])
  const { stdout } = await run(command[0] as string, command.slice(1), { timeout: (seconds + 60) * 1000 })
  const { records, totalRecords, ...report } = JSON.parse(stdout) as Report
  return { ...report, messages: records, mustBeStored: load.mode === 'produce' ? totalRecords : null }
}
