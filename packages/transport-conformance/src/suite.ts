import type { TransportHarness } from './harness.ts'
import {
  abortWhileSendingCase, closeOnceCase, connectionLimitCase, drainCase, endThenDestroyCase, handlerFailureCase, idleCase, infoCase, lingerCase,
  portCase, resetCase,
} from './life-cases.ts'
import { backPressureCase, overflowCase, pauseCase, pauseInsideCase } from './pressure-cases.ts'
import { Stage } from './stage.ts'
import { echoCase, endFlushesCase, halfCloseCase, mixedOutputCase, partlyUsedReservationCase } from './stream-cases.ts'

type Case = (stage: Stage) => Promise<void>

const CASES: readonly (readonly [string, Case])[] = [
  ['what is sent comes back whole and in order, up to megabytes', echoCase],
  ['reserve and writeChunk keep their order, within a turn and over turns', mixedOutputCase],
  ['of a reservation only what was used is sent', partlyUsedReservationCase],
  ['end sends what was given before it and drops what comes after', endFlushesCase],
  ['a peer that does not read makes congestion, then drain, with bounded memory', backPressureCase],
  ['a peer that never reads loses its own connection only', overflowCase],
  ['nothing is delivered while any holder pauses, and nothing is lost', pauseCase],
  ['pause inside onData holds back what has been read already', pauseInsideCase],
  ['a reset by the peer ends in one onClose with its reason', resetCase],
  ['a peer that disappears while both sides send ends in one onClose', abortWhileSendingCase],
  ['however often it is closed, the first reason counts and onClose comes once', closeOnceCase],
  ['the reason of end stays when destroy follows, and a paused connection can end', endThenDestroyCase],
  ['a peer that does not follow an end is dropped after the linger time', lingerCase],
  ['a handler that throws loses its own connection only', handlerFailureCase],
  ['onIdle comes once per silence', idleCase],
  ['connections above the limit are refused unseen', connectionLimitCase],
  ['a closing listener lets connections finish until the deadline', drainCase],
  ['port 0 gives a real port, a taken port is NET_PORT_TAKEN', portCase],
  ['info tells both ends and rising ids', infoCase],
]

/** Registers every case of the connection contract with the runner of `harness`. */
export function transportConformance(harness: TransportHarness): void {
  const cases = harness.halfClose
    ? [...CASES, ['after the peer has ended its side the server can still answer', halfCloseCase] as const]
    : CASES
  for (const [name, body] of cases) {
    harness.test(`${harness.name}: ${name}`, async () => {
      const stage = new Stage(harness)
      try {
        await body(stage)
        await stage.close()
      } catch (error) {
        await stage.close().catch((second: unknown) => second)
        throw new Error(`${harness.name}, seed ${harness.seed ?? 1}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
    })
  }
}
