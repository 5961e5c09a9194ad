import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { tryDecompress } from '@robustmq/common-compression'
import { BrokerError } from '@robustmq/common-errors'
import { nodeFileSystem } from '@robustmq/common-runtime'
import { dumpStorage, repairStorage, verifyStorage } from '@robustmq/storage-segment'
import type { Finding, StorageReport, VerifyOptions } from '@robustmq/storage-segment'
import type { Command } from 'commander'
import { openDataDirectory } from '../data-directory.ts'

/** `robustmq storage verify|repair|dump`: on the data directory of a broker that does not run. */
export function addStorageCommands(program: Command, print: (text: string) => void): void {
  const storage = program.command('storage').description('what is on the disk, while no broker runs on it')
  storage.command('verify <directory>').description('read everything and verify every checksum and offset; changes nothing, exits 1 when something is damaged')
    .option('--json', 'the report as JSON')
    .action((directory: string, flags: { json?: boolean }) => whileStopped(directory, async (places) => {
      const report = await verifyStorage(places)
      if (flags.json === true) print(JSON.stringify(report, null, 2))
      else printReport(report, print)
      refuseDamage(report.findings, directory)
    }))
  storage.command('repair <directory>').description('cut what recovery would cut, take out what is damaged, make indexes again; exits 1 when records stay lost')
    .option('--quarantine <folder>', 'gets a copy of everything that is taken out (default: quarantine in the data directory)')
    .option('--json', 'the report as JSON')
    .action((directory: string, flags: { quarantine?: string; json?: boolean }) => whileStopped(directory, async (places) => {
      const quarantineDirectory = resolve(flags.quarantine ?? join(directory, 'quarantine'))
      const { before, after, setAside, remarks } = await repairStorage({ ...places, quarantineDirectory })
      if (flags.json === true) print(JSON.stringify({ before, after, setAside, remarks, quarantineDirectory }, null, 2))
      else {
        printReport(before, print)
        for (const { name, bytes, why } of setAside) print(`set aside  ${join(quarantineDirectory, name)} (${bytes} bytes): ${why}`)
        for (const remark of remarks) print(`remark     ${remark}`)
        print(after.findings.length === 0 ? 'the storage is whole' : 'after the repair:')
        if (after.findings.length > 0) printReport(after, print)
      }
      refuseDamage(after.findings, directory)
    }))
  storage.command('dump <directory>').description('what is stored, as JSON lines: batches of segments, then frames of the log')
    .option('--shard <number>', 'only this shard')
    .option('--file <name>', 'only this file, by the end of its path')
    .option('--from <offset>', 'from this offset on')
    .option('--limit <lines>', 'lines at most', '1000')
    .option('--records', 'a line for each record too')
    .action((directory: string, flags: { shard?: string; file?: string; from?: string; limit: string; records?: boolean }) => whileStopped(directory, async (places) => {
      const more = await dumpStorage({
        ...places, decompress: tryDecompress, records: flags.records === true, linesMax: wholeNumber('--limit', flags.limit),
        ...(flags.shard === undefined ? {} : { shard: wholeNumber('--shard', flags.shard) }),
        ...(flags.from === undefined ? {} : { fromOffset: wholeNumber('--from', flags.from) }),
        ...(flags.file === undefined ? {} : { file: flags.file }),
      }, print)
      if (more) process.stderr.write('robustmq: there is more; raise --limit, or use --from, --shard or --file\n')
    }))
}

/** Runs `work` while the data directory is locked, so that no broker starts on it. */
async function whileStopped(directory: string, work: (places: VerifyOptions) => Promise<void>): Promise<void> {
  if (!existsSync(join(directory, 'layout.json'))) {
    throw new BrokerError({ code: 'DATA_DIRECTORY_FOREIGN', retry: 'never', message: `${directory} is not a data directory of a broker` })
  }
  const data = await openDataDirectory(resolve(directory))
  try {
    await work({ directory: data.file('storage'), walDirectory: data.file('wal'), fileSystem: nodeFileSystem })
  } finally {
    data.release()
  }
}

function printReport({ findings, counts }: StorageReport, print: (text: string) => void): void {
  for (const { severity, kind, path, fromByte, toByte, message } of findings) {
    const range = fromByte === undefined ? '' : `, bytes ${fromByte} to ${toByte ?? 'the end'}`
    print(`${severity.padEnd(10)} ${kind}: ${message} (${path}${range})`)
  }
  const { logFiles, frames, segments, extents, shards, records } = counts
  print(`read       ${logFiles} files of the log with ${frames} frames, ${segments} segments with ${extents} extents: ${shards} shards, ${records} records`)
  if (findings.length === 0) print('everything is as it was written')
}

function refuseDamage(findings: readonly Finding[], directory: string): void {
  const damages = findings.filter(({ severity }) => severity === 'damage')
  if (damages.length === 0) return
  throw new BrokerError({ code: 'STORAGE_CORRUPT', retry: 'never', message: `${directory}: ${damages.length} ${damages.length === 1 ? 'place is' : 'places are'} damaged` })
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new BrokerError({ code: 'CONFIG_INVALID', retry: 'never', message: `${name} takes a whole number, not ${JSON.stringify(text)}` })
}
