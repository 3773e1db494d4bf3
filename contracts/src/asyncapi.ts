import { Components } from './components.ts'
import { type SubjectContract, subjects } from './subjects.ts'

type Json = Record<string, unknown>

const parameterTexts: Readonly<Record<string, string>> = {
  receiver: 'The participant that the message is for.',
  uuid: 'Unique to the message; it names nobody.',
}

/** Writes the AsyncAPI 3 document of the table of subjects: pure, the same text for one table. */
export function toAsyncApi(
  table: Readonly<Record<string, SubjectContract>> = subjects,
  version = '0.1.0',
): Json {
  const components = new Components()
  const entries = Object.entries(table)
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Unefois on NATS',
      version,
      description: 'CloudEvents 1.0, structured mode. Only ciphertext and ids travel here.',
      license: { name: 'EUPL-1.2' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(
      entries.map(([name, each]) => [name, channel(name, each, components)]),
    ),
    operations: Object.fromEntries(
      entries.flatMap(([name, each]) => [
        [`send-${name}`, operation(name, 'send', each.sender, each)],
        [`receive-${name}`, operation(name, 'receive', each.receiver, each)],
      ]),
    ),
    components: { schemas: components.table() },
  }
}

function channel(name: string, each: SubjectContract, components: Components): Json {
  const names = [...each.subject.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter)
  return {
    address: each.subject,
    description: each.summary,
    ...(names.length === 0
      ? {}
      : {
          parameters: Object.fromEntries(
            names.map(parameter => [parameter, { description: parameterTexts[parameter] ?? '' }]),
          ),
        }),
    messages: { [name]: { name, summary: each.summary, payload: components.refer(each.schema) } },
  }
}

function operation(name: string, action: string, actor: string, each: SubjectContract): Json {
  return {
    action,
    title: `${actor}: ${action} ${each.subject}`,
    channel: { $ref: `#/channels/${name}` },
    messages: [{ $ref: `#/channels/${name}/messages/${name}` }],
  }
}
