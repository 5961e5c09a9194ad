// Reads the workspace: packages, their files, their imports. Shared by the manifest check and the canary.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const skipped = new Set(['node_modules', 'dist', '.turbo', 'coverage', '.build'])

/** Files below `directory`, as paths relative to `root`, sorted. */
export function filesBelow(root, directory) {
  const found = []
  const walk = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      // Dot files are a test's own, such as a README example that is being executed.
      if (skipped.has(entry.name) || entry.name.startsWith('.')) continue
      if (entry.isDirectory()) walk(`${path}/${entry.name}`)
      else if (entry.isFile()) found.push(`${path}/${entry.name}`)
    }
  }
  if (existsSync(join(root, directory))) walk(directory)
  return found.sort((a, b) => (a < b ? -1 : 1))
}

/** True for a file that the fence must see. Declarations beside generated JavaScript are not modules of their own. */
export function isSource(file) {
  return /\.(?:ts|mts|js|mjs)$/.test(file) && !file.endsWith('.d.ts') && !file.endsWith('.config.ts')
}

export function isGenerated(file) {
  return file.startsWith('packages/proto-gen/src/generated/')
}

/** Every folder under packages/ and apps/ that is a package, or ought to be one. */
export function readWorkspace(root) {
  const packages = []
  for (const kind of ['packages', 'apps']) {
    if (!existsSync(join(root, kind))) continue
    for (const entry of readdirSync(join(root, kind), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue
      const path = `${kind}/${entry.name}`
      const manifestPath = join(root, path, 'package.json')
      const manifest = existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : null
      packages.push({ kind, folder: entry.name, path, manifest, files: filesBelow(root, path) })
    }
  }
  return packages.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * What a file imports, in any form: static, type-only, `export from`, `import()`, `import('x').T`, `import x = require()`.
 * Returns the specifiers and whether the file re-exports everything of another one.
 */
export function readImports(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false)
  const specifiers = new Set()
  let exportStar = false
  const add = (node) => {
    if (node !== undefined && ts.isStringLiteralLike(node)) specifiers.add(node.text)
  }
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier)
    else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier)
      if (node.moduleSpecifier !== undefined && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))) exportStar = true
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) add(node.moduleReference.expression)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal)
    else if (ts.isCallExpression(node)) {
      const callee = node.expression
      const isImport = callee.kind === ts.SyntaxKind.ImportKeyword
      // createRequire and import.meta.resolve reach packages too.
      const isResolve = ts.isIdentifier(callee) ? callee.text === 'require' : ts.isPropertyAccessExpression(callee) && callee.name.text === 'resolve' && ts.isMetaProperty(callee.expression)
      const isRequire = ts.isCallExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'createRequire'
      if (isImport || isResolve || isRequire) add(node.arguments[0])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { specifiers: [...specifiers], exportStar }
}

/** The package that a bare specifier names, or null for relative paths and Node's own modules. */
export function packageOf(specifier) {
  if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('node:') || specifier.startsWith('#')) return null
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}
