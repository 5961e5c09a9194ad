import { randomUUID, createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { BrokerError, errorCode } from '@robustmq/common-errors'

/** Version of the layout of the data directory; rises when an older broker could not read it. */
const LAYOUT_VERSION = 1

export interface DataDirectory {
  readonly path: string
  readonly clusterId: string
  /** True when it was made by this start. */
  readonly created: boolean
  file(name: string): string
  release(): void
}

/**
 * Opens or makes a data directory and locks it for this process.
 * @throws BrokerError DATA_DIRECTORY_LOCKED, DATA_DIRECTORY_UNREADABLE, DATA_DIRECTORY_NEWER, DATA_DIRECTORY_FOREIGN
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  try {
    fs.mkdirSync(path, { recursive: true, mode: 0o700 })
    fs.accessSync(path, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
  } catch (cause) {
    throw errorCode(cause) === 'EEXIST' || errorCode(cause) === 'ENOTDIR' ? notDirectory(path, cause) : unreadable(path, cause)
  }
  const lock = await takeLock(path)
  try {
    const { clusterId, created } = readOrCreateLayout(path)
    return { path, clusterId, created, file: (name) => join(path, name), release: () => lock.release() }
  } catch (error) {
    lock.release()
    throw error
  }
}

function notDirectory(path: string, cause: unknown): BrokerError {
  return new BrokerError({
    code: 'DATA_DIRECTORY_UNREADABLE', retry: 'never', cause,
    message: `the data directory ${path} cannot be made: it, or a part of the path, is a file`,
  })
}

function unreadable(path: string, cause: unknown): BrokerError {
  return new BrokerError({
    code: 'DATA_DIRECTORY_UNREADABLE', retry: 'never', cause,
    message: `the data directory ${path} cannot be read and written (${errorCode(cause) ?? String(cause)}); choose another with --data or [node] data_directory`,
  })
}

function readOrCreateLayout(path: string): { clusterId: string; created: boolean } {
  const file = join(path, 'layout.json')
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT') throw unreadable(path, cause)
    const entries = fs.readdirSync(path).filter((name) => name !== 'lock' && name !== 'lost+found' && !name.endsWith('.tmp'))
    if (entries.length > 0) {
      throw new BrokerError({
        code: 'DATA_DIRECTORY_FOREIGN', retry: 'never',
        message: `${path} is not empty and not a data directory of this broker (it holds ${entries.slice(0, 3).join(', ')})`,
      })
    }
    const clusterId = randomUUID()
    writeDurably(path, file, JSON.stringify({ layoutVersion: LAYOUT_VERSION, clusterId }, null, 2))
    return { clusterId, created: true }
  }
  let layout: { layoutVersion?: unknown; clusterId?: unknown }
  try {
    layout = JSON.parse(text) as typeof layout
  } catch (cause) {
    throw unreadable(path, cause)
  }
  if (typeof layout.layoutVersion !== 'number' || layout.layoutVersion > LAYOUT_VERSION || typeof layout.clusterId !== 'string') {
    throw new BrokerError({
      code: 'DATA_DIRECTORY_NEWER', retry: 'never',
      message: `the data directory ${path} has layout version ${String(layout.layoutVersion)}; this broker reads up to ${LAYOUT_VERSION}: start it with a newer release`,
    })
  }
  return { clusterId: layout.clusterId, created: false }
}

/** Write, sync, rename, sync the directory: after a crash the file is whole or not there. */
function writeDurably(directory: string, file: string, text: string): void {
  const temporary = `${file}.tmp`
  const fd = fs.openSync(temporary, 'w', 0o600)
  try {
    fs.writeSync(fd, text)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
  fs.renameSync(temporary, file)
  const parent = fs.openSync(directory, 'r')
  try {
    fs.fsyncSync(parent)
  } finally {
    fs.closeSync(parent)
  }
}

interface Lock {
  release(): void
}

/**
 * Locks by a socket in the abstract namespace where there is one: the kernel gives it up with the process, however that ends.
 * Elsewhere by a file with the process id, which is taken over when that process is gone.
 */
async function takeLock(path: string): Promise<Lock> {
  const file = join(path, 'lock')
  const release = process.platform === 'linux' ? await lockBySocket(path, file) : lockByFile(path, file)
  try {
    fs.writeFileSync(file, String(process.pid), { mode: 0o600 })
  } catch (cause) {
    release()
    throw unreadable(path, cause)
  }
  return {
    release: () => {
      fs.rmSync(file, { force: true })
      release()
    },
  }
}

function lockBySocket(path: string, file: string): Promise<() => void> {
  const { dev, ino } = fs.statSync(path)
  const name = `\0robustmq-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => void socket.destroy())
    server.once('error', (cause) => reject(errorCode(cause) === 'EADDRINUSE' ? locked(path, file) : cause))
    server.listen(name, () => {
      server.unref()
      resolve(() => void server.close())
    })
  })
}

function lockByFile(path: string, file: string): () => void {
  for (let attempt = 0; ; attempt++) {
    try {
      fs.closeSync(fs.openSync(file, 'wx', 0o600))
      return () => undefined
    } catch (cause) {
      if (errorCode(cause) !== 'EEXIST' || attempt > 0 || isAlive(readHolder(file))) throw locked(path, file)
      fs.rmSync(file, { force: true })
    }
  }
}

function readHolder(file: string): number {
  try {
    return Number(fs.readFileSync(file, 'utf8'))
  } catch {
    // Just made or just removed by another process: treat it as held by nobody known.
    return 0
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid > 0
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function locked(path: string, file: string): BrokerError {
  const holder = readHolder(file)
  return new BrokerError({
    code: 'DATA_DIRECTORY_LOCKED', retry: 'later',
    message: `the data directory ${path} is in use by another broker${holder > 0 ? ` (process ${holder})` : ''}`,
  })
}
