import type { StateMachine } from '@robustmq/broker-api'

/*
 * Registers by key, agreed on as metadata is: what the proof of the metadata path works on. Commands and answers are text with
 * fields parted by tabs: `put key value`, `append key value`, `swap key expected value` (`-`: nothing expected). Tests only.
 */
export const REGISTERS = 'registers'

export class RegistersMachine implements StateMachine {
  readonly name: string = REGISTERS
  readonly version: number = 1
  #values = new Map<string, string>()

  get(key: string): string | null {
    return this.#values.get(key) ?? null
  }

  apply(command: Uint8Array): Uint8Array {
    const [op, key = '', first = '', second = ''] = Buffer.from(command).toString().split('\t')
    if (op === 'put') this.#values.set(key, first)
    else if (op === 'append') {
      const after = `${this.get(key) ?? ''}${first}`
      this.#values.set(key, after)
      return Buffer.from(`value\t${after}`)
    } else if (op === 'swap') {
      const done = this.get(key) === (first === '-' ? null : first)
      if (done) this.#values.set(key, second)
      return Buffer.from(`done\t${done ? 1 : 0}`)
    } else return Buffer.from('refused')
    return Buffer.from('ok')
  }

  snapshot(): Uint8Array {
    return Buffer.from(JSON.stringify([...this.#values]))
  }

  restore(snapshot: Uint8Array): void {
    this.#values = new Map(JSON.parse(Buffer.from(snapshot).toString()) as [string, string][])
  }
}
