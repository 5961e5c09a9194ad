import { checkLinearizable, createStream, keyValueModel } from '../src/index.ts'
import { someHistory } from '../test/some-history.ts'

// node packages/simulator/bench/linearizability.bench.ts
for (const [count, keys, lostPerMille, clients] of [[10_000, 100, 10, 20], [10_000, 10, 10, 20], [10_000, 1, 2, 10], [100_000, 100, 5, 20]] as const) {
  const history = someHistory(createStream(8, 0), count, keys, lostPerMille, clients)
  const startedAt = performance.now()
  const { verdict, points } = checkLinearizable(keyValueModel, history)
  const tookMs = Math.round(performance.now() - startedAt)
  process.stdout.write(`${count} operations, ${keys} keys, ${clients} clients, ${lostPerMille} of 1000 unanswered: ${verdict}, ${points} points, ${tookMs} ms\n`)
}
