import type { MetaPort } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { producersProto } from '@robustmq/proto-gen'
import { PRODUCER_ID_MACHINE } from './producer-id-machine.ts'

const v1 = producersProto.kafka.v1

/** Ids taken with one command; those left when the node stops are lost, of 2^53. */
const BLOCK_COUNT = 1000

/** Hands out producer ids from blocks, so that not each of them is a command. */
export class ProducerIds {
  readonly #meta: MetaPort
  #next = 0
  #end = 0
  #taking: Promise<void> | null = null

  constructor(meta: MetaPort) {
    this.#meta = meta
  }

  /** An id that was never given before. @throws BrokerError META_* */
  async take(): Promise<number> {
    while (this.#next === this.#end) {
      this.#taking ??= this.#takeBlock().finally(() => (this.#taking = null))
      await this.#taking
    }
    return this.#next++
  }

  async #takeBlock(): Promise<void> {
    const command = v1.ProducerIdsCommand.encode({ count: BLOCK_COUNT }).finish()
    const { code, first } = v1.ProducerIdsAnswer.decode(await this.#meta.propose(PRODUCER_ID_MACHINE, command))
    if (code !== v1.ProducerIdsCode.PRODUCER_IDS_OK) {
      throw new BrokerError({ code: 'KAFKA_PRODUCER_IDS', retry: 'never', message: `no producer ids: answer ${code}` })
    }
    this.#next = first
    this.#end = first + BLOCK_COUNT
  }
}
