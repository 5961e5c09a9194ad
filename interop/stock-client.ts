import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Clients that nobody here wrote. CI fails without them; elsewhere their tests are skipped and say so. */
export function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}

/** Where CI runs, a missing client is a failure and not a reason to skip. */
export const clientsRequired: boolean = process.env['ROBUSTMQ_INTEROP_REQUIRED'] === '1'

export interface Finished {
  readonly status: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], input?: Buffer | string): Promise<Finished> {
  const started = start(program, args)
  if (input !== undefined) started.child.stdin.write(input)
  started.child.stdin.end()
  return started.finished
}

export interface Started {
  readonly child: ReturnType<typeof spawn> & { readonly stdin: NodeJS.WritableStream }
  readonly finished: Promise<Finished>
  /** Resolves when standard output satisfies `test`; rejects when the program ends before, or after ten seconds. */
  output(test: (text: string) => boolean): Promise<string>
  stop(): Promise<Finished>
}

/** Starts a program and leaves it running. */
export function start(program: string, args: readonly string[]): Started {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  let stderr = ''
  const waiting: (() => void)[] = []
  const wake = (): void => {
    for (const look of waiting) look()
  }
  child.stdout.on('data', (chunk: Buffer) => {
    out.push(chunk)
    wake()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    wake()
  })
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, stdout: Buffer.concat(out), stderr }))
  })
  return {
    child,
    finished,
    output: (test) => new Promise((resolve, reject) => {
      const text = (): string => Buffer.concat(out).toString() + stderr
      const give = setTimeout(() => reject(new Error(`${program} ${args.join(' ')} did not say what was waited for, but: ${text()}`)), 10_000)
      const look = (): void => {
        if (!test(text())) return
        clearTimeout(give)
        resolve(text())
      }
      waiting.push(look)
      void finished.then(() => {
        look()
        clearTimeout(give)
        reject(new Error(`${program} ended: ${text()}`))
      }, reject)
      look()
    }),
    stop() {
      child.kill('SIGTERM')
      return finished
    },
  }
}
