import { createSeededRandom } from '@robustmq/common-runtime'
import { checkLinearizable, keyValueModel } from '@robustmq/simulator'
import { describe, expect, it } from 'vitest'
import { disturbLeader } from './cluster-proof/faults.ts'
import { pause, ProofCluster } from './cluster-proof/proof-cluster.ts'
import { recordHistory } from './cluster-proof/record-history.ts'

// The short form; the full one, with partitions, is `node apps/broker/test/cluster-proof/run.ts`.
const SEED = 20_261_122

describe('metadata of three real processes', () => {
  it('is linearizable while the leader is killed, stopped and changed', async () => {
    const random = createSeededRandom(SEED)
    const cluster = new ProofCluster({ nodes: 3, namespaces: false })
    try {
      await cluster.start()
      for (const fault of ['kill', 'stop', 'transfer'] as const) {
        const history = await recordHistory(cluster, random, { name: fault, operations: 800, clients: 48, keys: 60 }, async (answered) => {
          while (answered() < 200) await pause(5)
          await disturbLeader(cluster, random, fault)
        })
        expect(history.answered).toBeGreaterThanOrEqual(800)
        expect(checkLinearizable(keyValueModel, history.operations), `seed ${SEED}, ${fault}`).toMatchObject({ verdict: 'linearizable' })
      }
    } finally {
      await cluster.dispose()
    }
  }, 300_000)

  it('is not when nodes answer reads from what they happen to know: the checker sees the planted mistake', async () => {
    const random = createSeededRandom(SEED)
    const cluster = new ProofCluster({ nodes: 3, namespaces: false, staleReads: true })
    try {
      await cluster.start()
      const verdicts: string[] = []
      for (let round = 0; round < 10 && !verdicts.includes('violated'); round++) {
        const history = await recordHistory(cluster, random, { name: `r${round}`, operations: 1000, clients: 24, keys: 4 }, () => Promise.resolve())
        verdicts.push(checkLinearizable(keyValueModel, history.operations).verdict)
      }
      expect(verdicts, `seed ${SEED}`).toContain('violated')
    } finally {
      await cluster.dispose()
    }
  }, 300_000)
})
