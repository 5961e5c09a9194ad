import type { Access, Principal } from '@robustmq/broker-api'
import { createApiCodec, KafkaErrorCode, saslAuthenticateApi, saslHandshakeApi } from '@robustmq/codec-kafka'
import { expect, it } from 'vitest'
import type { Client } from './client.ts'
import { apiVersions, metadata } from './client.ts'
import { createRig } from './rig.ts'
import type { Rig } from './rig.ts'

const handshake = createApiCodec(saslHandshakeApi)
const authenticate = createApiCodec(saslAuthenticateApi)
const E = KafkaErrorCode

const PASSWORDS: Readonly<Record<string, string>> = { ann: 'secret', bob: 'other' }

function principal(name: string): Principal {
  return { tenant: 1, name, clientAddress: '' }
}

/** Nobody without a name; `authorized` tells who asked for what. */
function access(authorized: string[] = []): Access {
  return {
    authenticate: ({ userName, password }) =>
      Promise.resolve(userName !== null && password !== null && PASSWORDS[userName] === Buffer.from(password).toString() ? principal(userName) : null),
    authorize: ({ name }, action) => {
      authorized.push(`${name} ${action}`)
      return true
    },
    // An exchange whose proof is the name itself.
    beginScram: () => {
      let userName: string | null = null
      return {
        get userName() {
          return userName
        },
        first: (message) => (message === 'hello' ? 'challenge' : null),
        last: (message) => {
          if (PASSWORDS[message] === undefined) return null
          userName = message
          return 'proof'
        },
      }
    },
    principalOf: (name) => principal(name),
  }
}

function rigWith(authorized: string[] = [], sasl_session_lifetime_ms = 0): Rig {
  return createRig({ access: access(authorized), config: { sasl_session_lifetime_ms } })
}

function plain(name: string, password: string, authorization = ''): Buffer {
  return Buffer.from(`${authorization}\0${name}\0${password}`)
}

async function login(client: Client, token: Buffer, mechanism = 'PLAIN'): Promise<number> {
  expect((await client.ask(handshake, 1, { mechanism })).errorCode).toBe(E.NONE)
  return (await client.ask(authenticate, 2, { authBytes: token })).errorCode
}

it('PLAIN: the client is who it says with the right password, and nobody without', async () => {
  const authorized: string[] = []
  const rig = rigWith(authorized)
  const client = rig.connect()
  expect((await client.ask(apiVersions, 3, { clientSoftwareName: 'x', clientSoftwareVersion: '1' })).errorCode).toBe(E.NONE)
  expect(await login(client, plain('ann', 'secret'))).toBe(E.NONE)
  await client.ask(metadata, 4, { topics: [{ name: 't' }], allowAutoTopicCreation: true })
  expect(authorized).toContain('ann create')
  const wrong = rig.connect()
  expect(await login(wrong, plain('ann', 'guess'))).toBe(E.SASL_AUTHENTICATION_FAILED)
  expect(wrong.connection.reason?.code).toBe('KAFKA_NOT_AUTHENTICATED')
})

it.each([['no NULs', Buffer.from('ann secret')], ['three NULs', Buffer.from('\0ann\0sec\0ret')], ['another to act for', plain('ann', 'secret', 'bob')], ['no name', plain('', 'secret')]])(
  'PLAIN with %s is refused', async (_name, token) => {
    expect(await login(rigWith().connect(), token)).toBe(E.SASL_AUTHENTICATION_FAILED)
  })

it('SCRAM: two messages each way', async () => {
  const client = rigWith().connect()
  expect((await client.ask(handshake, 1, { mechanism: 'SCRAM-SHA-256' })).errorCode).toBe(E.NONE)
  expect(await client.ask(authenticate, 2, { authBytes: Buffer.from('hello') })).toMatchObject({ errorCode: E.NONE, authBytes: Buffer.from('challenge') })
  expect(await client.ask(authenticate, 2, { authBytes: Buffer.from('bob') })).toMatchObject({ errorCode: E.NONE, authBytes: Buffer.from('proof') })
  expect((await client.ask(metadata, 4, { topics: [] })).topics).toEqual([])
})

it('what comes before the login is over is done as whoever logs in', async () => {
  const authorized: string[] = []
  const rig = rigWith(authorized)
  const client = rig.connect()
  client.send(handshake, 1, { mechanism: 'PLAIN' })
  client.send(authenticate, 1, { authBytes: plain('bob', 'other') })
  client.send(metadata, 4, { topics: [{ name: 't' }], allowAutoTopicCreation: true })
  await rig.settle()
  expect(client.take()).toHaveLength(3)
  expect(authorized).toContain('bob create')
})

it('asked for something else first, it closes; an unknown mechanism is told which there are', async () => {
  const rig = rigWith()
  const client = rig.connect()
  client.send(metadata, 4, { topics: [] })
  await rig.settle()
  expect(client.connection.reason?.code).toBe('KAFKA_NOT_AUTHENTICATED')
  const other = rig.connect()
  expect(await other.ask(handshake, 1, { mechanism: 'GSSAPI' }))
    .toEqual({ errorCode: E.UNSUPPORTED_SASL_MECHANISM, mechanisms: ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'] })
  expect((await other.ask(authenticate, 1, { authBytes: plain('ann', 'secret') })).errorCode).toBe(E.ILLEGAL_SASL_STATE)
})

it('old clients send bare tokens after SaslHandshake v0', async () => {
  const rig = rigWith()
  const client = rig.connect()
  expect((await client.ask(handshake, 0, { mechanism: 'PLAIN' })).errorCode).toBe(E.NONE)
  const token = plain('ann', 'secret')
  const length = Buffer.alloc(4)
  length.writeInt32BE(token.length)
  client.deliver(Buffer.concat([length, token]))
  await rig.settle()
  expect(Buffer.concat(client.connection.written)).toEqual(Buffer.alloc(4))
  client.connection.written = []
  expect((await client.ask(metadata, 4, { topics: [] })).topics).toEqual([])
})

it('a session that has to be renewed is: in time, and as the same user (KIP-368)', async () => {
  const rig = rigWith([], 60_000)
  const client = rig.connect()
  await client.ask(handshake, 1, { mechanism: 'PLAIN' })
  expect((await client.ask(authenticate, 1, { authBytes: plain('ann', 'secret') })).sessionLifetimeMs).toBe(60_000)
  await rig.advance(50_000)
  expect(await login(client, plain('ann', 'secret'))).toBe(E.NONE)
  await rig.advance(50_000)
  expect((await client.ask(metadata, 4, { topics: [] })).topics).toEqual([])
  expect(await login(rig.connect(), plain('bob', 'other'))).toBe(E.NONE)
  expect(await login(client, plain('bob', 'other'))).toBe(E.SASL_AUTHENTICATION_FAILED)
  const late = rig.connect()
  await login(late, plain('ann', 'secret'))
  await rig.advance(60_001)
  late.send(metadata, 4, { topics: [] })
  await rig.settle()
  expect(late.connection.reason?.code).toBe('KAFKA_SESSION_EXPIRED')
})
