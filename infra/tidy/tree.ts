import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file of the house: path from the root with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** A broken house rule. `line` counts from 1; 0 means the file as a whole. */
export interface Violation {
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly detail: string
}

/** A house rule: a pure function from the whole tree to what breaks it. */
export type Rule = (files: readonly SourceFile[]) => Violation[]

/** Made by tools, or holding data: not ours to keep tidy. `.git` is a file in a second worktree. */
const skipped = new Set(['node_modules', '.git', '.tap', '.unefois', 'coverage'])
const binary = /\.(?:png|ico|woff2?|tsbuildinfo)$/u

/** Reads every text file under `root`, in path order; generated ones too (each rule decides). */
export function readTree(root: string, folder = ''): SourceFile[] {
  const files: SourceFile[] = []
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name)) continue
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      files.push(...readTree(root, path))
    } else if (entry.isFile() && !binary.test(entry.name) && existsSync(join(root, path))) {
      files.push({ path, text: readFileSync(join(root, path), 'utf8') })
    }
  }
  return files
}

/** Written by hand in a programming language; JSON and generated files are not. */
export function isCode(path: string): boolean {
  return /\.(?:ts|mjs|sql)$/u.test(path) && !path.includes('/generated/')
}

export function isScript(path: string): boolean {
  return /\.(?:ts|mjs)$/u.test(path) && !path.includes('/generated/')
}

export function isTest(path: string): boolean {
  return path.split('/').includes('test') || path.endsWith('.test.ts')
}

/** The line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

/** The room of a path: `packages/bus`, `services/desk`, `contracts`, `infra`, or '' at the top. */
export function roomOf(path: string): string {
  const [top = '', second = '', third] = path.split('/')
  if (top === 'packages' || top === 'services')
    return third === undefined ? top : `${top}/${second}`
  return top === 'contracts' || top === 'infra' ? top : ''
}
