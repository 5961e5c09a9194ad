/** Numbered messages of one sender to one partition: the number tells the whole message, so that what is read can be checked. */
export class Stream {
  readonly topic: string
  readonly partition: number
  /** An acknowledgement of this stream promises nothing but order: its topic is not synced before. */
  readonly promised: boolean
  readonly #bytesOf: (number: number) => number
  /** Acknowledgements come in order: all below it are acknowledged. */
  acknowledged = 0
  sent = 0

  constructor(topic: string, partition: number, bytesOf: (number: number) => number, promised = true) {
    this.topic = topic
    this.partition = partition
    this.promised = promised
    this.#bytesOf = bytesOf
  }

  get name(): string {
    return `${this.topic}/${this.partition}`
  }

  /** The value of message `number`: its name, and filling that depends on it. */
  valueOf(number: number): Buffer {
    const head = `${this.topic}/${this.partition}#${number};`
    const value = Buffer.alloc(Math.max(head.length, this.#bytesOf(number)), (number * 31 + 7) & 0xff)
    value.write(head)
    return value
  }
}

export interface Comparison {
  readonly lost: number
  readonly reordered: number
  /** Not what was sent. */
  readonly foreign: number
  readonly first: string | null
}

/** Compares what can be read with what was sent and acknowledged. A stream without promise may be shorter, and has no gap. */
export function compare(stream: Stream, acknowledged: number, values: readonly Buffer[]): Comparison {
  let next = 0
  let lost = 0
  let reordered = 0
  let foreign = 0
  let first: string | null = null
  const found = (what: string): void => {
    first ??= `${stream.name}: ${what}`
  }
  for (const value of values) {
    const number = Number(/#(\d+);/.exec(value.subarray(0, 200).toString('latin1'))?.[1] ?? -1)
    if (number < 0 || !value.equals(stream.valueOf(number))) {
      foreign++
      found(`message ${number} is not what was sent`)
    } else if (number < next) {
      reordered++
      found(`message ${number} comes after ${next - 1}`)
    } else {
      // A hole: lost when acknowledged, and out of order in any case, since something behind it is there.
      if (number > next) {
        lost += number - next
        found(`messages ${next} to ${number - 1} are missing before ${number}`)
      }
      next = number + 1
    }
  }
  if (stream.promised && next < acknowledged) {
    lost += acknowledged - next
    found(`messages ${next} to ${acknowledged - 1} were acknowledged and are gone`)
  }
  return { lost, reordered, foreign, first }
}
