#!/usr/bin/env node
// Runs the broker from source; the published package has its own entry in dist. Plain JavaScript, so that an old Node
// gets a sentence instead of a syntax error.
import module from 'node:module'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`robustmq needs Node 22.18 or newer; this is ${process.version}. In this repository: npx -y pnpm@10 start\n`)
  process.exit(1)
}
module.enableCompileCache?.()
await import('../src/robustmq.ts')
