import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'

/** Path of a program on PATH, or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGib: number
  readonly node: string
}

export function describeMachine(): Machine {
  const all = cpus()
  return { processor: all[0]?.model ?? 'unknown', cores: all.length, memoryGib: Math.round(totalmem() / 2 ** 30), node: process.version }
}

/** A command line that runs on one core only, where `taskset` is there and the machine has more than one. */
export function onCore(core: number, command: readonly string[]): readonly string[] {
  return cpus().length > 1 && findProgram('taskset') !== null ? ['taskset', '-c', String(core), ...command] : command
}

const TICKS_PER_SECOND = Number(clockTicks())

function clockTicks(): string {
  try {
    return execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })
  } catch {
    // Linux without getconf: 100 on every supported platform.
    return '100'
  }
}

/** CPU time of a process with all its threads, seconds. */
export function cpuSecondsOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Largest resident size so far, bytes. */
export function peakMemoryOf(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').find((l) => l.startsWith('VmHWM:'))
  return Number(line?.replace(/\D/g, '') ?? 0) * 1024
}
