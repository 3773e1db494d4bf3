import { codes, law } from '@unefois/contracts'
import { retentionLimits } from '@unefois/retention'
import { agreementNames } from '../agreement-names.ts'
import { lawsOfAgreements } from '../laws.ts'
import { backupLine, clockLines } from '../retention-lines.ts'
import { labelOf, sayRegister } from '../say.ts'
import type { Answer, QuestionId, Writing } from './assessment.ts'

/** More agreements than this are counted, not named: the register names them all. */
const namedMax = 40

/** Section 1: what is done, by whom, with which data, in which steps, on what. */
export function contextAnswers(writing: Writing): Answer[] {
  return [
    processing(writing),
    responsibilities(writing),
    plain(writing, 113, 'a.113.1', 'a.113.2', 'a.113.3'),
    data(writing),
    lifeCycle(writing),
    media(writing),
  ]
}

function plain(
  { say }: Writing,
  question: QuestionId,
  ...words: ('a.113.1' | 'a.113.2' | 'a.113.3')[]
): Answer {
  return { question, paragraphs: [], items: words.map(word => say(word)) }
}

function processing({ say, source: { agreements } }: Writing): Answer {
  const inState = (state: string) => agreements.filter(each => each.state === state).length
  const ends = agreements.flatMap(({ text }) => [text.sender, text.receiver])
  const figures = {
    active: inState('active'),
    suspended: inState('suspended'),
    ended: inState('ended'),
    participants: new Set(ends).size,
    rights: new Set(agreements.flatMap(({ text }) => text.rights)).size,
  }
  return {
    question: 111,
    paragraphs: [say('a.111.1'), say('a.111.2', figures), say('a.111.3')],
    items: [],
  }
}

function responsibilities({ say, source, language }: Writing): Answer {
  const named = source.agreements.slice(0, namedMax).map(({ text }) => {
    const roleOf = (side: 'sender' | 'receiver' | 'hub') =>
      labelOf(codes.controllerRole, text.controllerRoles[side], language)
    return say('a.112.1', {
      name: agreementNames(text, source, language).both,
      sender: roleOf('sender'),
      receiver: roleOf('receiver'),
      hub: roleOf('hub'),
    })
  })
  return { question: 112, paragraphs: [say('a.112.2')], items: named }
}

function data({ say, source, language }: Writing): Answer {
  const register = sayRegister(language)
  const names = new Set(source.agreements.flatMap(({ text }) => Object.keys(text.optionalFields)))
  const optional = ['territory', 'trigger', 'detection', 'ntuType', 'contactChannel', 'language']
    .filter(name => names.has(name))
    .map(name => register(`field.${name}` as 'field.territory'))
  const schemes = new Set(source.agreements.map(({ text }) => text.identifierBasis.scheme))
  const rights = source.rights
    .filter(({ id }) => source.agreements.some(({ text }) => text.rights.includes(id)))
    .map(({ labels }) => labels[language])
  return {
    question: 121,
    paragraphs: [say('a.121.none'), say('a.121.who')],
    items: [
      ...[...schemes].map(scheme =>
        register('agr.identifier', { scheme: labelOf(codes.identifierScheme, scheme, language) }),
      ),
      register('agr.right', { rights: rights.join(', ') || '–' }),
      register('agr.days'),
      say('a.121.fields', { fields: optional.join(', ') || '–' }),
      ...clockLines(['signal', 'trace'], lawsOfAgreements(source), language, register),
      backupLine(register),
    ],
  }
}

function lifeCycle({ say, source, language }: Writing): Answer {
  const outcomes = new Set(
    lawsOfAgreements(source).flatMap(profile => law[profile].erasingOutcomes.value),
  )
  const labels = [...outcomes].map(code => labelOf(codes.outcome, code, language))
  return {
    question: 122,
    paragraphs: [],
    items: [
      say('a.122.1'),
      say('a.122.2'),
      say('a.122.3'),
      say('a.122.4'),
      say('a.122.5', { outcomes: labels.join(', ') }),
    ],
  }
}

function media({ say, running }: Writing): Answer {
  const { postgres, node, unefois: version } = running
  const backupDays = retentionLimits.backupKeptDaysMax
  return {
    question: 123,
    paragraphs: [say('a.123.1', { postgres, backupDays }), say('a.123.2', { version, node })],
    items: [],
  }
}
