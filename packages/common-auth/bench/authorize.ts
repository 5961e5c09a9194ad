// One cached decision, one that is made anew, one login. `node bench/authorize.ts`
import type { ConnectionInfo, Principal } from '@robustmq/broker-api'
import { createLimitedLog, createNullLogger } from '@robustmq/common-log'
import { systemClock } from '@robustmq/common-runtime'
import { MemoryMeta } from '@robustmq/protocol-conformance'
import { createAuth } from '../src/index.ts'

const auth = createAuth({}, { meta: new MemoryMeta(), clock: systemClock, log: createLimitedLog({}, { log: createNullLogger(), nowMs: () => 0 }) })
await auth.addUser({ name: 'ann', password: 'secret', groups: ['g'] })
for (let i = 0; i < 100; i++) await auth.addRule({ tenant: 1, effect: i % 10 === 0 ? 'deny' : 'allow', principal: '*', client: '*', actions: ['publish'], pattern: `site${i}.+.#` })
const connection: ConnectionInfo = {
  id: 1, transport: 'tcp', listener: 'tcp', remoteAddress: '10.1.2.3', remotePort: 1, localAddress: '10.0.0.1', localPort: 1, applicationProtocol: null, tls: null,
}
const credentials = { userName: 'ann', password: Buffer.from('secret') }
const out = (text: string): void => void process.stdout.write(`${text}\n`)
let start = performance.now()
const who = (await auth.access.authenticate(credentials, connection)) as Principal
out(`login with scrypt: ${(performance.now() - start).toFixed(1)} ms`)
start = performance.now()
for (let i = 0; i < 1000; i++) await auth.access.authenticate(credentials, connection)
out(`login with a password that was right before: ${(performance.now() - start).toFixed(1)} us`)
for (let round = 0; round < 3; round++) {
  for (const count of [1, 16, 1000]) {
    const addresses = Array.from({ length: count }, (_, i) => `site7.room${i}.temperature`)
    let allowed = 0
    const rounds = 5_000_000
    const from = performance.now()
    for (let i = 0; i < rounds; i++) if (auth.access.authorize(who, 'publish', addresses[i % count] as string)) allowed++
    const ns = ((performance.now() - from) * 1e6) / rounds
    if (round === 2) out(`cached decision, ${count} addresses in turn: ${ns.toFixed(1)} ns (${allowed === rounds})`)
  }
}
const fresh = Array.from({ length: 200_000 }, (_, i) => `site7.room${i}.x`)
start = performance.now()
for (const address of fresh) auth.access.authorize(who, 'publish', address)
out(`decision made anew over 100 rules: ${((performance.now() - start) * 1e6 / fresh.length).toFixed(0)} ns`)
