import type { FileSystem } from '@robustmq/common-runtime'

export interface SetAside {
  /** In the quarantine folder. */
  readonly name: string
  readonly bytes: number
  readonly why: string
}

/** A folder that keeps what a repair takes out: nothing is ever deleted without being there first, durably. */
export class Quarantine {
  readonly directory: string
  readonly kept: SetAside[] = []
  readonly #fileSystem: FileSystem

  constructor(fileSystem: FileSystem, directory: string) {
    this.#fileSystem = fileSystem
    this.directory = directory
  }

  /** Durable when it returns. A name that is taken gets a number behind it. */
  keep(name: string, bytes: Uint8Array, why: string): void {
    this.#fileSystem.makeDirectorySync(this.directory)
    let unique = name
    for (let i = 2; this.#fileSystem.existsSync(`${this.directory}/${unique}`); i++) unique = `${name}.${i}`
    this.#write(unique, bytes)
    this.kept.push({ name: unique, bytes: bytes.length, why })
  }

  /** Writes what was kept and why beside it. */
  finish(): void {
    if (this.kept.length === 0) return
    let name = 'contents.json'
    for (let i = 2; this.#fileSystem.existsSync(`${this.directory}/${name}`); i++) name = `contents.${i}.json`
    this.#write(name, Buffer.from(`${JSON.stringify(this.kept, null, 2)}\n`))
  }

  #write(name: string, bytes: Uint8Array): void {
    const handle = this.#fileSystem.openSync(`${this.directory}/${name}`, 'create')
    try {
      handle.writeSync(bytes, 0, bytes.length, 0)
      handle.datasyncSync()
    } finally {
      handle.closeSync()
    }
    this.#fileSystem.syncDirectorySync(this.directory)
  }
}
