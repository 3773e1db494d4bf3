/** The look of the answer: one file that needs no other, light and dark, on paper too. */
export const documentStyle = `
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --line: #8a8a94; --soft: #f1f1f4 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --paper: #17171b; --line: #7d7d88; --soft: #25252b }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { line-height: 1.2 }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-size: 1.3rem; font-weight: 600; padding: 1rem 0 .5rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
  border-top: 1px solid var(--line) }
thead th { background: var(--soft) }
tbody th { font-weight: 400; white-space: nowrap }
@media screen { td { min-width: 8rem; overflow-wrap: break-word } }
.scroll { overflow-x: auto }
.scroll:focus-visible, a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
dt { font-weight: 600 } dd { margin: 0 0 .5rem }
pre { background: var(--soft); padding: .8rem; white-space: pre-wrap }
nav ul { list-style: none; padding: 0; display: flex; gap: 1rem }
a { color: inherit }
@media print { nav { display: none } .scroll { overflow: visible } tr { break-inside: avoid }
  body { max-width: none; font-size: 10pt } tbody th { white-space: normal } }
`
