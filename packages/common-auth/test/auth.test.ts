import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { Action, ConnectionInfo, Principal } from '@robustmq/broker-api'
import { createLimitedLog, createNullLogger } from '@robustmq/common-log'
import { ManualTime, MemoryMeta } from '@robustmq/protocol-conformance'
import { describe, expect, it } from 'vitest'
import { AuthMachine } from '../src/auth-machine.ts'
import type { Auth, AuthOptions, ScramMechanism } from '../src/index.ts'
import { createAuth } from '../src/index.ts'

const CONNECTION: ConnectionInfo = {
  id: 1, transport: 'tcp', listener: 'tcp', remoteAddress: '10.1.2.3', remotePort: 1, localAddress: '10.0.0.1', localPort: 1, applicationProtocol: null, tls: null,
}

interface Rig {
  readonly auth: Auth
  readonly meta: MemoryMeta
  readonly time: ManualTime
  login(name: string | null, password?: string, from?: string, clientId?: string): Promise<Principal | null>
  may(who: Principal | null, action: Action, address: string | null): boolean
}

function rig(options: AuthOptions = {}): Rig {
  const meta = new MemoryMeta()
  const time = new ManualTime()
  const auth = createAuth(options, { meta, clock: time, log: createLimitedLog({}, { log: createNullLogger(), nowMs: () => 0 }) })
  return {
    auth, meta, time,
    login: async (userName, password, remoteAddress = CONNECTION.remoteAddress, clientId) =>
      auth.access.authenticate({ userName, password: password === undefined ? null : Buffer.from(password), clientId: clientId ?? null }, { ...CONNECTION, remoteAddress }),
    may: (who, action, address) => who !== null && auth.access.authorize(who, action, address),
  }
}

async function withUsers(options: AuthOptions = {}): Promise<Rig> {
  const made = rig(options)
  await made.auth.addUser({ name: 'root', password: 'r00t' })
  await made.auth.addUser({ name: 'ann', password: 'secret', groups: ['sensors'] })
  return made
}

const rule = (effect: 'allow' | 'deny', principal: string, actions: readonly Action[], pattern: string, client = '*') => ({ tenant: 1, effect, principal, client, actions, pattern })

describe('logging in', () => {
  it('nobody is asked while there are no users; afterwards everybody is, and there is no default password', async () => {
    const { auth, login, may } = rig()
    const early = await login(null)
    expect(early).toMatchObject({ name: 'anonymous', tenant: 1 })
    const impostor = await login('root')
    expect(may(early, 'admin', null)).toBe(true)
    await auth.addUser({ name: 'root', password: 'r00t' })
    for (const attempt of [login(null), login('root'), login('root', ''), login('root', 'root'), login('admin', 'admin'), login('nobody', 'nobody')]) expect(await attempt).toBeNull()
    // Sessions from before may do nothing more, whatever name they gave.
    expect(may(early, 'publish', 'a')).toBe(false)
    expect(may(impostor, 'admin', null)).toBe(false)
    expect(may(await login('root', 'r00t'), 'admin', null)).toBe(true)
  })

  it('the first user administers; the last administrator cannot be taken away', async () => {
    const { auth } = await withUsers()
    expect(auth.users()).toEqual([
      { name: 'ann', tenant: 1, enabled: true, admin: false, groups: ['sensors'] }, { name: 'root', tenant: 1, enabled: true, admin: true, groups: [] },
    ])
    await expect(auth.deleteUser('root')).rejects.toMatchObject({ code: 'AUTH_LAST_ADMIN' })
    await expect(auth.changeUser('root', { enabled: false })).rejects.toMatchObject({ code: 'AUTH_LAST_ADMIN' })
    await expect(auth.changeUser('root', { admin: false })).rejects.toMatchObject({ code: 'AUTH_LAST_ADMIN' })
    await auth.changeUser('ann', { admin: true })
    await auth.deleteUser('root')
    await expect(auth.deleteUser('root')).rejects.toMatchObject({ code: 'AUTH_USER_UNKNOWN' })
  })

  it('a password serves until it is changed; a disabled or deleted user is out at once, sessions included', async () => {
    const { auth, login, may } = await withUsers()
    const session = await login('ann', 'secret')
    expect(may(session, 'publish', 'a')).toBe(true)
    expect(await login('ann', 'secret')).toMatchObject({ name: 'ann' })
    await auth.changeUser('ann', { password: 'other' })
    expect(await login('ann', 'secret')).toBeNull()
    expect(await login('ann', 'other')).toMatchObject({ name: 'ann' })
    await auth.changeUser('ann', { enabled: false })
    expect(await login('ann', 'other')).toBeNull()
    expect(may(session, 'publish', 'a')).toBe(false)
    await auth.changeUser('ann', { enabled: true })
    expect(may(session, 'publish', 'a')).toBe(true)
    await auth.deleteUser('ann')
    expect(may(session, 'publish', 'a')).toBe(false)
  })

  it('failures block the pair of user and address, not the user, and not for ever', async () => {
    const { login, time } = await withUsers({ failuresMax: 3, failureWindowMs: 60_000 })
    for (let i = 0; i < 3; i++) expect(await login('ann', 'guess', '10.9.9.9')).toBeNull()
    expect(await login('ann', 'secret', '10.9.9.9')).toBeNull()
    expect(await login('ann', 'secret', '10.1.1.1')).not.toBeNull()
    time.advance(60_010)
    expect(await login('ann', 'secret', '10.9.9.9')).not.toBeNull()
  })

  it('checks run a few at a time, and too many waiting are refused', async () => {
    const { login } = await withUsers({ checksMax: 1, checksWaitingMax: 2, failuresMax: 1000 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => login('ann', 'secret')))
    expect(answers.filter((answer) => answer !== null)).toHaveLength(3)
  })

  it('clients without a name are let in when that is configured, under the rules', async () => {
    const { auth, login, may } = await withUsers({ anonymous: true })
    const nobody = await login(null)
    expect(may(nobody, 'publish', 'a')).toBe(true)
    expect(may(nobody, 'admin', null)).toBe(false)
    await auth.addRule(rule('deny', 'user:anonymous', ['publish'], '#'))
    expect(may(nobody, 'publish', 'a')).toBe(false)
  })

  it('refuses users and rules that cannot be', async () => {
    const { auth } = await withUsers()
    await expect(auth.addUser({ name: 'ann', password: 'x' })).rejects.toMatchObject({ code: 'AUTH_USER_EXISTS' })
    await expect(auth.addUser({ name: '', password: 'x' })).rejects.toMatchObject({ code: 'AUTH_INVALID' })
    await expect(auth.addUser({ name: 'bob', password: '' })).rejects.toMatchObject({ code: 'AUTH_INVALID' })
    for (const bad of ['a.#.b', 'a.b+', '']) await expect(auth.addRule(rule('deny', '*', [], bad))).rejects.toMatchObject({ code: 'AUTH_INVALID' })
    await expect(auth.addRule(rule('deny', 'someone', [], '#'))).rejects.toMatchObject({ code: 'AUTH_INVALID' })
    await expect(auth.addRule(rule('deny', '*', [], '#', '10.0.0.0/64'))).rejects.toMatchObject({ code: 'AUTH_INVALID' })
    await expect(auth.deleteRule(99)).rejects.toMatchObject({ code: 'AUTH_RULE_UNKNOWN' })
  })
})

describe('access rules', () => {
  it('what is denied is denied, whatever is allowed and in whatever order; the default is configurable', async () => {
    const { auth, login, may } = await withUsers()
    const ann = await login('ann', 'secret')
    expect(may(ann, 'publish', 'a.b')).toBe(true)
    const id = await auth.addRule(rule('deny', 'user:ann', ['publish'], 'a.#'))
    await auth.addRule(rule('allow', 'group:sensors', [], 'a.b'))
    expect([may(ann, 'publish', 'a.b'), may(ann, 'publish', 'a'), may(ann, 'publish', 'b'), may(ann, 'subscribe', 'a.b')]).toEqual([false, false, true, true])
    await auth.setDefault(1, 'deny')
    expect([may(ann, 'publish', 'b'), may(ann, 'subscribe', 'a.b')]).toEqual([false, true])
    await auth.deleteRule(id)
    expect(may(ann, 'publish', 'a.b')).toBe(true)
    expect(may(ann, 'connect', null)).toBe(false)
    await auth.addRule(rule('allow', '*', ['connect'], '#'))
    expect(may(ann, 'connect', null)).toBe(true)
    expect(may(ann, 'admin', null)).toBe(false)
  })

  it('levels, wildcards, and placeholders that are taken literally', async () => {
    const { auth, login, may } = await withUsers()
    await auth.setDefault(1, 'deny')
    await auth.addRule(rule('allow', '*', ['publish'], 'home.%u.+'))
    await auth.addRule(rule('allow', '*', ['publish'], 'device.%c'))
    for (const name of ['#', '+', 'a.b']) await auth.addUser({ name, password: 'secret' })
    const ann = await login('ann', 'secret', undefined, 'c1')
    expect(['home.ann.x', 'home.ann', 'home.ann.x.y', 'home.bob.x', 'device.c1', 'device.c2'].filter((address) => may(ann, 'publish', address))).toEqual(['home.ann.x', 'device.c1'])
    expect(['home.x.y', 'home.#.y'].filter(() => true).map((address) => may(null, 'publish', address))).toEqual([false, false])
    const hash = await login('#', 'secret')
    expect(['home.ann.x', 'home.x', 'home.#.x'].filter((address) => may(hash, 'publish', address))).toEqual(['home.#.x'])
    const dotted = await login('a.b', 'secret')
    expect(['home.a.x', 'home.a.b.x'].filter((address) => may(dotted, 'publish', address))).toEqual(['home.a.b.x'])
  })

  it('a subscription is allowed when all of its filter is, and denied when some of it is', async () => {
    const { auth, login, may } = await withUsers()
    await auth.addRule(rule('deny', 'user:ann', ['subscribe'], 'secret.#'))
    const ann = await login('ann', 'secret')
    const tried = ['#', '+', '+.x', '>', 'secret', 'secret.a', 'secret.+', 'open.#', 'open', '+.+.a', 'open.+']
    expect(tried.filter((filter) => may(ann, 'subscribe', filter))).toEqual(['open.#', 'open', 'open.+'])
    await auth.setDefault(1, 'deny')
    await auth.addRule(rule('allow', 'user:ann', ['subscribe'], 'open.+.#'))
    expect(['open.#', 'open.a', 'open.a.#', 'open.+', 'open.+.x', '#', 'open'].filter((filter) => may(ann, 'subscribe', filter))).toEqual(['open.a', 'open.a.#', 'open.+', 'open.+.x'])
  })

  it('client addresses and ranges, of both families, also when they come in by the other', async () => {
    const { auth, login, may } = await withUsers()
    await auth.setDefault(1, 'deny')
    await auth.addRule(rule('allow', '*', [], '#', '10.0.0.0/8'))
    await auth.addRule(rule('allow', '*', [], '#', '2001:db8::/32'))
    const from = async (address: string): Promise<boolean> => may(await login('ann', 'secret', address), 'publish', 'a')
    expect(await Promise.all(['10.255.0.1', '::ffff:10.1.1.1', '11.0.0.1', '2001:db8::1', '2001:db9::1'].map(from))).toEqual([true, true, false, true, false])
  })

  it('a change is in force for sessions that are there', async () => {
    const { auth, login, may } = await withUsers()
    const ann = await login('ann', 'secret')
    for (let i = 0; i < 3; i++) {
      const id = await auth.addRule(rule('deny', '*', ['publish'], 'x'))
      expect(may(ann, 'publish', 'x')).toBe(false)
      await auth.deleteRule(id)
      expect(may(ann, 'publish', 'x')).toBe(true)
    }
    for (let i = 0; i < 5000; i++) expect(may(ann, 'publish', `x${i}`)).toBe(true)
  })
})

describe('SCRAM', () => {
  const client = (mechanism: ScramMechanism, user: string, password: string) => {
    const hash = mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha512'
    const bare = `n=${user},r=clientnonce`
    return {
      first: `n,,${bare}`,
      last(serverFirst: string, before = ''): { message: string; expected: string } {
        const { r, s, i } = Object.fromEntries(serverFirst.split(',').map((part) => [part[0], part.slice(2)])) as Record<string, string>
        const salted = pbkdf2Sync(password, Buffer.from(s as string, 'base64'), Number(i), hash === 'sha256' ? 32 : 64, hash)
        const clientKey = createHmac(hash, salted).update('Client Key').digest()
        const storedKey = createHash(hash).update(clientKey).digest()
        const withoutProof = `c=biws,r=${before}${r}`
        const authMessage = `${bare},${serverFirst},${withoutProof}`
        const signature = createHmac(hash, storedKey).update(authMessage).digest()
        const proof = Buffer.from(clientKey.map((byte, at) => byte ^ (signature[at] as number)))
        const serverKey = createHmac(hash, salted).update('Server Key').digest()
        return { message: `${withoutProof},p=${proof.toString('base64')}`, expected: `v=${createHmac(hash, serverKey).update(authMessage).digest('base64')}` }
      },
    }
  }

  it.each(['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)('%s: the password that was set once serves; a wrong one and an unknown user do not', async (mechanism) => {
    const { auth } = await withUsers()
    const attempt = (user: string, password: string): string | null => {
      const exchange = auth.beginScram(mechanism)
      const ours = client(mechanism, user, password)
      const serverFirst = exchange.first(ours.first)
      const { message, expected } = ours.last(serverFirst ?? '')
      const answer = exchange.last(message)
      if (answer !== null) expect(answer).toBe(expected)
      return exchange.userName
    }
    expect(attempt('ann', 'secret')).toBe('ann')
    expect(attempt('ann', 'Secret')).toBeNull()
    expect(attempt('nobody', 'secret')).toBeNull()
    const salt = (): string | undefined => auth.beginScram(mechanism).first('n,,n=nobody,r=x')?.split(',')[1]
    expect(salt()).toBe(salt())
  })

  it('a client that puts its nonce before the whole one again is understood, with any other text before it is not', async () => {
    const { auth } = await withUsers()
    const ours = client('SCRAM-SHA-256', 'ann', 'secret')
    for (const [before, userName] of [['clientnonce', 'ann'], ['othernonce!', null]] as const) {
      const exchange = auth.beginScram('SCRAM-SHA-256')
      exchange.last(ours.last(exchange.first(ours.first) ?? '', before).message)
      expect(exchange.userName).toBe(userName)
    }
  })

  it('malformed messages, other nonces, replays and messages out of order are refused', async () => {
    const { auth } = await withUsers()
    for (const bad of ['', 'n,,', 'p=tls-unique,,n=ann,r=x', 'n,,n=ann', 'n,,m=ext,n=ann,r=x', 'n,,n=a=nn,r=x', 'n,a=bob,n=ann,r=x', `n,,n=ann,r=${'x'.repeat(5000)}`]) {
      expect(auth.beginScram('SCRAM-SHA-256').first(bad), bad).toBeNull()
    }
    const exchange = auth.beginScram('SCRAM-SHA-256')
    expect(exchange.last('c=biws,r=x,p=AAAA')).toBeNull()
    const ours = client('SCRAM-SHA-256', 'ann', 'secret')
    const { message } = ours.last(exchange.first(ours.first) ?? '')
    const other = auth.beginScram('SCRAM-SHA-256')
    other.first(ours.first)
    expect(other.last(message)).toBeNull()
    expect(exchange.last(message)).not.toBeNull()
    expect(exchange.last(message)).toBeNull()
  })
})

describe('the machine', () => {
  it('comes back from its snapshot, and never throws on bytes that are no command', async () => {
    const { auth, meta, login } = await withUsers()
    await auth.addRule(rule('deny', '*', [], 'x'))
    await auth.setDefault(1, 'deny')
    const machine = new AuthMachine()
    for (const { command } of meta.commands) machine.apply(command, 1)
    for (const bytes of ['', '{', 'null', '[]', '{"do":"addUser"}', '{"do":"addRule","tenant":1,"pattern":5}', '{"do":1}', '{"do":"changeUser","name":{}}']) {
      expect(JSON.parse(Buffer.from(machine.apply(Buffer.from(bytes), 9)).toString())).toMatchObject({ code: expect.stringMatching(/^AUTH_/) as string })
    }
    const copy = new AuthMachine()
    copy.restore(machine.snapshot(), 1)
    expect(copy.snapshot()).toEqual(machine.snapshot())
    expect(copy.state.users.size).toBe(2)
    expect(() => copy.restore(machine.snapshot(), 2)).toThrow('newer')
    expect(await login('ann', 'secret')).not.toBeNull()
    expect(Buffer.concat(meta.commands.map(({ command }) => Buffer.from(command))).includes('secret')).toBe(false)
  })
})
