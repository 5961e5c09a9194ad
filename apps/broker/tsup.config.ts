import { defineConfig } from 'tsup'

// The second entry is the command line; only the first is the library.
export default defineConfig({ entry: ['src/index.ts', 'src/robustmq.ts'], format: ['esm'], dts: true, sourcemap: true, clean: true, target: 'node22' })
