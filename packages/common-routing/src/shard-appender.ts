import type { MessageRun } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import { mayHoldExpiry } from '@robustmq/common-expiry'
import type { Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { BatchBuilder, BatchBuilderPool } from '@robustmq/record-batch'
import { BROKER_WRITTEN, MAY_EXPIRE, RECORD_RETAINED } from '@robustmq/record-batch'
import type { Companion, Shard } from '@robustmq/storage-adapter'
import { BatchTicket } from './batch-ticket.ts'
import { joinHeaders } from './join-headers.ts'

/**
 * Gathers what arrives for one shard in one turn into one record batch (a batch per message costs six times as much as
 * a batch of 64; see docs/benchmarks.md). An idle appender holds no buffer.
 */
export class ShardAppender implements TurnTask {
  readonly shard: Pick<Shard, 'append'>
  private readonly turns: Turns
  private readonly builders: BatchBuilderPool
  private builder: BatchBuilder | null = null
  private ticket: BatchTicket | null = null
  private scheduled = false

  constructor(shard: Pick<Shard, 'append'>, turns: Turns, builders: BatchBuilderPool) {
    this.shard = shard
    this.turns = turns
    this.builders = builders
  }

  /** Adds a run; `headerBlock` goes to every record that has no headers of its own. Returns the ticket of its last message. */
  append(run: MessageRun, headerBlock: Buffer | null): BatchTicket {
    const attributes = run.deliveryClass | (run.retained ? RECORD_RETAINED : 0)
    if (run.keyStart !== null || run.headersStart !== null || run.timestamps !== null || (run.payloadStart[0] as number) < 0) {
      return this.appendOneByOne(run, headerBlock, attributes)
    }
    let from = 0
    let previous: BatchTicket | null = null
    for (;;) {
      const ticket = this.open(run.timestampMs, previous)
      const taken = (this.builder as BatchBuilder).appendValues(
        run.buffer, run.payloadStart, run.payloadEnd, from, run.count - from, run.timestampMs, attributes, headerBlock)
      ticket.count += taken
      from += taken
      if (from === run.count) return ticket
      assert(ticket.count > 0, 'a message that fits in no batch passed the size check')
      this.seal()
      previous = ticket
    }
  }

  /** The run as a batch of its own, atomic with `companions`; its messages fit in one batch. */
  appendWith(run: MessageRun, headerBlock: Buffer | null, companions: readonly Companion[]): BatchTicket {
    this.seal()
    const ticket = this.append(run, headerBlock)
    assert(ticket.count === run.count, 'a run with companions fits in one batch')
    this.seal(companions)
    return ticket
  }

  /** Hands the open batch to storage now, so that what is appended to the shard directly comes after it. */
  seal(companions?: readonly Companion[]): void {
    const { builder, ticket } = this
    if (builder === null || ticket === null) return
    this.builder = null
    this.ticket = null
    this.shard.append(builder.finish(), companions === undefined ? { completion: ticket, token: 0 } : { completion: ticket, token: 0, companions })
    this.builders.release(builder)
  }

  onTurnEnd(): void {
    this.scheduled = false
    this.seal()
  }

  private open(timestampMs: number, previous: BatchTicket | null): BatchTicket {
    let ticket = this.ticket
    if (ticket === null) {
      const builder = this.builders.acquire()
      builder.begin(timestampMs, BROKER_WRITTEN)
      ticket = new BatchTicket()
      ticket.previous = previous
      this.builder = builder
      this.ticket = ticket
      if (!this.scheduled) {
        this.scheduled = true
        this.turns.atTurnEnd(TURN_APPEND, this)
      }
    }
    return ticket
  }

  /** The general form: keys, headers, timestamps or null values differ from message to message. */
  private appendOneByOne(run: MessageRun, headerBlock: Buffer | null, attributes: number): BatchTicket {
    let previous: BatchTicket | null = null
    let ticket: BatchTicket | null = null
    const bits = expires(run) ? MAY_EXPIRE : 0
    for (let i = 0; i < run.count; ) {
      const timestampMs = run.timestamps === null ? run.timestampMs : (run.timestamps[i] as number)
      ticket = this.open(timestampMs, previous)
      const keyStart = run.keyStart === null ? -1 : (run.keyStart[i] as number)
      const payloadStart = run.payloadStart[i] as number
      const fits = (this.builder as BatchBuilder).append(
        timestampMs,
        attributes,
        keyStart < 0 ? null : run.buffer,
        keyStart,
        run.keyEnd === null ? -1 : (run.keyEnd[i] as number),
        payloadStart < 0 ? null : run.buffer,
        payloadStart,
        run.payloadEnd[i] as number,
        joinHeaders(headersOf(run, i), headerBlock),
      )
      if (fits) {
        ;(this.builder as BatchBuilder).mark(bits)
        ticket.count++
        i++
        continue
      }
      assert(ticket.count > 0, 'a message that fits in no batch passed the size check')
      this.seal()
      previous = ticket
    }
    return ticket as BatchTicket
  }
}

/** True when a message of the run may have an end of life; in doubt true, which costs readers a look. */
function expires(run: MessageRun): boolean {
  const { headerBuffer, headersStart, headersEnd, count } = run
  if (headerBuffer === null || headersStart === null || headersEnd === null) return false
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (let i = 0; i < count; i++) {
    if (headersStart[i] === headersEnd[i]) continue
    from = Math.min(from, headersStart[i] as number)
    to = Math.max(to, headersEnd[i] as number)
  }
  return to > 0 && mayHoldExpiry(headerBuffer, from, to)
}

function headersOf(run: MessageRun, i: number): Buffer | null {
  if (run.headerBuffer === null || run.headersStart === null || run.headersEnd === null) return null
  const start = run.headersStart[i] as number
  const end = run.headersEnd[i] as number
  return start === end ? null : run.headerBuffer.subarray(start, end)
}
