import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, onCore } from './machine.ts'
import type { Server } from './server.ts'
import { stopProcess } from './server.ts'

/** True when mosquitto is installed. */
export function hasMosquitto(): boolean {
  return findProgram('mosquitto') !== null
}

/** Starts mosquitto on core 0: persistence on, no bound on queues, as many messages in flight as the load has. */
export async function startMosquitto(): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'mosquitto-bench-'))
  const port = await freePort()
  const file = join(directory, 'mosquitto.conf')
  writeFileSync(file, [
    `listener ${port} 127.0.0.1`, 'allow_anonymous true', 'max_queued_messages 0', 'max_inflight_messages 100',
    'persistence true', `persistence_location ${directory}/`, 'log_type error', 'user root', '',
  ].join('\n'))
  const command = onCore(0, [findProgram('mosquitto') as string, '-c', file])
  const child = spawn(command[0] as string, command.slice(1), { stdio: 'ignore' })
  for (let attempt = 0; !(await accepts(port)); attempt++) {
    if (attempt > 200 || child.exitCode !== null) throw new Error('mosquitto did not start')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return {
    pid: child.pid as number,
    ports: { mqtt: port },
    durability: 'memory, saved every 30 minutes',
    syncs: async () => null,
    storedRecords: async () => null,
    async stop() {
      await stopProcess(child)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
