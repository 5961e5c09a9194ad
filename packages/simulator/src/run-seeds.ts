export interface SeedRun {
  readonly firstSeed: number
  readonly seedCount: number
  /** Runs one seed; throws when something is wrong. */
  run(seed: number): void
  /** The command that runs this seed alone. */
  replay(seed: number): string
}

/** Runs seeds one after the other. The first that fails ends it, with an error that says how to run it again. */
export function runSeeds({ firstSeed, seedCount, run, replay }: SeedRun): void {
  for (let seed = firstSeed; seed < firstSeed + seedCount; seed++) {
    try {
      run(seed)
    } catch (cause) {
      const what = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`seed ${seed}: ${what}\nreplay: ${replay(seed)}`, { cause })
    }
  }
}
