import type { Random } from '@robustmq/common-runtime'
import { EventQueue } from './event-queue.ts'
import { chance } from './seeded-random.ts'

/** How badly the network behaves; all per message. */
export interface NetworkFaults {
  /** Of a thousand messages, so many are lost. */
  readonly dropPerMille: number
  /** So many arrive twice, each time after a delay of its own. */
  readonly duplicatePerMille: number
  /** Delay in steps, drawn from the range: a wide one reorders. At least 1. */
  readonly delayMin: number
  readonly delayMax: number
  /** So many take ten times as long. */
  readonly slowPerMille: number
}

export const CALM_NETWORK: NetworkFaults = { dropPerMille: 0, duplicatePerMille: 0, delayMin: 1, delayMax: 1, slowPerMille: 0 }

interface Flight<M> {
  readonly from: number
  readonly to: number
  readonly message: M
}

/** A network of messages in virtual time. What is cut when a message arrives is lost, whenever it was sent. */
export class VirtualNetwork<M> {
  faults: NetworkFaults = CALM_NETWORK
  readonly #random: Random
  readonly #inFlight = new EventQueue<Flight<M>>()
  readonly #cut = new Map<number, Set<number>>()

  constructor(random: Random) {
    this.#random = random
  }

  get inFlightCount(): number {
    return this.#inFlight.size
  }

  /** False: lost at once. True does not mean that it will arrive. */
  send(now: number, from: number, to: number, message: M): boolean {
    if (chance(this.#random, this.faults.dropPerMille)) return false
    const flight = { from, to, message }
    this.#inFlight.add(now + this.#delay(), flight)
    if (chance(this.#random, this.faults.duplicatePerMille)) this.#inFlight.add(now + this.#delay(), flight)
    return true
  }

  #delay(): number {
    const { delayMin, delayMax, slowPerMille } = this.faults
    const delay = delayMin + this.#random.below(delayMax - delayMin + 1)
    return chance(this.#random, slowPerMille) ? delay * 10 : delay
  }

  /** Takes the next message that arrives at `now`, or undefined. */
  takeDue(now: number): Flight<M> | undefined {
    for (;;) {
      const flight = this.#inFlight.takeDue(now)
      if (flight === undefined || !this.isCut(flight.from, flight.to)) return flight
    }
  }

  isCut(from: number, to: number): boolean {
    return this.#cut.get(from)?.has(to) ?? false
  }

  /** One way. */
  cut(from: number, to: number): void {
    const targets = this.#cut.get(from)
    if (targets === undefined) this.#cut.set(from, new Set([to]))
    else targets.add(to)
  }

  /** Cuts `side` from all `others`, both ways. */
  partition(side: readonly number[], others: readonly number[]): void {
    for (const a of side) {
      for (const b of others) {
        this.cut(a, b)
        this.cut(b, a)
      }
    }
  }

  /** Every cut is mended. */
  heal(): void {
    this.#cut.clear()
  }
}
