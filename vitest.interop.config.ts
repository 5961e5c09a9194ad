import { defineConfig } from 'vitest/config'

// Real clients against a real broker; each file starts its own processes, so they run one after the other.
export default defineConfig({
  test: {
    include: ['interop/**/*.interop.test.ts'],
    fileParallelism: false,
    passWithNoTests: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
