// `pnpm gen protocol|storage <name> [--no-install]`: runs plop with answers by position, then links the new packages.
import { spawnSync } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const args = process.argv.slice(2).filter((one) => one !== '--no-install' && one !== '--')
const install = !process.argv.includes('--no-install')

if (args.length !== 2 || !['protocol', 'storage'].includes(args[0])) {
  console.error('usage: pnpm gen protocol|storage <name> [--no-install]')
  process.exit(2)
}

const run = (command, commandArgs) => {
  const { status, error } = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit' })
  if (error !== undefined) console.error(String(error))
  if (status !== 0) process.exit(status ?? 1)
}

run(process.execPath, [join(root, 'node_modules/plop/bin/plop.js'), '--plopfile', join(root, 'plopfile.mjs'), ...args])
// The lockfile is frozen under CI=true; a generated package is the one reason to change it.
if (install) run('npx', ['-y', 'pnpm@10', 'install', '--no-frozen-lockfile', '--prefer-offline'])
// The lists of packages and limits in the documents are made from the tree.
if (args[0] === 'storage') run(process.execPath, [join(root, 'tools/docs/generate.mjs')])
