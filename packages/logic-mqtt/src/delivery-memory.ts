import type { DeliveryBlock } from './delivery-block.ts'

/**
 * What QoS 1 deliveries that are not sent yet keep in memory, all clients together. A block that several queues share
 * counts once.
 */
export class DeliveryMemory {
  /** Bytes now. */
  bytes = 0
  private readonly bytesMax: number

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax
  }

  /** True when a queue that grows must give way. */
  get exceeded(): boolean {
    return this.bytes > this.bytesMax
  }

  /** One more queue keeps the (kept) block. */
  take(block: DeliveryBlock): void {
    if (block.holders++ === 0) this.bytes += block.bytes
  }

  /** A queue lets go of the block. */
  release(block: DeliveryBlock): void {
    if (--block.holders === 0) this.bytes -= block.bytes
  }
}
