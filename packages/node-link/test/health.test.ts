import { Client, credentials } from '@grpc/grpc-js'
import { expect, it } from 'vitest'
import { createTestNode } from './two-nodes.ts'

it('the standard health service says that the link serves', async () => {
  const node = createTestNode(1)
  const { port } = await node.link.start()
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure())
  // grpc.health.v1.HealthCheckRequest { service = "" }, HealthCheckResponse { status = SERVING (1) }
  const answer = await new Promise<Buffer>((resolve, reject) => {
    client.makeUnaryRequest('/grpc.health.v1.Health/Check', (bytes: Buffer) => bytes, (bytes: Buffer) => bytes, Buffer.alloc(0), (error, bytes) => {
      if (error === null && bytes !== undefined) resolve(bytes)
      else reject(error ?? new Error('no answer'))
    })
  })
  expect([...answer]).toEqual([0x08, 0x01])
  client.close()
  await node.close()
})
