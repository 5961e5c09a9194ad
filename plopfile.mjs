import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listStorage, storageAnswersFor, validateStorageName } from './tools/generator/storage.mjs'
import { addDependency, answersFor, findName, listPackages, register, validateName } from './tools/generator/protocol.mjs'

const root = dirname(fileURLToPath(import.meta.url))

export default function plopfile(plop) {
  plop.setGenerator('protocol', {
    description: 'two packages and one registration line for a new protocol',
    prompts: [{ type: 'input', name: 'name', message: 'name of the protocol (lower-case letters and digits)', validate: (name) => validateName(root, name) }],
    actions: (given) => {
      // Answers given by position are not validated by the prompt in every version.
      const valid = validateName(root, given.name)
      if (valid !== true) throw new Error(valid)
      const taken = findName(root, given.name)
      if (taken !== null) throw new Error(`'${given.name}' is a word in ${taken}, which may not name a protocol; choose a name that is told apart`)
      const data = answersFor(given.name)
      const package_ = (kind) => ({
        type: 'addMany', destination: `packages/${kind}-${given.name}`, base: `tools/generator/templates/${kind}`,
        templateFiles: `tools/generator/templates/${kind}/**/*.hbs`, globOptions: { dot: true }, abortOnFail: true, data,
      })
      const modify = (path, transform) => ({ type: 'modify', path, transform: (text) => transform(text, data), abortOnFail: true })
      return [
        package_('codec'),
        package_('logic'),
        { type: 'add', path: `.changeset/${given.name}-protocol.md`, templateFile: 'tools/generator/templates/changeset.md.hbs', abortOnFail: true, data },
        modify('apps/broker/src/protocols.ts', register),
        modify('apps/broker/package.json', addDependency),
        modify('packages/README.md', listPackages),
      ]
    },
  })
  plop.setGenerator('storage', {
    description: 'a package with a storage driver that passes the conformance suite',
    prompts: [{ type: 'input', name: 'name', message: 'name of the driver (lower-case letters and digits)', validate: (name) => validateStorageName(root, name) }],
    actions: (given) => {
      const valid = validateStorageName(root, given.name)
      if (valid !== true) throw new Error(valid)
      const data = storageAnswersFor(given.name)
      return [
        {
          type: 'addMany', destination: `packages/storage-${given.name}`, base: 'tools/generator/templates/storage',
          templateFiles: 'tools/generator/templates/storage/**/*.hbs', globOptions: { dot: true }, abortOnFail: true, data,
        },
        { type: 'add', path: `.changeset/${given.name}-storage.md`, templateFile: 'tools/generator/templates/changeset-storage.md.hbs', abortOnFail: true, data },
        { type: 'modify', path: 'packages/README.md', transform: (text) => listStorage(text, data), abortOnFail: true },
      ]
    },
  })
}
