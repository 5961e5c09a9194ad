import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCommandLine } from '../src/cli/command-line.ts'
import { protocolModules } from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const directory = mkdtempSync(join(tmpdir(), 'robustmq-readme-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** Runs the command line and returns what it says. */
async function said(...args: string[]): Promise<string> {
  const write = process.stdout.write.bind(process.stdout)
  let text = ''
  process.stdout.write = ((part: string) => {
    text += part
    return true
  }) as typeof process.stdout.write
  try {
    await runCommandLine(args)
  } finally {
    process.stdout.write = write
  }
  return text
}

it('the example of the README starts a broker, shows its listeners and stops it', async () => {
  const portsBySystem: Record<string, string> = { ROBUSTMQ_ADMIN__PORT: '0' }
  for (const { name, defaultListeners } of protocolModules.map((create) => create())) {
    for (const listener of defaultListeners) portsBySystem[`ROBUSTMQ_${name}__LISTENERS__${listener.name}__PORT`.toUpperCase()] = '0'
  }
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  const given = `const directory = ${JSON.stringify(directory)}\nconst portsBySystem = ${JSON.stringify(portsBySystem)}\n`
  writeFileSync(file, given + example.replace("'robustmq-broker'", "'../src/index.ts'").replace('console.log(broker.table)', 'export const table = broker.table'))
  try {
    const { table } = (await import(file.href)) as { table: string }
    expect(table).toContain('LISTENING ON')
    expect(table).toContain(directory)
    expect(table).toContain('fsync always')
  } finally {
    rmSync(file)
  }
})

it('the README names every command and every option of start, and no other', async () => {
  const protocols = protocolModules.map((create) => create().name)
  const commands = [...(await said('--help')).matchAll(/^ {2}([a-z]+)(?: \[options\]|  )/gm)].map((match) => match[1] as string)
  expect(commands).toContain('start')
  for (const command of commands) if (command !== 'help' && !protocols.includes(command)) expect(readme).toContain(`\`robustmq ${command}`)
  const topicCommands = [...(await said('topic', '--help')).matchAll(/^ {2}([a-z]+) \[options\]/gm)].map((match) => match[1] as string)
  expect(topicCommands).toContain('describe')
  for (const command of topicCommands) expect(readme).toContain(`\`robustmq topic ${command}`)
  const options = (await said('start', '--help')).matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)
  const known = [...options].map((match) => match[1] as string).filter((name) => name !== '--help').sort()
  const section = readme.slice(readme.indexOf('| option of `start`'), readme.indexOf('| exit status'))
  const named = [...section.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1] as string).sort()
  expect(named).toEqual(known)
})
