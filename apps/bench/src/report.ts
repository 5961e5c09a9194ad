import type { Machine } from './machine.ts'
import type { RunResult } from './measurement.ts'
import { median, megabytesPerCpuSecond, perCpuSecond } from './measurement.ts'
import type { Scenario } from './scenarios.ts'

export interface ServerSummary {
  readonly server: string
  readonly rounds: number
  readonly durability: string
  readonly perCpuSecond: number
  readonly perCpuSecondRange: readonly [number, number]
  readonly megabytesPerCpuSecond: number
  readonly messagesPerSecond: number
  readonly p50Us: number
  readonly p99Us: number
  readonly brokerCpuShare: number
  readonly loadCpuShare: number
  readonly syncs: number | null
  readonly storedRecords: number | null
  readonly peakMemoryBytes: number
}

export interface ScenarioSummary {
  readonly name: string
  readonly title: string
  readonly servers: readonly ServerSummary[]
  /** Ours to the peer's, messages per broker CPU-second; null without a peer. */
  readonly ratio: number | null
  readonly floor: Scenario['floor']
  /** Null when it cannot be told, because the peer is missing. */
  readonly floorReached: boolean | null
}

export function summarize(scenario: Scenario, results: readonly RunResult[]): ScenarioSummary {
  const names = [...new Set(results.map((result) => result.server))]
  const servers = names.map((name) => summarizeServer(name, results.filter((result) => result.server === name)))
  const ours = servers.find((server) => server.server === 'robustmq')
  const peer = servers.find((server) => server.server !== 'robustmq')
  const ratio = ours === undefined || peer === undefined ? null : ours.perCpuSecond / peer.perCpuSecond
  const { floor } = scenario
  const floorReached = 'ratio' in floor ? (ratio === null ? null : ratio >= floor.ratio) : ours === undefined ? null : ours.megabytesPerCpuSecond >= floor.megabytesPerCpuSecond
  return { name: scenario.name, title: scenario.title, servers, ratio, floor, floorReached }
}

function summarizeServer(server: string, results: readonly RunResult[]): ServerSummary {
  const of = (read: (result: RunResult) => number): number => median(results.map(read))
  const rates = results.map(perCpuSecond)
  const last = results.at(-1) as RunResult
  return {
    server, rounds: results.length, durability: last.durability,
    perCpuSecond: of(perCpuSecond), perCpuSecondRange: [Math.min(...rates), Math.max(...rates)],
    megabytesPerCpuSecond: of(megabytesPerCpuSecond), messagesPerSecond: of((r) => r.messages / r.seconds),
    p50Us: of((r) => r.p50Us), p99Us: of((r) => r.p99Us),
    brokerCpuShare: of((r) => r.brokerCpuSeconds / r.seconds), loadCpuShare: of((r) => r.loadCpuSeconds / r.seconds),
    syncs: last.syncs, storedRecords: last.storedRecords, peakMemoryBytes: of((r) => r.peakMemoryBytes),
  }
}

/** The report as a table in Markdown. */
export function formatReport(machine: Machine, summaries: readonly ScenarioSummary[]): string {
  const lines = [
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGib} GiB, Node ${machine.node}; broker on core 0, load on core 1`, '',
    '| scenario | server | messages per broker CPU-s (range) | MB per CPU-s | messages/s | p50 / p99 | CPU broker / load | durability, fdatasyncs | stored | ratio | floor |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ]
  for (const summary of summaries) {
    for (const server of summary.servers) {
      const ours = server.server === 'robustmq'
      const floor = 'ratio' in summary.floor ? `${summary.floor.ratio}x` : `${summary.floor.megabytesPerCpuSecond} MB`
      const verdict = summary.floorReached === null ? 'no peer' : summary.floorReached ? 'reached' : 'MISSED'
      lines.push(`| ${[
        summary.title, `${server.server} (n=${server.rounds})`,
        `${short(server.perCpuSecond)} (${short(server.perCpuSecondRange[0])}-${short(server.perCpuSecondRange[1])})`,
        server.megabytesPerCpuSecond.toFixed(1), short(server.messagesPerSecond), `${time(server.p50Us)} / ${time(server.p99Us)}`,
        `${percent(server.brokerCpuShare)} / ${percent(server.loadCpuShare)}`, `${server.durability}${server.syncs === null ? '' : `, ${server.syncs}`}`,
        server.storedRecords === null ? '-' : String(server.storedRecords), ours && summary.ratio !== null ? `${summary.ratio.toFixed(1)}x` : '',
        ours ? `${floor}: ${verdict}` : '',
      ].join(' | ')} |`)
    }
  }
  return lines.join('\n')
}

function short(value: number): string {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M` : value >= 1e3 ? `${(value / 1e3).toFixed(1)} k` : value.toFixed(0)
}

function time(microseconds: number): string {
  return microseconds === 0 ? '-' : microseconds >= 1000 ? `${(microseconds / 1000).toFixed(1)} ms` : `${microseconds.toFixed(0)} us`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
