/*
 * The simulation in its full form, on all cores: at least 10 million inputs over at least 1000 seeds, or
 *
 *   node packages/raft/test/run-simulation.ts [seeds] [steps of each] [first seed]
 *
 * Every 40th seed is run a second time, on another thread where there is one, and has to give the same trace. A seed that
 * fails is named with the command that runs it alone. The last line is the totals.
 */
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { replayCommand, simulateSeed } from './simulate-seed.ts'
import type { SeedReport } from './simulate-seed.ts'

const SEEDS = 2000
const STEPS = 2000
const INPUTS_MIN = 10_000_000
const SEEDS_MIN = 1000
const REPEAT_EVERY = 40

interface Job {
  readonly seed: number
  readonly steps: number
  readonly isRepeat: boolean
}

interface Outcome {
  readonly job: Job
  readonly report: SeedReport | null
  readonly failure: string
}

if (isMainThread) runAll()
else parentPort?.on('message', (job: Job) => parentPort?.postMessage(runOne(job)))

function runOne(job: Job): Outcome {
  try {
    return { job, report: simulateSeed(job.seed, job.steps), failure: '' }
  } catch (error) {
    return { job, report: null, failure: error instanceof Error ? error.message : String(error) }
  }
}

function runAll(): void {
  const [seedCount = SEEDS, steps = STEPS, firstSeed = 1] = process.argv.slice(2).map(Number)
  const jobs: Job[] = Array.from({ length: seedCount }, (_, i) => ({ seed: firstSeed + i, steps, isRepeat: false }))
  for (let i = 0; i < seedCount; i += REPEAT_EVERY) jobs.push({ seed: firstSeed + i, steps, isRepeat: true })
  const startedAt = performance.now()
  const hashes = new Map<number, string>()
  const total = { inputs: 0, committed: 0, reads: 0, elections: 0, snapshots: 0, silences: 0, crashes: 0, healTimeouts: 0 }
  let failed = 0
  let passed = 0
  let next = 0

  const fail = (seed: number, what: string): void => {
    failed++
    process.stdout.write(`seed ${seed}: ${what}\nreplay: ${replayCommand(seed, steps)}\n`)
  }
  const take = ({ job: { seed, isRepeat }, report, failure }: Outcome): void => {
    if (report === null) fail(seed, failure)
    else if (isRepeat && hashes.get(seed) !== report.hash) fail(seed, `another trace than before, ${report.hash} instead of ${hashes.get(seed)}`)
    else {
      passed++
      hashes.set(seed, report.hash)
      if (isRepeat) return
      for (const name of Object.keys(total) as (keyof typeof total)[]) {
        total[name] = name === 'healTimeouts' ? Math.max(total[name], report[name]) : total[name] + report[name]
      }
    }
  }
  const finish = (): void => {
    const seconds = (performance.now() - startedAt) / 1000
    const { inputs, committed, reads, elections, snapshots, silences, crashes, healTimeouts } = total
    process.stdout.write(`${seedCount} seeds of ${steps} steps: ${inputs} inputs (${Math.round(inputs / seconds)}/s), ${committed} entries committed, ` +
      `${reads} reads, ${elections} elections, ${snapshots} snapshots sent, ${silences} times silent, ${crashes} crashes; ` +
      `served again after at most ${healTimeouts.toFixed(1)} election timeouts; ${seconds.toFixed(0)} s\n`)
    if (process.argv.length < 3 && (inputs < INPUTS_MIN || seedCount < SEEDS_MIN)) {
      failed++
      process.stdout.write(`too little: at least ${INPUTS_MIN} inputs over ${SEEDS_MIN} seeds are wanted\n`)
    }
    process.stdout.write(`simulation: ${passed} passed, ${failed} failed\n`)
    process.exitCode = failed === 0 ? 0 : 1
  }

  let running = 0
  for (let i = Math.min(availableParallelism(), jobs.length); i > 0; i--) {
    const worker = new Worker(new URL(import.meta.url))
    running++
    const give = (): void => {
      const job = jobs[next++]
      if (job !== undefined) worker.postMessage(job)
      else {
        void worker.terminate()
        if (--running === 0) finish()
      }
    }
    worker.on('message', (outcome: Outcome) => {
      take(outcome)
      give()
    })
    worker.on('error', (error) => {
      throw error
    })
    give()
  }
}
