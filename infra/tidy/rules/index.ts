import type { Rule } from '../tree.ts'
import { bannedWords } from './banned-words.ts'
import { deadExports } from './dead-exports.ts'
import { deadFiles } from './dead-files.ts'
import { docstrings } from './docstrings.ts'
import { imports } from './imports.ts'
import { names } from './names.ts'
import { pages } from './pages.ts'
import { productWords } from './product-words.ts'
import { sizes } from './sizes.ts'

/** Every rule that is a test. The README of this room lists them beside those that are not. */
export const rules: readonly Rule[] = [
  imports,
  sizes,
  bannedWords,
  productWords,
  deadFiles,
  deadExports,
  docstrings,
  pages,
  names,
]
