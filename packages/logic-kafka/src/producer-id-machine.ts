import type { StateMachine } from '@robustmq/broker-api'
import { producersProto } from '@robustmq/proto-gen'

const v1 = producersProto.kafka.v1
const { ProducerIdsCode } = v1

export const PRODUCER_ID_MACHINE = 'kafka-producers'
export const PRODUCER_ID_MACHINE_VERSION = 1

/** Ids that one command may take. */
const BLOCK_COUNT_MAX = 1_000_000

/** Gives away blocks of producer ids, each id once in the life of the cluster. */
export class ProducerIdMachine implements StateMachine {
  readonly name: string = PRODUCER_ID_MACHINE
  readonly version: number = PRODUCER_ID_MACHINE_VERSION
  #next = 0

  apply(command: Uint8Array): Uint8Array {
    let count: number
    try {
      count = v1.ProducerIdsCommand.decode(command).count
    } catch {
      // The decoder throws on malformed bytes; every replica answers them alike.
      count = 0
    }
    if (count < 1 || count > BLOCK_COUNT_MAX) return v1.ProducerIdsAnswer.encode({ code: ProducerIdsCode.PRODUCER_IDS_INVALID }).finish()
    if (this.#next + count > Number.MAX_SAFE_INTEGER) {
      return v1.ProducerIdsAnswer.encode({ code: ProducerIdsCode.PRODUCER_IDS_EXHAUSTED }).finish()
    }
    const first = this.#next
    this.#next += count
    return v1.ProducerIdsAnswer.encode({ code: ProducerIdsCode.PRODUCER_IDS_OK, first }).finish()
  }

  snapshot(): Uint8Array {
    return v1.ProducerIdsSnapshot.encode({ next: this.#next }).finish()
  }

  restore(snapshot: Uint8Array): void {
    this.#next = v1.ProducerIdsSnapshot.decode(snapshot).next
  }
}
