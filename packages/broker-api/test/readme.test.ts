import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { AppendTicket, BrokerServices, Connection, MessageRun, ProtocolModule, PublishTarget, TicketWaiter } from '../src/index.ts'
import { TICKET_COMMITTED } from '../src/index.ts'

async function moduleOfReadme(): Promise<ProtocolModule> {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replaceAll("'@robustmq/broker-api'", "'../src/index.ts'"))
  try {
    return ((await import(file.href)) as { createLinesModule: () => ProtocolModule }).createLinesModule()
  } finally {
    rmSync(file)
  }
}

it('the protocol of the README publishes lines as one run and answers when they are durable', async () => {
  const published: string[] = []
  const waiters: TicketWaiter[] = []
  const target = {} as PublishTarget
  const ticket: AppendTicket = {
    state: TICKET_COMMITTED, baseOffset: 5, nextOffset: 7, count: 2, error: null, wait: (waiter) => void waiters.push(waiter),
  }
  const publisher = {
    target: (_tenant: number, _format: object, name: string) => {
      published.push(name)
      return target
    },
    ready: () => true,
    publish: (_target: PublishTarget, run: MessageRun) => {
      for (let i = 0; i < run.count; i++) published.push(run.buffer.toString('utf8', run.payloadStart[i], run.payloadEnd[i]))
      return ticket
    },
  }
  const connection = { buffer: Buffer.alloc(100), length: 0, reserve: () => connection.length }
  const module = await moduleOfReadme()
  const protocol = module.start({ publisher, clock: { now: () => 0, monotonic: () => 0 } } as unknown as BrokerServices, {})
  protocol.accept(connection as unknown as Connection).onData(Buffer.from('first\nsecond\n'))
  expect(published).toEqual(['lines', 'first', 'second'])
  expect(connection.length).toBe(0)
  for (const waiter of waiters) waiter.ticketSettled(ticket)
  expect(connection.buffer.toString('utf8', 0, connection.length)).toBe('stored up to 7\n')
})
