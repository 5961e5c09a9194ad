// A list of checks for the command line: each is one line, and the last line is `<title>: N passed, N failed`.
export function createCheckList(title) {
  let passed = 0
  let failed = 0
  return {
    /** Runs one check; a thrown error is its failure. Returns what it returns, or undefined. */
    async check(name, run) {
      const startedAt = Date.now()
      try {
        const result = await run()
        passed++
        console.log(`ok    ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
        return result
      } catch (error) {
        failed++
        console.log(`FAIL  ${name}\n${String(error instanceof Error ? error.message : error).trimEnd().replace(/^/gm, '      ')}`)
        return undefined
      }
    },
    /** True when nothing has failed so far: what builds on it is worth trying. */
    get clean() {
      return failed === 0
    },
    /** Prints the last line and sets the exit status. */
    close() {
      console.log(`${title}: ${passed} passed, ${failed} failed`)
      process.exitCode = failed > 0 || passed === 0 ? 1 : 0
    },
  }
}

/** Throws unless the condition holds. */
export function must(condition, message) {
  if (!condition) throw new Error(typeof message === 'function' ? message() : message)
}
