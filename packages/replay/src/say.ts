import type { Say } from '@unefois/local'

const columnsMax = 88
const indent = ' '.repeat('00:00.0  '.length)

/**
 * Says paragraphs on standard error, each with the minutes and seconds gone by: `00:03.2  text`.
 * Long ones are folded.
 */
export function sayWithTime(): Say {
  const startedMs = performance.now()
  return text => {
    const lines = fold(text, columnsMax).join(`\n${indent}`)
    process.stderr.write(`${elapsed(performance.now() - startedMs)}  ${lines}\n`)
  }
}

/** Folds a text at its spaces into lines of at most so many columns; line breaks stay. */
export function fold(text: string, columns: number): string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines: string[] = []
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1)
      if (last === undefined || last.length + 1 + word.length > columns) lines.push(word)
      else lines[lines.length - 1] = `${last} ${word}`
    }
    return lines
  })
}

/** Milliseconds as minutes, seconds and tenths. */
export function elapsed(durationMs: number): string {
  const tenths = Math.floor(durationMs / 100)
  const minutes = String(Math.floor(tenths / 600)).padStart(2, '0')
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0')
  return `${minutes}:${seconds}.${tenths % 10}`
}
