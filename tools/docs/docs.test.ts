import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../apps/broker/src/config.ts'
import { protocolModules } from '../../apps/broker/src/protocols.ts'
import { blocksOf, fillBlocks, read, root } from './blocks.mjs'
import { brokerSections } from './config-reference.mjs'
import { families } from './error-codes.mjs'
import { notes } from './error-notes.mjs'
import { documents, generated } from './generate.mjs'

it.each(documents)('%s says what the code says (else: npx -y pnpm@10 exec node tools/docs/generate.mjs)', (file) => {
  expect(read(file)).toBe(generated(file))
})

it('a stale block is seen, and a block that nobody makes is refused', () => {
  const text = 'by hand\n<!-- generated: colour red -->\nold\n<!-- /generated -->\nby hand\n'
  expect(fillBlocks(text, { colour: (name: string) => `${name} is new\n` })).toBe(text.replace('old', 'red is new'))
  expect(() => fillBlocks(text, {})).toThrow('colour red')
})

it('no section of the broker and no family of errors is left out', () => {
  const config = blocksOf(read('apps/broker/README.md'))
  expect(brokerSections.length).toBeGreaterThan(4)
  for (const section of brokerSections) expect(config).toContain(`config ${section}`)
  const errors = blocksOf(read('docs/errors.md'))
  for (const family of families) expect(errors).toContain(`errors ${family.toLowerCase().replaceAll('_', '-')}`)
})

it('every code that a package lists is in docs/errors.md', () => {
  const text = read('docs/errors.md')
  let count = 0
  for (const folder of readdirSync(join(root, 'packages'))) {
    const src = `packages/${folder}/src`
    if (!existsSync(join(root, src))) continue
    for (const name of readdirSync(join(root, src)).filter((file) => file.endsWith('.ts'))) {
      for (const list of read(`${src}/${name}`).matchAll(/_ERROR_CODES = \[([\s\S]*?)\] as const/g)) {
        for (const code of (list[1] ?? '').matchAll(/'([A-Z0-9_]+)'/g)) {
          count++
          expect(text, `${src}/${name}`).toContain(`\`${code[1]}\``)
        }
      }
    }
  }
  expect(count).toBeGreaterThan(50)
  for (const code of Object.keys(notes)) expect(text, 'a note for a code that is not in the source').toContain(`| \`${code}\` |`)
})

it('links in the documents lead somewhere', () => {
  const files = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'packages/README.md']
  for (const entry of readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })) if (entry.endsWith('.md')) files.push(`docs/${entry}`)
  for (const kind of ['packages', 'apps']) {
    for (const folder of readdirSync(join(root, kind))) if (existsSync(join(root, kind, folder, 'README.md'))) files.push(`${kind}/${folder}/README.md`)
  }
  const broken: string[] = []
  for (const file of files) {
    // What stands in code is no link.
    const text = read(file).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target) || target.startsWith('#')) continue
      if (!existsSync(join(root, dirname(file), target.replace(/#.*$/, '')))) broken.push(`${file}: ${target}`)
    }
  }
  expect(broken).toEqual([])
})

it('the README keeps its word: scripts exist, ports are the defaults, the configuration is good', () => {
  const readme = read('README.md')
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const used = [...readme.matchAll(/^npx -y pnpm@10 ([a-z]+)/gm)].map((match) => match[1] as string)
  expect(used).toContain('start')
  for (const name of used) expect(Object.keys(scripts)).toContain(name)
  const modules = protocolModules.map((create) => create())
  for (const { title, name, defaultListeners } of modules) {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${title} `) || line.startsWith(`| [${title}`))
    if (row === undefined) continue
    for (const listener of defaultListeners) if (listener.disabled !== true) expect(row, name).toContain(String(listener.port))
  }
  const directory = mkdtempSync(join(tmpdir(), 'robustmq-docs-'))
  try {
    const file = join(directory, 'robustmq.toml')
    writeFileSync(file, /```toml\n([\s\S]*?)```/.exec(readme)?.[1] ?? 'missing')
    const config = readConfig({ file, environment: {} }, modules)
    expect(config.admin.port).toBe(58080)
    expect(config.protocols['mqtt']?.listeners['ws']?.enabled).toBe(false)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
