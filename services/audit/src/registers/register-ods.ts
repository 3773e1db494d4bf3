import type { RegisterOfProcessing } from '@unefois/contracts'
import { writeZip } from '@unefois/zip'

export const odsType = 'application/vnd.oasis.opendocument.spreadsheet'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespaces = {
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  dc: 'http://purl.org/dc/elements/1.1/',
  meta: 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
} as const
const manifestNamespace = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'

/**
 * The register as an OpenDocument spreadsheet (ISO/IEC 26300, OpenDocument 1.3): `mimetype` first
 * and as it is (part 2, §3.3), every cell a text, so that nothing in it can be run as a formula.
 * @param title names the sheet's document.
 */
export function toRegisterOds(register: RegisterOfProcessing, title: string): Buffer {
  const parts = [
    ['mimetype', odsType],
    ['content.xml', content(register)],
    ['styles.xml', styles],
    ['meta.xml', meta(register, title)],
    ['META-INF/manifest.xml', manifest],
  ] as const
  return writeZip(parts.map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
}

function content({ columns, activities, language }: RegisterOfProcessing): string {
  const heading = columns.map(({ label }) => cell([label], 'heading')).join('')
  const rows = activities.map(({ cells }) =>
    rowOf(columns.map(({ id }) => cell(cells[id], 'text')).join('')),
  )
  const sheet =
    `<table:table table:name="${escaped(language.toUpperCase())}">` +
    '<table:table-column table:style-name="wide" table:number-columns-repeated=' +
    `"${columns.length}"/><table:table-header-rows>${rowOf(heading)}</table:table-header-rows>` +
    `${rows.join('')}</table:table>`
  return (
    `${declaration}<office:document-content ${declared('office', 'table', 'text', 'style', 'fo')}` +
    ` office:version="1.3"><office:automatic-styles>${automaticStyles}</office:automatic-styles>` +
    `<office:body><office:spreadsheet>${sheet}</office:spreadsheet></office:body>` +
    '</office:document-content>\n'
  )
}

const automaticStyles =
  '<style:style style:name="wide" style:family="table-column">' +
  '<style:table-column-properties style:column-width="7cm"/></style:style>' +
  '<style:style style:name="text" style:family="table-cell">' +
  '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>' +
  '<style:style style:name="heading" style:family="table-cell">' +
  '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>' +
  '<style:text-properties fo:font-weight="bold"/></style:style>'

function rowOf(cells: string): string {
  return `<table:table-row>${cells}</table:table-row>`
}

/** A cell without text is an empty cell: a string value needs something to say. */
function cell(lines: readonly string[], style: 'heading' | 'text'): string {
  if (lines.length === 0) return `<table:table-cell table:style-name="${style}"/>`
  const paragraphs = lines.map(line => `<text:p>${escaped(line)}</text:p>`).join('')
  return (
    `<table:table-cell table:style-name="${style}" office:value-type="string">` +
    `${paragraphs}</table:table-cell>`
  )
}

const styles =
  `${declaration}<office:document-styles ${declared('office', 'style')} office:version="1.3">` +
  '<office:styles/></office:document-styles>\n'

function meta({ asOf, language }: RegisterOfProcessing, title: string): string {
  return (
    `${declaration}<office:document-meta ${declared('office', 'dc', 'meta')}` +
    ' office:version="1.3">' +
    `<office:meta><meta:generator>Unefois</meta:generator><dc:title>${escaped(title)}</dc:title>` +
    `<dc:date>${asOf}</dc:date><dc:language>${language}</dc:language></office:meta>` +
    '</office:document-meta>\n'
  )
}

const manifest =
  `${declaration}<manifest:manifest xmlns:manifest="${manifestNamespace}" manifest:version="1.3">` +
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.3"` +
  ` manifest:media-type="${odsType}"/>` +
  ['content.xml', 'styles.xml', 'meta.xml']
    .map(
      name => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`,
    )
    .join('') +
  '</manifest:manifest>\n'

function declared(...names: (keyof typeof namespaces)[]): string {
  return names.map(name => `xmlns:${name}="${namespaces[name]}"`).join(' ')
}

/** XML 1.0 has no place for most control characters: they are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
