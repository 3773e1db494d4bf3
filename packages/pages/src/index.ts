export { barChart } from './charts/bars.ts'
export { lineChart, type Series } from './charts/lines.ts'
export { fieldOf } from './forms/form-body.ts'
export { type Attributes, attributes, type Content, type Html, html, trustedHtml } from './html.ts'
export { chooseLanguage, languages, locales } from './language.ts'
export type { Link, Page } from './layout.ts'
export { limits as pageLimits } from './limits.ts'
export { day, instant, number, percent } from './moments.ts'
export {
  choiceField,
  errorSummary,
  type Option,
  selectField,
  submit,
  type TextField,
  textField,
} from './parts/fields.ts'
export { buttonLink, notice, pagination, type Tone, tabs, tag } from './parts/say.ts'
export { type Column, definitions, list, regionOf, table } from './parts/table.ts'
export { addReferencePages } from './reference/reference-pages.ts'
export type { Person } from './sign-in/sessions.ts'
export { type SignInOptions, signInPaths } from './sign-in/sign-in.ts'
export { createSite, type Site, type SiteOptions } from './site.ts'
export type { Theme } from './style.ts'
export type {
  AcceptOptions,
  Audience,
  Download,
  OwnVisit,
  Redirect,
  ShowOptions,
  Visit,
} from './visit.ts'
export { defineWords, keepFrenchSigns, type Phrase, type Say } from './words.ts'
