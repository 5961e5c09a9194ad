import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { encodePublish, packetToBuffer } from '@robustmq/codec-mqtt'
import { expect, it } from 'vitest'
import { connectPacket } from './test-broker.ts'

it('the example of the README is a broker that clients can publish and subscribe through', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/logic-mqtt'", "'../src/index.ts'"))
  try {
    const { listener, stop } = (await import(file.href)) as { listener: { port: number }; stop: () => Promise<void> }
    const socket = connect(listener.port, '127.0.0.1')
    const subscription = { topicFilter: '#', shareName: null, filter: '#', qos: 1, noLocal: false, retainAsPublished: false, retainHandling: 0 } as const
    socket.write(packetToBuffer(connectPacket(4), 4))
    socket.write(packetToBuffer({ type: 'subscribe', packetId: 1, subscriptions: [subscription], properties: {} }, 4))
    socket.write(encodePublish(4, { topic: 'a/b', payload: Buffer.from('hello'), qos: 1, packetId: 2 }))
    let got = Buffer.alloc(0)
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('data', (bytes) => {
        got = Buffer.concat([got, bytes])
        if (got.includes(Buffer.of(0x40, 2, 0, 2))) resolve()
      })
    })
    expect(got.includes(Buffer.from('a/b'))).toBe(true)
    expect(got.includes(Buffer.from('hello'))).toBe(true)
    socket.destroy()
    await stop()
  } finally {
    rmSync(file)
  }
})
