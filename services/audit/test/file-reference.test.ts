import t from 'tap'
import { isReference } from '../src/domain/file-reference.ts'

const year = 2026

t.test('no reference of a file holds a person’s number, however it is written', async t => {
  const numbers = [
    '85073003328',
    '85.07.30-033.28',
    'NISS:85073003328',
    'x8507 3003 328y',
    '253072B07300470',
    '2 53 07 2b 073 004 70',
    '253072B073004',
    'dossier 2.53.07.2B.073.004',
    '８５０７３００３３２８',
    '٨٥٠٧٣٠٠٣٣٢٨',
    '85\u200b073003328',
    '2531307300470 253072B073004',
  ]
  for (const text of numbers) t.notOk(isReference(text, year), text)
  for (const text of ['Réclamation 2026-118', 'CNIL § 2026/4412 (b)', 'n° 850730033', 'A1']) {
    t.ok(isReference(text, year), text)
  }
})
