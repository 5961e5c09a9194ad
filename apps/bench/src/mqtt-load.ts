import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findProgram, onCore } from './machine.ts'
import type { Measurement } from './measurement.ts'

const run = promisify(execFile)
const SOURCE = fileURLToPath(new URL('../load/mqtt-load.c', import.meta.url))
const FOLDER = fileURLToPath(new URL('../.build', import.meta.url))
const PROGRAM = `${FOLDER}/mqtt-load`

export interface MqttLoad {
  readonly publishers: number
  readonly subscribers: number
  readonly payloadBytes: number
  readonly qos: 0 | 1
  /** Messages outstanding end to end. */
  readonly window: number
  /** QoS 1: messages without PUBACK, per publisher. */
  readonly ackWindow: number
}

/** Builds the generator when it is missing or older than its source. Needs a C compiler. */
export async function buildMqttLoad(): Promise<void> {
  if (existsSync(PROGRAM) && statSync(PROGRAM).mtimeMs >= statSync(SOURCE).mtimeMs) return
  const compiler = findProgram('cc') ?? findProgram('gcc') ?? findProgram('clang')
  if (compiler === null) throw new Error('the MQTT load generator needs a C compiler (cc, gcc or clang) on PATH')
  mkdirSync(FOLDER, { recursive: true })
  await run(compiler, ['-O2', '-o', PROGRAM, SOURCE])
}

interface Report {
  readonly seconds: number
  readonly sent: number
  readonly received: number
  readonly acked: number
  readonly brokerCpuSeconds: number
  readonly loadCpuSeconds: number
  readonly totalSent: number
  readonly totalAcked: number
  readonly drained: boolean
  readonly p50Us: number
  readonly p99Us: number
}

export async function runMqttLoad(load: MqttLoad, port: number, pid: number, topic: string, seconds: number): Promise<Measurement> {
  const command = onCore(1, [
    PROGRAM, '-p', String(port), '-P', String(load.publishers), '-S', String(load.subscribers), '-s', String(load.payloadBytes),
    '-q', String(load.qos), '-w', String(load.window), '-a', String(load.ackWindow), '-d', String(seconds), '-u', '1', '-t', topic, '--pid', String(pid),
  ])
  const { stdout } = await run(command[0] as string, command.slice(1), { timeout: (seconds + 60) * 1000 })
  const report = JSON.parse(stdout) as Report
  if (!report.drained) throw new Error('messages were lost: the load did not drain')
  const messages = load.subscribers > 0 ? report.received : report.acked
  return {
    messages, bytes: messages * load.payloadBytes, seconds: report.seconds, brokerCpuSeconds: report.brokerCpuSeconds,
    loadCpuSeconds: report.loadCpuSeconds, p50Us: report.p50Us, p99Us: report.p99Us,
    mustBeStored: load.qos === 1 ? report.totalAcked : report.totalSent,
  }
}
