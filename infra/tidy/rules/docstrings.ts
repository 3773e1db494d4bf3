import { isScript, isTest, type Rule, roomOf, type Violation } from '../tree.ts'

const exported = /^export (?:async )?function (\w+)/u

/** A function that a package offers says what it takes, gives and refuses. */
export const docstrings: Rule = files => {
  const found: Violation[] = []
  for (const { path, text } of files) {
    if (!isScript(path) || isTest(path) || !/^(?:packages|services|contracts)/u.test(roomOf(path)))
      continue
    const lines = text.split('\n')
    for (const [index, line] of lines.entries()) {
      const name = exported.exec(line)?.[1]
      if (name === undefined || lines[index - 1]?.trimEnd().endsWith('*/') === true) continue
      const detail = `${name} is exported without a docstring`
      found.push({ path, line: index + 1, rule: 'docstring', detail })
    }
  }
  return found
}
