import { describe, expect, it } from 'vitest'
import { transportConformance } from '@robustmq/transport-conformance'
import type { SuiteListenOptions, SuiteListener } from '@robustmq/transport-conformance'
import { createRig } from './rig.ts'
import { connectTcp } from './tcp-client.ts'
import { connectWs } from './ws-client.ts'

const seed = Number(process.env['TRANSPORT_SEED'] ?? 1)
const megabytes = process.env['TRANSPORT_FULL'] === undefined ? 4 : 64

describe('connection contract', () => {
  const rig = createRig()
  let names = 0

  const listen = (transport: 'tcp' | 'ws') => async (options: SuiteListenOptions): Promise<SuiteListener> => {
    const name = `${transport}${++names}`
    const bound = await rig.listeners.listen({ ...options, name, protocol: 'test', transport, host: '127.0.0.1' })
    return { bound, close: (deadlineMs) => bound.close(deadlineMs) }
  }

  transportConformance({ name: 'tcp', test: it, listen: listen('tcp'), connect: connectTcp, halfClose: true, seed, megabytes })
  transportConformance({
    name: 'ws', test: it, listen: listen('ws'), connect: (port) => connectWs(port), halfClose: false, seed, megabytes,
  })

  it('nothing escaped into turns or timers, and every connection was given back', () => {
    expect(rig.escaped).toEqual([])
    expect(rig.listeners.connectionCount).toBe(0)
  })
})
