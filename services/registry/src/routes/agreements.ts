import type { AgreementOpinion, AgreementSignature, AgreementText } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { draftAgreement } from '../use-cases/draft-agreement.ts'
import type { draftVersion } from '../use-cases/draft-version.ts'
import type { readAgreement } from '../use-cases/read-agreement.ts'
import type { recordOpinion } from '../use-cases/record-opinion.ts'
import type { signAgreement } from '../use-cases/sign-agreement.ts'
import { agreementPattern, creationRoute, parameterOf } from './parts.ts'

export interface AgreementRouteDeps {
  readonly draftAgreement: ReturnType<typeof draftAgreement>
  readonly draftVersion: ReturnType<typeof draftVersion>
  readonly readAgreement: ReturnType<typeof readAgreement>
  readonly recordOpinion: ReturnType<typeof recordOpinion>
  readonly signAgreement: ReturnType<typeof signAgreement>
}

const params = { id: agreementPattern }

/** The addresses whose body is a text: what the law refuses in it is said before its schema is. */
export const textUrls: readonly string[] = ['/v1/agreements', '/v1/agreements/:id/versions']

/** An agreement's text and what is attached to its hash. */
export function agreementRoutes(deps: AgreementRouteDeps): readonly Route[] {
  return [...textRoutes(deps), ...attachmentRoutes(deps)]
}

function textRoutes(deps: AgreementRouteDeps): readonly Route[] {
  return [
    creationRoute<AgreementText>({
      url: '/v1/agreements',
      summary: 'Draft an agreement: its first version, by either side or the operator.',
      scopes: ['agreements', 'registry-admin'],
      body: 'agreement-text.v1',
      answer: 'agreement.v1',
      create: (request, repeatable) =>
        deps.draftAgreement(request.caller, request.body, repeatable),
    }),
    creationRoute<AgreementText>({
      url: '/v1/agreements/:id/versions',
      summary: 'Draft another version: changing anything makes another hash.',
      scopes: ['agreements', 'registry-admin'],
      params,
      body: 'agreement-text.v1',
      answer: 'agreement.v1',
      create: (request, repeatable) =>
        deps.draftVersion(request.caller, parameterOf(request, 'id'), request.body, repeatable),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/agreements/:id',
      summary: 'One version, the newest by default, with opinions, signatures and state.',
      scopes: ['agreements', 'registry-admin', 'snapshot'],
      params,
      query: { version: { type: 'integer', minimum: 1, maximum: 10_000 } },
      response: { 200: 'agreement.v1' },
      handler: request =>
        deps.readAgreement(
          request.caller,
          parameterOf(request, 'id'),
          request.checkedQuery.version,
        ),
    }),
  ]
}

function attachmentRoutes(deps: AgreementRouteDeps): readonly Route[] {
  return [
    creationRoute<AgreementOpinion>({
      url: '/v1/agreements/:id/opinions',
      summary: 'The opinion of your agency’s data protection officer on the draft of that hash.',
      scopes: ['agreements'],
      roles: ['dpo'],
      params,
      body: 'agreement-opinion.v1',
      answer: 'agreement.v1',
      create: (request, repeatable) =>
        deps.recordOpinion(request.caller, parameterOf(request, 'id'), request.body, repeatable),
    }),
    creationRoute<AgreementSignature>({
      url: '/v1/agreements/:id/signatures',
      summary: 'Your legal representative’s ES256 signature over the JCS bytes of that text.',
      scopes: ['agreements'],
      roles: ['legal-representative'],
      params,
      body: 'agreement-signature.v1',
      answer: 'agreement.v1',
      create: (request, repeatable) =>
        deps.signAgreement(request.caller, parameterOf(request, 'id'), request.body, repeatable),
    }),
  ]
}
