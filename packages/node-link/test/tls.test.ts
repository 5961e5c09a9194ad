import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { PEER_CHANNEL_RAFT } from '@robustmq/broker-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LinkTls, PeerHello } from '../src/index.ts'
import { createTestNode, hear, join } from './two-nodes.ts'

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

let directory = ''
const authorities: Record<string, string> = {}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { cwd: directory, stdio: 'ignore' })
}

/** A certificate for 127.0.0.1 of the authority `ca`, which is made when it is new. */
function certificate(ca: string, name: string): LinkTls {
  if (authorities[ca] === undefined) {
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', `${ca}.key`, '-out', `${ca}.crt`, '-subj', `/CN=${ca}`)
    authorities[ca] = joinPath(directory, `${ca}.crt`)
  }
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1')
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-CAcreateserial', '-days', '2', '-copy_extensions', 'copy', '-out', `${name}.crt`)
  const read = (file: string): Buffer => readFileSync(joinPath(directory, file))
  return { ca: read(`${ca}.crt`), cert: read(`${name}.crt`), key: read(`${name}.key`) }
}

// Certificates are made by the openssl program; without it there is nothing to test with.
describe.skipIf(!hasOpenssl())('with certificates', () => {
  beforeAll(() => {
    directory = mkdtempSync(joinPath(tmpdir(), 'node-link-tls-'))
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  it('both sides are verified, and each learns the name of the other', async () => {
    const names: (string | null)[] = []
    const deps = {
      verifyPeer: (hello: PeerHello): null => {
        names.push(hello.certificateName)
        return null
      },
    }
    const first = createTestNode(1, { tls: certificate('ours', 'node-1') }, deps)
    const second = createTestNode(2, { tls: certificate('ours', 'node-2') }, deps)
    hear(second.link, PEER_CHANNEL_RAFT)
    await join(first, second, [(await first.link.start()).port, (await second.link.start()).port])
    expect(String(await first.link.request(2, PEER_CHANNEL_RAFT, Buffer.from('secret'), 5000))).toBe('secret')
    expect(new Set(names)).toEqual(new Set(['node-1', 'node-2']))
    await Promise.all([first.close(), second.close()])
  })

  it.each([
    ['of another authority', (): LinkTls | undefined => certificate('theirs', 'stranger')],
    ['without any', (): LinkTls | undefined => undefined],
  ])('a node %s is not let in', async (_who, tls) => {
    const refused = tls()
    const first = createTestNode(1, refused === undefined ? {} : { tls: refused })
    const second = createTestNode(2, { tls: certificate('ours', 'node-2b') })
    await first.link.start()
    const { port } = await second.link.start()
    first.link.setPeers([{ nodeId: 2, address: `127.0.0.1:${port}` }])
    while (first.link.statuses()[0]?.lastFailure === '') await new Promise((resolve) => void setImmediate(resolve))
    expect(second.link.peers()).toEqual([])
    expect(first.link.peers()).toEqual([])
    await Promise.all([first.close(), second.close()])
  })
})
