import type { StateMachine } from '@robustmq/broker-api'

/** Counts: a command is a word to remember; the answer is how many there are. Its snapshot is all of them. */
export class CounterMachine implements StateMachine {
  readonly name: string
  readonly version: number
  words: string[] = []
  times: number[] = []

  constructor(name = 'counter', version = 1) {
    this.name = name
    this.version = version
  }

  apply(command: Uint8Array, index: number, timeMs: number): Uint8Array {
    this.words.push(`${index}:${Buffer.from(command).toString()}`)
    this.times.push(timeMs)
    return Buffer.from(String(this.words.length))
  }

  snapshot(): Uint8Array {
    return Buffer.from(JSON.stringify([this.words, this.times]))
  }

  restore(snapshot: Uint8Array): void {
    ;[this.words, this.times] = JSON.parse(Buffer.from(snapshot).toString()) as [string[], number[]]
  }
}
