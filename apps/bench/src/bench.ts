import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describeMachine } from './machine.ts'
import type { RunResult } from './measurement.ts'
import { hasMosquitto } from './mosquitto-server.ts'
import { buildMqttLoad } from './mqtt-load.ts'
import { formatReport, summarize } from './report.ts'
import { runScenario } from './run-scenario.ts'
import { SCENARIOS } from './scenarios.ts'

const HELP = `bench [scenario ...] [--rounds 3] [--seconds 3] [--json file] [--list]

Runs named scenarios against this broker and, for MQTT, mosquitto when it is on PATH: broker on core 0, load on core 1,
rounds interleaved, medians reported. Stored records are counted after each run and must be what was acknowledged.
`

/** Runs the benchmarks named by `args`; resolves with the exit status: 1 when a floor was missed. */
export async function runBench(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' }, json: { type: 'string' },
      list: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (values.list) {
    process.stdout.write(SCENARIOS.map((scenario) => `${scenario.name.padEnd(24)}${scenario.title}\n`).join(''))
    return 0
  }
  const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name))
  if (unknown.length > 0) {
    process.stderr.write(`bench: no scenario ${unknown.join(', ')}; --list names them\n`)
    return 2
  }
  const chosen = SCENARIOS.filter((scenario) => positionals.length === 0 || positionals.includes(scenario.name))
  const rounds = Number(values.rounds)
  const seconds = Number(values.seconds)
  if (chosen.some((scenario) => scenario.load.protocol === 'mqtt')) await buildMqttLoad()
  const peer = hasMosquitto()
  if (!peer) process.stderr.write('bench: mosquitto is not on PATH: no ratios\n')
  const results = new Map<string, RunResult[]>(chosen.map((scenario) => [scenario.name, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const scenario of chosen) {
      for (const server of scenario.load.protocol === 'mqtt' && peer ? (['robustmq', 'mosquitto'] as const) : (['robustmq'] as const)) {
        process.stderr.write(`round ${round} of ${rounds}: ${scenario.name} against ${server}\n`)
        results.get(scenario.name)?.push(await runScenario(scenario, server, seconds))
      }
    }
  }
  const machine = describeMachine()
  const summaries = chosen.map((scenario) => summarize(scenario, results.get(scenario.name) ?? []))
  process.stdout.write(`${formatReport(machine, summaries)}\n`)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, rounds, seconds, scenarios: summaries, runs: Object.fromEntries(results) }, null, 2)}\n`)
  }
  return summaries.some((summary) => summary.floorReached === false) ? 1 : 0
}
