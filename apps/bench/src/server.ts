import type { ChildProcess } from 'node:child_process'

/** A broker under load: ours or a peer. */
export interface Server {
  readonly pid: number
  /** Port by protocol name. */
  readonly ports: Readonly<Record<string, number>>
  /** What an acknowledgement means here, for the report. */
  readonly durability: string
  /** fdatasync calls so far; null where the server does not say. */
  syncs(): Promise<number | null>
  /** Records stored in a topic; null where the server does not say. */
  storedRecords(topic: string): Promise<number | null>
  stop(): Promise<void>
}

/** Sends SIGTERM to a process that this bench started, and waits for its end; SIGKILL after ten seconds. */
export function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve()
      return
    }
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(impatience)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
