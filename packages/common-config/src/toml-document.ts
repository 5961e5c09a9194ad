import type { AST } from 'toml-eslint-parser'
import { getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser'
import type { ConfigProblem } from './problem.ts'

export interface Place {
  readonly line: number
  readonly column: number
}

/** A parsed file: plain values, and where each key stands. */
export interface TomlDocument {
  readonly value: Record<string, unknown>
  /** By dotted path, array elements as numbers. */
  readonly places: ReadonlyMap<string, Place>
}

/** Parses TOML 1.0. A syntax error is returned as the one problem. */
export function parseTomlDocument(text: string, source: string): TomlDocument | ConfigProblem {
  try {
    const program = parseTOML(text)
    const places = new Map<string, Place>()
    for (const node of program.body[0].body) collect(node, [], places)
    return { value: getStaticTOMLValue(program) as Record<string, unknown>, places }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { source, line: error.lineNumber, column: error.column + 1, key: '', message: `not valid TOML: ${error.message}` }
  }
}

type Node = AST.TOMLKeyValue | AST.TOMLTable | AST.TOMLContentNode

function collect(node: Node, path: readonly (string | number)[], places: Map<string, Place>): void {
  if (node.type === 'TOMLTable') {
    places.set(node.resolvedKey.join('.'), place(node.key))
    for (const entry of node.body) collect(entry, node.resolvedKey, places)
  } else if (node.type === 'TOMLKeyValue') {
    const full = [...path, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))]
    places.set(full.join('.'), place(node.value))
    collect(node.value, full, places)
  } else if (node.type === 'TOMLInlineTable') {
    for (const entry of node.body) collect(entry, path, places)
  } else if (node.type === 'TOMLArray') {
    node.elements.forEach((element, index) => {
      places.set([...path, index].join('.'), place(element))
      collect(element, [...path, index], places)
    })
  }
}

function place(node: { readonly loc: AST.SourceLocation }): Place {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 }
}
