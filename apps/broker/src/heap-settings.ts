import { setFlagsFromString } from 'node:v8'

/**
 * Percent by which V8's old generation may outgrow what is alive before it is collected (V8's default comes to about
 * 100 for a small heap).
 *
 * The heap of a broker is small (tens of MB), but every chunk received is memory outside of it that V8 counts too. With
 * the default limit a few MB of such garbage begin a full mark of the heap, up to ten times a second: nearly half of the
 * processor time under load. Measured (docs/adr/0009): QoS 0 stored 2.2 -> 3.8 M messages, bulk produce 110 -> 180 MB, per
 * broker CPU-second. The price: up to five times the live heap before a collection, below --max-old-space-size.
 */
const HEAP_GROWING_PERCENT = 400

/** Sets the collector up for a broker's kind of garbage; once, before anything is allocated. Overridden by `--heap-growing-percent` in NODE_OPTIONS. */
export function tuneHeap(): void {
  const chosen = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((text) => text.includes('heap-growing-percent'))
  if (!chosen) setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`)
}
