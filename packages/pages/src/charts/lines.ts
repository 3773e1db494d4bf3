import type { Language } from '@unefois/contracts'
import { type Content, type Html, html } from '../html.ts'
import { limits } from '../limits.ts'
import { number } from '../moments.ts'
import { figure, niceMax, place } from './figure.ts'

export interface Series {
  readonly label: string
  /** One value for each point. */
  readonly values: readonly number[]
}

const plot = { left: 14, width: 86, top: 10, height: 170 } as const
const drawingHeight = 215

/**
 * Up to four lines over the same points (days, months), told apart by their dashes as by their
 * colours. `points` are the labels of the horizontal axis; first, middle and last are shown.
 * @throws when there are more series, or one whose values do not fit the points.
 */
export function lineChart(options: {
  readonly id: string
  readonly title: string
  /** What the heights count. */
  readonly unit: string
  /** Heads the column of points in the figures. */
  readonly across: string
  readonly points: readonly string[]
  readonly series: readonly Series[]
  readonly language: Language
  readonly write?: (value: number) => string
}): Html {
  const { id, title, unit, points, series, language } = options
  const fits = series.every(({ values }) => values.length === points.length)
  if (!fits || series.length > limits.chartSeriesMax) throw new Error('series do not fit the chart')
  const write = options.write ?? (value => number(value, language))
  const largest = niceMax(series.flatMap(({ values }) => values))
  const lines = series.map(
    ({ values }, at) =>
      html`<polyline class="series s${at + 1}" points="${pathOf(values, largest)}"/>`,
  )
  const drawing = html`<svg role="img" aria-labelledby="${id}" height="${drawingHeight}">
${levels(largest, write)}${pointLabels(points)}
<svg x="${plot.left}%" y="${plot.top}" width="${plot.width}%" height="${plot.height}"
 viewBox="0 0 1000 1000" preserveAspectRatio="none">${lines}</svg></svg>${keyOf(series)}`
  const rows = points.map(
    (point, at) => [point, ...series.map(({ values }) => values[at] ?? 0)] as const,
  )
  const columns = [options.across, ...series.map(({ label }) => label)]
  return figure({ id, title, unit, drawing, language, columns, rows, write })
}

function pathOf(values: readonly number[], largest: number): string {
  const step = 1_000 / Math.max(1, values.length - 1)
  return values
    .map((value, at) => `${Math.round(at * step)},${Math.round(1_000 * (1 - value / largest))}`)
    .join(' ')
}

/** The lines at nothing, half and all of the scale. */
function levels(largest: number, write: (value: number) => string): Content {
  return [0, 0.5, 1].map(share => {
    const y = plot.top + plot.height * (1 - share)
    return html`<line class="grid" x1="${plot.left}%" x2="100%" y1="${y}" y2="${y}"/>
<text x="${place((plot.left - 1.5) / 100)}" y="${y + 5}" text-anchor="end"
>${write(largest * share)}</text>`
  })
}

function pointLabels(points: readonly string[]): Content {
  const last = points.length - 1
  const shown = new Map([
    [0, 'start'],
    [Math.floor(last / 2), 'middle'],
    [last, 'end'],
  ])
  return [...shown].map(([at, anchor]) => {
    const share = last <= 0 ? 0 : at / last
    const x = place((plot.left + plot.width * share) / 100)
    const y = plot.top + plot.height + 24
    return html`<text class="${anchor}" x="${x}" y="${y}" text-anchor="${anchor}"
>${points[at]}</text>`
  })
}

/** Which line is which; one alone is named by the title. */
function keyOf(series: readonly Series[]): Content {
  if (series.length < 2) return undefined
  const items = series.map(
    ({ label }, at) => html`<li><svg viewBox="0 0 40 16" aria-hidden="true"><line
 class="series s${at + 1}" x1="0" y1="8" x2="40" y2="8"/></svg>${label}</li>`,
  )
  return html`<ul class="key">${items}</ul>`
}
