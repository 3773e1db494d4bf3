// Written by contracts/scripts/generate.ts from contracts/schemas: do not edit.

/**
 * RFC 9562, lower case.
 */
export type Uuid = string
/**
 * An instant in UTC, to the millisecond.
 */
export type Instant = string
/**
 * 32 bytes in base64url.
 */
export type Key32 = string
/**
 * A participant of the hub.
 */
export type ParticipantId = string
/**
 * See contracts/codes/identifier-scheme.json.
 */
export type IdentifierScheme = 'fr-nir' | 'be-niss'
/**
 * Opaque id of an agent, given by the agency, which alone knows who it is.
 */
export type Agent = string
/**
 * SHA-256 of the JCS bytes of an agreement’s text (RFC 8785), in hexadecimal.
 */
export type AgreementHash = string
/**
 * See contracts/codes/dpo-opinion.json.
 */
export type DpoOpinion = 'favourable' | 'reserved' | 'unfavourable'
/**
 * A calendar day.
 */
export type Day = string
/**
 * Fingerprint of a signing key: the first half of SHA-256 of the public key.
 */
export type SigningKeyId = string
/**
 * An ES256 signature (64 bytes, RFC 7518) in base64url.
 */
export type Signature64 = string
/**
 * A right of the catalogue; its regime is part of its id.
 */
export type RightId = string
/**
 * See contracts/codes/purpose.json.
 */
export type Purpose = 'inform-of-right' | 'award-right'
/**
 * See contracts/codes/legal-basis.json.
 */
export type LegalBasis = 'public-task' | 'statutory-duty' | 'with-agreement'
/**
 * See contracts/codes/law-profile.json.
 */
export type LawProfile = 'fr' | 'be'
/**
 * See contracts/codes/controller-role.json.
 */
export type ControllerRole = 'controller' | 'joint-controller' | 'processor'
/**
 * An https address of a published page.
 */
export type PageUrl = string
/**
 * A French département (INSEE) or a Belgian commune (NIS).
 */
export type Territory = string
/**
 * See contracts/codes/trigger.json.
 */
export type Trigger =
  | 'front-desk-contact'
  | 'age-threshold'
  | 'first-job'
  | 'income-fell'
  | 'right-ended'
  | 'separation'
  | 'bereavement'
  | 'release-from-prison'
  | 'illness-or-carer'
  | 'homelessness'
  | 'care-forgone-declared'
  | 'care-forgone-questioned'
  | 'prescriptions-not-carried-out'
  | 'missed-appointment'
  | 'digital-failure'
  | 'stuck-file'
  | 'contributions-elsewhere'
/**
 * See contracts/codes/detection-channel.json.
 */
export type DetectionChannel =
  | 'caisse-reception'
  | 'health-examination-centre'
  | 'other-caisse-service'
  | 'partner'
  | 'social-service'
  | 'medical-service'
  | 'health-professional'
  | 'data-campaign'
/**
 * See contracts/codes/ntu-type.json.
 */
export type NtuType = 'not-known' | 'not-asked' | 'not-received' | 'not-proposed'
/**
 * See contracts/codes/contact-channel.json.
 */
export type ContactChannel =
  | 'post'
  | 'telephone'
  | 'call-centre'
  | 'e-mail'
  | 'sms'
  | 'appointment'
  | 'home-visit'
  | 'digital-relay'
  | 'personal-space'
/**
 * See contracts/codes/language.json.
 */
export type Language = 'fr' | 'nl' | 'de' | 'en'
/**
 * See contracts/codes/sensitivity.json.
 */
export type Sensitivity = 'health' | 'offence'
/**
 * See contracts/codes/sensitive-basis.json.
 */
export type SensitiveBasis = 'gdpr-9-2-a' | 'gdpr-9-2-b' | 'gdpr-9-2-g' | 'gdpr-9-2-h' | 'gdpr-10'
/**
 * See contracts/codes/feedback-policy.json.
 */
export type FeedbackPolicy = 'figures' | 'classes'
/**
 * An agreement between two agencies.
 */
export type AgreementId = string
/**
 * See contracts/codes/agreement-state.json.
 */
export type AgreementState = 'draft' | 'active' | 'suspended' | 'ended'
/**
 * Fingerprint of a receiver’s sealing key: the first half of SHA-256 of the public key.
 */
export type SealKeyId = string
/**
 * How many.
 */
export type Count = number
/**
 * A campaign of one sender.
 */
export type CampaignId = string
/**
 * Stable code of a refusal, the last part of its problem type.
 */
export type ProblemCode = string
/**
 * See contracts/codes/outcome.json.
 */
export type Outcome =
  | 'right-opened'
  | 'right-updated'
  | 'already-held'
  | 'not-eligible'
  | 'claim-filed'
  | 'claim-refused'
  | 'renounced'
  | 'unreachable'
  | 'objected'
  | 'deceased'
  | 'not-competent'
  | 'duplicate'
  | 'identifier-error'
  | 'expired'
/**
 * See contracts/codes/accompaniment-level.json.
 */
export type AccompanimentLevel = 'rights' | 'orientation' | 'financial'
/**
 * See contracts/codes/contact-result.json.
 */
export type ContactResult =
  'reached' | 'absent' | 'wrong-number' | 'returned-mail' | 'call-back' | 'refused'
/**
 * A notice template and its version.
 */
export type TemplateId = string
/**
 * See contracts/codes/decline-reason.json.
 */
export type DeclineReason =
  | 'not-competent'
  | 'identifier-error'
  | 'duplicate'
  | 'deceased'
  | 'already-held'
  | 'capacity-exceeded'
/**
 * See contracts/codes/case-event-type.json.
 */
export type CaseEventType =
  'received' | 'taken-charge' | 'informed' | 'closed' | 'declined' | 'erased'
/**
 * See contracts/codes/case-event-result.json.
 */
export type CaseEventResult = 'applied' | 'already' | 'refused'
/**
 * See contracts/codes/hold-reason.json.
 */
export type HoldReason =
  | 'awaiting-person'
  | 'awaiting-document'
  | 'awaiting-third-party'
  | 'awaiting-decision'
  | 'appointment-set'
/**
 * See contracts/codes/case-state.json.
 */
export type CaseState = 'to-take-up' | 'taken-charge' | 'on-hold' | 'closed' | 'declined'
/**
 * See contracts/codes/lateness.json.
 */
export type Lateness = 'take-up' | 'accompany' | 'resume' | 'notice'
/**
 * See contracts/codes/feedback-class.json.
 */
export type FeedbackClass =
  'received' | 'taken-charge' | 'closed-acted' | 'closed-not-acted' | 'not-competent' | 'withdrawn'
/**
 * A public key of a participant: `seal` for HPKE (X25519), `sign` for agreements (ES256).
 */
export type ParticipantKey =
  | {
      keyId: SealKeyId
      publicKey: Key32
      use: 'seal'
    }
  | {
      keyId: SigningKeyId
      publicKey: Key65
      use: 'sign'
    }
/**
 * A P-256 point, uncompressed (65 bytes), in base64url.
 */
export type Key65 = string
/**
 * See contracts/codes/agency-type.json.
 */
export type AgencyType =
  | 'caf'
  | 'cpam'
  | 'carsat'
  | 'msa'
  | 'ccas'
  | 'departement'
  | 'mission-locale'
  | 'france-travail'
  | 'france-services'
  | 'hospital'
  | 'association'
  | 'cpas'
  | 'mutualite'
  | 'caami'
  | 'inami'
  | 'onem'
  | 'capac'
  | 'sfp'
  | 'inasti'
  | 'onss'
  | 'dg-han'
  | 'epn'
/**
 * See contracts/codes/country.json.
 */
export type Country = 'fr' | 'be'
/**
 * A person’s recorded agreement.
 */
export type PersonAgreementId = string
/**
 * See contracts/codes/person-agreement-channel.json.
 */
export type PersonAgreementChannel = 'in-person' | 'telephone' | 'post'
/**
 * See contracts/codes/recall-reason.json.
 */
export type RecallReason = 'withdrawn' | 'objection' | 'agreement-withdrawn' | 'expired'
/**
 * See contracts/codes/right-routing.json.
 */
export type RightRouting = 'territory' | 'addressee'
/**
 * See contracts/codes/sender-status.json.
 */
export type SenderStatus =
  | 'sent'
  | 'ended'
  | 'received'
  | 'taken-charge'
  | 'closed-acted'
  | 'closed-not-acted'
  | 'not-competent'
  | 'withdrawn'
/**
 * See contracts/codes/ntu-form.json.
 */
export type NtuForm =
  | 'primary'
  | 'secondary'
  | 'partial'
  | 'complete'
  | 'cumulative'
  | 'temporary'
  | 'permanent'
  | 'frictional'
  | 'quasi'
/**
 * See contracts/codes/ntu-reversibility.json.
 */
export type NtuReversibility = 'reversible' | 'irreversible'
/**
 * See contracts/codes/cause.json.
 */
export type Cause =
  | 'lack-of-information'
  | 'complexity'
  | 'fear-of-consequences'
  | 'not-wanting-to-depend'
  | 'administration-hard-to-reach'
  | 'administration-complex'
  | 'administration-burdensome'
  | 'administration-error'
  | 'administration-slow'
  | 'administration-short-of-staff'
  | 'administration-untrained-staff'
  | 'person-right-unknown'
  | 'person-criteria-unknown'
  | 'person-steps-unknown'
  | 'person-feels-stigma'
  | 'person-cost-exceeds-gain'
  | 'person-refuses-on-principle'
  | 'context-right-stigmatised'
  | 'context-criteria-stigmatised'
  | 'context-discrimination'
  | 'context-no-bank-account'
  | 'context-digital-divide'
  | 'context-data-not-shared'
  | 'design-complex'
  | 'design-unstable'
  | 'design-stigmatising'

/**
 * Each contract’s id and its type.
 */
export interface ContractTypes {
  'urn:unefois:contracts:access-answer.v1': AccessAnswer
  'urn:unefois:contracts:access-answer.v2': AccessAnswerV2
  'urn:unefois:contracts:access-export.v1': AccessExport
  'urn:unefois:contracts:access-manifest.v1': AccessManifest
  'urn:unefois:contracts:access-manifest.v2': AccessManifestV2
  'urn:unefois:contracts:access-part-list.v1': AccessPartList
  'urn:unefois:contracts:access-part.v1': AccessPart
  'urn:unefois:contracts:access-request.v1': AccessRequest
  'urn:unefois:contracts:agreement-opinion.v1': AgreementOpinion
  'urn:unefois:contracts:agreement-signature.v1': AgreementSignature
  'urn:unefois:contracts:agreement-text.v1': AgreementText
  'urn:unefois:contracts:agreement.v1': Agreement
  'urn:unefois:contracts:bench-result.v1': BenchResult
  'urn:unefois:contracts:breach-record.v1': BreachRecord
  'urn:unefois:contracts:breach.v1': Breach
  'urn:unefois:contracts:campaign-acceptance.v1': CampaignAcceptance
  'urn:unefois:contracts:campaign-created.v1': CampaignCreated
  'urn:unefois:contracts:campaign-figures.v1': CampaignFigures
  'urn:unefois:contracts:campaign-list.v1': CampaignList
  'urn:unefois:contracts:campaign-status.v1': CampaignStatus
  'urn:unefois:contracts:campaign.v1': Campaign
  'urn:unefois:contracts:case-assign.v1': CaseAssign
  'urn:unefois:contracts:case-batch-answer.v1': CaseBatchAnswer
  'urn:unefois:contracts:case-claim.v1': CaseClaim
  'urn:unefois:contracts:case-claims.v1': CaseClaims
  'urn:unefois:contracts:case-close-confirmation.v1': CaseCloseConfirmation
  'urn:unefois:contracts:case-close-withdrawal.v1': CaseCloseWithdrawal
  'urn:unefois:contracts:case-close.v1': CaseClose
  'urn:unefois:contracts:case-contact.v1': CaseContact
  'urn:unefois:contracts:case-contact.v2': CaseContactV2
  'urn:unefois:contracts:case-contacts.v1': CaseContacts
  'urn:unefois:contracts:case-decline.v1': CaseDecline
  'urn:unefois:contracts:case-erasure-request.v1': CaseErasureRequest
  'urn:unefois:contracts:case-event.v1': CaseEvent
  'urn:unefois:contracts:case-event.v2': CaseEventV2
  'urn:unefois:contracts:case-events-answer.v1': CaseEventsAnswer
  'urn:unefois:contracts:case-events.v1': CaseEvents
  'urn:unefois:contracts:case-events.v2': CaseEventsV2
  'urn:unefois:contracts:case-hold.v1': CaseHold
  'urn:unefois:contracts:case-list.v1': CaseList
  'urn:unefois:contracts:case-list.v2': CaseListV2
  'urn:unefois:contracts:case-notice.v1': CaseNotice
  'urn:unefois:contracts:case-notices.v1': CaseNotices
  'urn:unefois:contracts:case-restrict.v1': CaseRestrict
  'urn:unefois:contracts:case-resume.v1': CaseResume
  'urn:unefois:contracts:case-unclaim.v1': CaseUnclaim
  'urn:unefois:contracts:case-unrestrict.v1': CaseUnrestrict
  'urn:unefois:contracts:case.v1': Case
  'urn:unefois:contracts:case.v2': CaseV2
  'urn:unefois:contracts:certificate-list.v1': CertificateList
  'urn:unefois:contracts:certificate-list.v2': CertificateListV2
  'urn:unefois:contracts:certificate.v1': Certificate
  'urn:unefois:contracts:certificate.v2': CertificateV2
  'urn:unefois:contracts:competence-list.v1': CompetenceList
  'urn:unefois:contracts:competence.v1': Competence
  'urn:unefois:contracts:controller-contacts.v1': ControllerContacts
  'urn:unefois:contracts:cosignature.v1': Cosignature
  'urn:unefois:contracts:cosignature.v2': CosignatureV2
  'urn:unefois:contracts:deletions.v1': Deletions
  'urn:unefois:contracts:deletions.v2': DeletionsV2
  'urn:unefois:contracts:delivered-envelope.v1': DeliveredEnvelope
  'urn:unefois:contracts:delivered-signal.v1': DeliveredSignal
  'urn:unefois:contracts:desk-acts-answer.v1': DeskActsAnswer
  'urn:unefois:contracts:desk-acts.v1': DeskActs
  'urn:unefois:contracts:desk-statistics.v1': DeskStatistics
  'urn:unefois:contracts:desk-statistics.v2': DeskStatisticsV2
  'urn:unefois:contracts:dpia.v1': Dpia
  'urn:unefois:contracts:erasure-request.v1': ErasureRequest
  'urn:unefois:contracts:erasure-statistics.v1': ErasureStatistics
  'urn:unefois:contracts:event-page.v1': EventPage
  'urn:unefois:contracts:event-search.v1': EventSearch
  'urn:unefois:contracts:event-search.v2': EventSearchV2
  'urn:unefois:contracts:feedback-list.v1': FeedbackList
  'urn:unefois:contracts:figures.v1': Figures
  'urn:unefois:contracts:identifier-succession-recorded.v1': IdentifierSuccessionRecorded
  'urn:unefois:contracts:identifier-succession.v1': IdentifierSuccession
  'urn:unefois:contracts:integration-answers.v1': IntegrationAnswers
  'urn:unefois:contracts:integration-checks.v1': IntegrationChecks
  'urn:unefois:contracts:integrations.v1': Integrations
  'urn:unefois:contracts:legal-hold-list.v1': LegalHoldList
  'urn:unefois:contracts:legal-hold-record.v1': LegalHoldRecord
  'urn:unefois:contracts:legal-hold.v1': LegalHold
  'urn:unefois:contracts:log-directory.v1': LogDirectory
  'urn:unefois:contracts:log-predecessors.v1': LogPredecessors
  'urn:unefois:contracts:log-watch.v1': LogWatch
  'urn:unefois:contracts:log-watch.v2': LogWatchV2
  'urn:unefois:contracts:notice-list.v1': NoticeList
  'urn:unefois:contracts:notice-text.v1': NoticeText
  'urn:unefois:contracts:objection-receipt.v1': ObjectionReceipt
  'urn:unefois:contracts:objection-receipt.v2': ObjectionReceiptV2
  'urn:unefois:contracts:objection.v1': Objection
  'urn:unefois:contracts:participant-key-list.v1': ParticipantKeyList
  'urn:unefois:contracts:participant-key.v1': ParticipantKey
  'urn:unefois:contracts:participant-list.v1': ParticipantList
  'urn:unefois:contracts:participant-standing.v1': ParticipantStanding
  'urn:unefois:contracts:participant.v1': Participant
  'urn:unefois:contracts:person-agreement-record.v1': PersonAgreementRecord
  'urn:unefois:contracts:person-agreement-recorded.v1': PersonAgreementRecorded
  'urn:unefois:contracts:person-agreement.v1': PersonAgreement
  'urn:unefois:contracts:person-agreement.v2': PersonAgreementV2
  'urn:unefois:contracts:problem.v1': Problem
  'urn:unefois:contracts:problem.v2': ProblemV2
  'urn:unefois:contracts:proof-result.v1': ProofResult
  'urn:unefois:contracts:public-exchanges.v1': PublicExchanges
  'urn:unefois:contracts:public-exchanges.v2': PublicExchangesV2
  'urn:unefois:contracts:recall.v1': Recall
  'urn:unefois:contracts:register-of-processing.v1': RegisterOfProcessing
  'urn:unefois:contracts:register-source.v1': RegisterSource
  'urn:unefois:contracts:registry-changed.v1': RegistryChanged
  'urn:unefois:contracts:release-answer.v1': ReleaseAnswer
  'urn:unefois:contracts:release-request.v1': ReleaseRequest
  'urn:unefois:contracts:renunciation.v1': Renunciation
  'urn:unefois:contracts:replay-result.v1': ReplayResult
  'urn:unefois:contracts:request-receipt.v1': RequestReceipt
  'urn:unefois:contracts:restriction-lifted.v1': RestrictionLifted
  'urn:unefois:contracts:restriction-lifting.v1': RestrictionLifting
  'urn:unefois:contracts:restriction-order.v1': RestrictionOrder
  'urn:unefois:contracts:restriction.v1': Restriction
  'urn:unefois:contracts:right-list.v1': RightList
  'urn:unefois:contracts:right.v1': Right
  'urn:unefois:contracts:signal-accepted.v1': SignalAccepted
  'urn:unefois:contracts:signal-batch-created.v1': SignalBatchCreated
  'urn:unefois:contracts:signal-batch-results.v1': SignalBatchResults
  'urn:unefois:contracts:signal-batch-status.v1': SignalBatchStatus
  'urn:unefois:contracts:signal-batch.v1': SignalBatch
  'urn:unefois:contracts:signal-list.v1': SignalList
  'urn:unefois:contracts:signal-list.v2': SignalListV2
  'urn:unefois:contracts:signal-status.v1': SignalStatus
  'urn:unefois:contracts:signal-status.v2': SignalStatusV2
  'urn:unefois:contracts:signal.v1': Signal
  'urn:unefois:contracts:snapshot.v1': Snapshot
  'urn:unefois:contracts:taken-back.v1': TakenBack
  'urn:unefois:contracts:taking-back.v1': TakingBack
  'urn:unefois:contracts:territory-statistics.v1': TerritoryStatistics
}
/**
 * All that the hub did about one person, and nothing about anybody else: `events.json` in the ZIP that answers a request for access, in canonical form (RFC 8785).
 */
export interface AccessAnswer {
  version: 1
  /**
   * Whose answer it is.
   */
  hub: string
  /**
   * The log’s name, in its checkpoints.
   */
  log: string
  request: {
    id: Uuid
    requestedAt: Instant
    answerBy: Instant
    by: 'person' | 'adviser' | 'legal-representative'
  }
  madeAt: Instant
  /**
   * How many numbers of the person were searched: one, and those that it succeeded or that succeeded it.
   */
  numbers: number
  /**
   * Leaves of the published checkpoint that every proof is of; 0 when none is published.
   */
  size: number
  /**
   * Oldest first.
   */
  events: Event[]
  /**
   * Agencies that were asked for what their desks hold.
   */
  parts: {
    agency: ParticipantId
    askedAt: Instant
    dueAt: Instant
    answeredAt?: Instant
  }[]
}
/**
 * One act or erasure. A leaf of the log is SHA-256(0x00 ‖ HMAC-SHA-256(nonce1, first) ‖ HMAC-SHA-256(nonce2, second)).
 */
export interface Event {
  id: Uuid
  kind: 'act' | 'erasure'
  /**
   * The first part of its leaf, as it was committed to: when, who, on what ground, which signal.
   */
  first?: string
  /**
   * The second part: right, trigger, whatever tells of the person. Absent once it is erased.
   */
  second?: string
  /**
   * When the second part was erased.
   */
  secondErasedAt?: Instant
  /**
   * Of an erasure that names others, too: what it says of this person, without an opening.
   */
  own?: string
  nonce1?: Key32
  nonce2?: Key32
  /**
   * The proof’s file in the ZIP (C2SP tlog-proof); its extra data are the entry: both commitments.
   */
  proof?: string
  /**
   * Of one that is under no published checkpoint yet: until when it will be. The next answer has its proof.
   */
  publishedBy?: Instant
}
/**
 * All that the hub did about one person, and nothing about anybody else: `events.json` in the ZIP that answers a request for access, in canonical form (RFC 8785).
 */
export interface AccessAnswerV2 {
  version: 1
  /**
   * Whose answer it is.
   */
  hub: string
  /**
   * The log’s name, in its checkpoints; that of a successor ends with its number.
   */
  log: string
  request: {
    id: Uuid
    requestedAt: Instant
    answerBy: Instant
    by: 'person' | 'adviser' | 'legal-representative'
  }
  madeAt: Instant
  /**
   * How many numbers of the person were searched: one, and those that it succeeded or that succeeded it.
   */
  numbers: number
  /**
   * Leaves of the published checkpoint that every proof is of; 0 when none is published.
   */
  size: number
  /**
   * Oldest first.
   */
  events: AccessEvent[]
  /**
   * Agencies that were asked for what their desks hold.
   */
  parts: {
    agency: ParticipantId
    askedAt: Instant
    dueAt: Instant
    answeredAt?: Instant
  }[]
}
/**
 * One act or erasure. A leaf of the log is SHA-256(0x00 ‖ HMAC-SHA-256(nonce1, first) ‖ HMAC-SHA-256(nonce2, second)).
 */
export interface AccessEvent {
  id: Uuid
  kind: 'act' | 'erasure'
  /**
   * The first part of its leaf, as it was committed to: when, who, on what ground, which signal.
   */
  first?: string
  /**
   * The second part: right, trigger, whatever tells of the person. Absent once it is erased.
   */
  second?: string
  /**
   * When the second part was erased.
   */
  secondErasedAt?: Instant
  /**
   * Of an erasure that names others, too: what it says of this person, without an opening.
   */
  own?: string
  nonce1?: Key32
  nonce2?: Key32
  /**
   * The proof’s file in the ZIP (C2SP tlog-proof); its extra data are the entry: both commitments.
   */
  proof?: string
  /**
   * Of one that is under no published checkpoint yet: until when it will be. The next answer has its proof.
   */
  publishedBy?: Instant
}
/**
 * The hub’s officer answers a person who asked what was done about them: their number, and the request as its receipt names it (GDPR art. 15, CRPA R.114-9-7).
 */
export interface AccessExport {
  subject: Subject
  /**
   * The id on the receipt of the request for access.
   */
  request: Uuid
}
/**
 * The person, known only by a number. Separators are accepted and dropped; check keys are verified after the schema.
 */
export interface Subject {
  scheme: IdentifierScheme
  value: string
}
/**
 * Every file of the ZIP that answers a request for access: `manifest.json`, whose SHA-256 the log’s key has signed.
 */
export interface AccessManifest {
  version: 1
  /**
   * Whose answer it is.
   */
  hub: string
  request: Uuid
  madeAt: Instant
  /**
   * In the order in which they lie in the ZIP.
   */
  files: {
    /**
     * A path inside the ZIP.
     */
    name: string
    bytes: number
    /**
     * SHA-256, in base64url.
     */
    sha256: Key32
  }[]
}
/**
 * Every file of one part of an answer to a request for access that is given in several: `manifest.json`, whose SHA-256 the log’s key has signed. Parts are of one order, oldest act first, and each names the act that it comes after.
 */
export interface AccessManifestV2 {
  version: 2
  /**
   * Whose answer it is.
   */
  hub: string
  request: Uuid
  madeAt: Instant
  part: {
    /**
     * Which part this is: from 1.
     */
    number: number
    /**
     * How many parts there were when this one was made.
     */
    of: number
    /**
     * The last act of the part before; absent in the first.
     */
    after?: Uuid
    /**
     * The last act of this part; absent in the last, which is of all that follows.
     */
    until?: Uuid
  }
  /**
   * In the order in which they lie in the ZIP.
   */
  files: {
    /**
     * A path inside the ZIP.
     */
    name: string
    bytes: number
    /**
     * SHA-256, in base64url.
     */
    sha256: Key32
  }[]
}
/**
 * What agencies are asked for so that persons get the whole answer: all for the hub’s officer, without signals; an agency’s own with them.
 */
export interface AccessPartList {
  items: AccessPart[]
}
/**
 * One agency’s part of the answer to a person: what its desk holds, which the hub never sees.
 */
export interface AccessPart {
  id: Uuid
  /**
   * Whose desk is asked for its part.
   */
  agency: ParticipantId
  askedAt: Instant
  /**
   * When the person is to have it at the latest (GDPR art. 12(3)).
   */
  dueAt: Instant
  answeredAt?: Instant
  state: 'asked' | 'overdue' | 'answered'
  /**
   * Only for the agency itself, and until it has answered.
   */
  signalIds?: Uuid[]
}
/**
 * A person asks what was exchanged about them (GDPR art. 15, CRPA R.114-9-7).
 */
export interface AccessRequest {
  subject: Subject
  /**
   * Who asks: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  by: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
  /**
   * Of the receipt and of its calendar entry.
   */
  language?: 'fr' | 'nl' | 'de' | 'en'
}
/**
 * A data protection officer’s opinion on the text of that hash. Who and for which end are in the token.
 */
export interface AgreementOpinion {
  hash: AgreementHash
  opinion: DpoOpinion
  on: Day
}
/**
 * A legal representative’s ES256 signature over the JCS bytes of the text.
 */
export interface AgreementSignature {
  hash: AgreementHash
  keyId: SigningKeyId
  signature: Signature64
}
/**
 * What two agencies agree: the hashed part of an agreement. Changing anything makes another version with another hash.
 */
export interface AgreementText {
  /**
   * True for samples: the screens say FICTITIOUS.
   */
  fictitious: boolean
  sender: ParticipantId
  receiver: ParticipantId
  rights: RightId[]
  purpose: Purpose
  basis: LegalBasis
  /**
   * The provision, with its article.
   */
  basisReference: string
  lawProfile: LawProfile
  /**
   * Whether the person may object, or the provision that sets objection aside.
   */
  objection:
    | {
        applies: true
      }
    | {
        setAside: {
          /**
           * The provision.
           */
          provision: string
        }
      }
  /**
   * GDPR art. 26 and 28.
   */
  controllerRoles: {
    sender: ControllerRole
    receiver: ControllerRole
    hub: ControllerRole
    /**
     * Reference of the arrangement between joint controllers, or of the contract with the processor.
     */
    arrangement?: string
  }
  /**
   * Why both ends may use the number.
   */
  identifierBasis:
    | {
        scheme: 'fr-nir'
        /**
         * Article and indent for the sender.
         */
        senderIndent: string
        /**
         * Article and indent for the receiver.
         */
        receiverIndent: string
      }
    | {
        scheme: 'be-niss'
        /**
         * Number of the deliberation.
         */
        deliberation: string
        /**
         * The statute.
         */
        statute: string
        route:
          | {
              kind: 'via-bcss'
            }
          | {
              kind: 'dispensed'
              /**
               * The text that dispenses.
               */
              text: string
            }
      }
  /**
   * Impact assessment (GDPR art. 35), dated on or before activation.
   */
  dpia: {
    /**
     * Reference of the assessment.
     */
    reference: string
    on: Day
  }
  /**
   * The published notice: without it no activation (C-201/14).
   */
  noticeUrl: PageUrl
  /**
   * Codes that may travel beside the identifier; absent is not allowed.
   */
  optionalFields: {
    territory?: Territory[]
    /**
     * Values that may travel.
     */
    trigger?: Trigger[]
    /**
     * Values that may travel.
     */
    detection?: DetectionChannel[]
    /**
     * Values that may travel.
     */
    ntuType?: NtuType[]
    /**
     * Values that may travel.
     */
    contactChannel?: ContactChannel[]
    /**
     * Values that may travel.
     */
    language?: Language[]
  }
  /**
   * Allows sensitive rights and values (GDPR art. 9(2) and 10). Absent: none.
   */
  sensitiveBasis?: {
    kind: Sensitivity
    basis: SensitiveBasis
    /**
     * The national provision.
     */
    provision: string
  }[]
  feedback: {
    policy: FeedbackPolicy
    /**
     * Days after acceptance on which every signal shows `ended`.
     */
    endedAfterDays: number
  }
  /**
   * Working days at the receiver.
   */
  deadlines: {
    remindDays: number
    takeUpDays: number
    accompanyDays: number
  }
  quota: {
    /**
     * Calls a day, counted whatever their answer.
     */
    perDay: number
  }
  /**
   * Functions, never persons.
   */
  contacts: {
    /**
     * Where to reach the function in charge.
     */
    sender: string
    /**
     * Where to reach the function in charge.
     */
    receiver: string
  }
  /**
   * First and last day.
   */
  validity: {
    from: Day
    to: Day
  }
}
/**
 * An agreement and what is attached to its hash.
 */
export interface Agreement {
  id: AgreementId
  version: number
  hash: AgreementHash
  state: AgreementState
  text: AgreementText
  opinions: {
    participant: ParticipantId
    opinion: DpoOpinion
    on: Day
  }[]
  signatures: {
    participant: ParticipantId
    keyId: SigningKeyId
    signature: Signature64
    signedAt: Instant
  }[]
}
/**
 * The last line of a bench’s standard output.
 */
export interface BenchResult {
  bench: string
  ratio: number
  floor: number
  figures: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z][a-zA-Z0-9-]{0,60}$".
     */
    [k: string]: number | boolean | string
  }
}
/**
 * A breach as it stands. The signals touched are counted, attempts that were void among them.
 */
export interface BreachRecord {
  id: Uuid
  /**
   * How the file is known elsewhere: a reference, never a person.
   */
  reference: string
  /**
   * What was breached.
   */
  natures: ('confidentiality' | 'integrity' | 'availability')[]
  knownAt: Instant
  noticeDueAt: Instant
  openedAt: Instant
  /**
   * Which signals it touches: all that is said holds at once; without an agency, an agreement or a key, all of the time’s.
   */
  scope: {
    /**
     * Whatever this agency sent, opened or worked on.
     */
    agency?: ParticipantId
    /**
     * One agent of that agency.
     */
    agent?: Agent
    /**
     * Whatever was sealed for the receiver who holds this key.
     */
    key?: SealKeyId
    agreement?: AgreementHash
    from: Instant
    /**
     * This instant left out.
     */
    to: Instant
  }
  affected: {
    signals: Count
    receivers: ParticipantId[]
    measuredAt: Instant
  }
  notifiedAt?: Instant
  /**
   * Who was told.
   */
  authority?: 'fr-cnil' | 'be-apd-gba'
  /**
   * Why the notice came after 72 hours.
   */
  lateReason?: 'scope-unclear' | 'inquiry-under-way' | 'told-in-phases' | 'told-late-to-us'
  closedAt?: Instant
}
/**
 * A breach of personal data that has become known (GDPR art. 33).
 */
export interface Breach {
  /**
   * How the file is known elsewhere: a reference, never a person.
   */
  reference: string
  /**
   * What was breached.
   */
  natures: ('confidentiality' | 'integrity' | 'availability')[]
  /**
   * When it became known: the notice is due 72 hours later.
   */
  knownAt: Instant
  /**
   * Which signals it touches: all that is said holds at once; without an agency, an agreement or a key, all of the time’s.
   */
  scope: {
    /**
     * Whatever this agency sent, opened or worked on.
     */
    agency?: ParticipantId
    /**
     * One agent of that agency.
     */
    agent?: Agent
    /**
     * Whatever was sealed for the receiver who holds this key.
     */
    key?: SealKeyId
    agreement?: AgreementHash
    from: Instant
    /**
     * This instant left out.
     */
    to: Instant
  }
}
/**
 * A receiver accepts a campaign. Accepting again sets its capacity anew, from then on.
 */
export interface CampaignAcceptance {
  /**
   * Calls a day (UTC) that it takes from this campaign; 0 pauses it.
   */
  perDayMax: number
}
/**
 * A campaign is proposed: each of its receivers has yet to accept.
 */
export interface CampaignCreated {
  id: CampaignId
  createdAt: Instant
  state: 'proposed'
}
/**
 * What a campaign achieved, in three views. Its sender: as of the last fixed date (the first of a month), groups under 100 hidden, rounded to 5, and a figure moves only when 100 people or more moved it. A receiver: exact and live, of what it received. The hub’s data protection officer: exact and live, all of it.
 */
export interface CampaignFigures {
  campaign: CampaignId
  /**
   * Absent: no fixed date has passed yet.
   */
  asOf?: Instant
  exact: boolean
  /**
   * The next fixed date; absent where figures are live, or after the last one.
   */
  nextOn?: Day
  /**
   * Signals that got a 202. Told to the sender and the hub’s officer; null: a group under 100.
   */
  integrated?: number | null
  /**
   * Signals that a desk has taken in. Never told to the sender: with `integrated` it would count the objections.
   */
  received?: Count
  /**
   * People who were told of the exchange and of their right to object; null: a group under 100.
   */
  contacted: number | null
  /**
   * Signals whose case was closed. Never told to the sender.
   */
  closed?: Count
  /**
   * Signals that a desk declined. Never told to the sender.
   */
  declined?: Count
  /**
   * Multi-valued: they may sum to more than the cases. For the sender a group under 100 is absent, like a zero.
   */
  outcomes: OutcomeCounts
  /**
   * Per cent, to two decimals, of the figures as they stand here; null where one of them is.
   */
  shares: {
    /**
     * `right-opened` among the integrated: not told to a receiver.
     */
    openedOfIntegrated?: number | null
    /**
     * `right-opened` among the contacted.
     */
    openedOfContacted: number | null
  }
  /**
   * For the sender, figures that would give away another receiver’s hidden ones are hidden, too.
   */
  perReceiver?: {
    receiver: ParticipantId
    /**
     * Signals that got a 202. Told to the sender and the hub’s officer; null: a group under 100.
     */
    integrated?: number | null
    /**
     * Signals that a desk has taken in. Never told to the sender: with `integrated` it would count the objections.
     */
    received?: Count
    /**
     * People who were told of the exchange and of their right to object; null: a group under 100.
     */
    contacted: number | null
    /**
     * Signals whose case was closed. Never told to the sender.
     */
    closed?: Count
    /**
     * Signals that a desk declined. Never told to the sender.
     */
    declined?: Count
    /**
     * Multi-valued: they may sum to more than the cases. For the sender a group under 100 is absent, like a zero.
     */
    outcomes: OutcomeCounts
  }[]
}
/**
 * How many times each outcome was given; absent is zero.
 */
export interface OutcomeCounts {
  'right-opened'?: Count
  'right-updated'?: Count
  'already-held'?: Count
  'not-eligible'?: Count
  'claim-filed'?: Count
  'claim-refused'?: Count
  renounced?: Count
  unreachable?: Count
  objected?: Count
  deceased?: Count
  'not-competent'?: Count
  duplicate?: Count
  'identifier-error'?: Count
  expired?: Count
}
/**
 * A page of the campaigns that an agency sends or receives, oldest first.
 */
export interface CampaignList {
  items: CampaignStatus[]
}
/**
 * What its sender and its receivers may know of a campaign. A receiver sees no other receiver.
 */
export interface CampaignStatus {
  id: CampaignId
  sender: ParticipantId
  right: RightId
  /**
   * That of the agreements with the receivers.
   */
  purpose: Purpose
  receivers: {
    receiver: ParticipantId
    accepted: boolean
    /**
     * Its capacity, once it has accepted.
     */
    perDayMax?: number
  }[]
  /**
   * First day on which its signals are taken (UTC).
   */
  startsOn: Day
  /**
   * Last day on which its signals are taken (UTC).
   */
  endsOn: Day
  /**
   * Signals in all that get a 202, whatever becomes of them.
   */
  signalsMax: number
  /**
   * Calls a day (UTC) to all receivers together, whatever becomes of them.
   */
  perDayMax: number
  /**
   * Agreed once every receiver has accepted.
   */
  state: 'proposed' | 'agreed'
  createdAt: Instant
  agreedAt?: Instant
}
/**
 * Many signals with one purpose, proposed by their sender to the agencies that will receive them.
 */
export interface Campaign {
  right: RightId
  /**
   * That of the agreements with the receivers.
   */
  purpose: Purpose
  receivers: ParticipantId[]
  /**
   * First day on which its signals are taken (UTC).
   */
  startsOn: Day
  /**
   * Last day on which its signals are taken (UTC).
   */
  endsOn: Day
  /**
   * Signals in all that get a 202, whatever becomes of them.
   */
  signalsMax: number
  /**
   * Calls a day (UTC) to all receivers together, whatever becomes of them.
   */
  perDayMax: number
}
/**
 * A team leader gives a case to an adviser.
 */
export interface CaseAssign {
  agent: Agent
}
/**
 * What became of each case, in the order asked. One that is refused harms no other.
 */
export interface CaseBatchAnswer {
  results: {
    id: Uuid
    result: 'done' | 'refused'
    /**
     * The case’s new version; only when done.
     */
    version?: number
    /**
     * Why it was refused; the catalogue of problems says what to do.
     */
    code?: ProblemCode
  }[]
}
/**
 * An adviser takes a case: who is in the token.
 */
export interface CaseClaim {}
/**
 * An adviser takes many cases at once: who is in the token.
 */
export interface CaseClaims {
  /**
   * Each in the version that was last seen, as If-Match says it for one.
   */
  cases: {
    id: Uuid
    version: number
  }[]
}
/**
 * A second person confirms a closing that erases: who is in the token.
 */
export interface CaseCloseConfirmation {}
/**
 * A closing that waits for a second person is taken back or refused: who is in the token.
 */
export interface CaseCloseWithdrawal {}
/**
 * The accompaniment is over.
 */
export interface CaseClose {
  outcomes: Outcome[]
  /**
   * Levels of accompaniment given; they combine.
   */
  levels?: AccompanimentLevel[]
}
/**
 * One attempt to contact the person.
 */
export interface CaseContact {
  channel: ContactChannel
  result: ContactResult
  at: Instant
  /**
   * Whether something readable was left (letter, message); it then carries the notice.
   */
  leavesContent: boolean
}
/**
 * One attempt to contact the person. One that leaves content names the notice that it carried.
 */
export interface CaseContactV2 {
  channel: ContactChannel
  result: ContactResult
  at: Instant
  /**
   * Whether something readable was left (letter, message); it then carries the notice.
   */
  leavesContent: boolean
  /**
   * The notice that was left, in the version that was left.
   */
  template?: TemplateId
  language?: Language
}
/**
 * One attempt to contact, the same for many people: a letter campaign.
 */
export interface CaseContacts {
  contact: CaseContactV2
  /**
   * Each in the version that was last seen, as If-Match says it for one.
   */
  cases: {
    id: Uuid
    version: number
  }[]
}
/**
 * The agency does not take the case up; it may send the signal on where an active agreement allows.
 */
export interface CaseDecline {
  reason: DeclineReason
  child?: {
    right: RightId
    territory?: Territory
    addressee?: ParticipantId
  }
}
/**
 * The person asks for erasure (GDPR art. 17): the case ends as by an objection.
 */
export interface CaseErasureRequest {
  requestedAt: Instant
}
/**
 * What a desk tells the hub about one signal of its own.
 */
export interface CaseEvent {
  /**
   * The event’s own id: sent again, it is applied once.
   */
  id: Uuid
  signalId: Uuid
  type: CaseEventType
  at: Instant
  agent?: Agent
  /**
   * For `closed`, and only then.
   */
  outcomes?: Outcome[]
  /**
   * For `declined`, and only then.
   */
  declineReason?: DeclineReason
  /**
   * For `erased` that answers a recall.
   */
  recallId?: Uuid
  /**
   * When the person was told of their rights (CRPA L.114-8 II §2): for `informed`, `closed` and `declined`.
   */
  informedAt?: Instant
}
/**
 * What a desk tells the hub about one signal of its own.
 */
export interface CaseEventV2 {
  /**
   * The event’s own id: sent again, it is applied once.
   */
  id: Uuid
  signalId: Uuid
  /**
   * `restriction-applied` answers a restriction order and says nothing of the case.
   */
  type:
    | 'received'
    | 'taken-charge'
    | 'informed'
    | 'closed'
    | 'declined'
    | 'erased'
    | 'restriction-applied'
  at: Instant
  agent?: Agent
  /**
   * For `closed`, and only then.
   */
  outcomes?: Outcome[]
  /**
   * For `declined`, and only then.
   */
  declineReason?: DeclineReason
  /**
   * For `erased` that answers a recall.
   */
  recallId?: Uuid
  /**
   * When the person was told of their rights (CRPA L.114-8 II §2): for `informed`, `closed` and `declined`.
   */
  informedAt?: Instant
  /**
   * For `restriction-applied`, and only then: the order it answers.
   */
  orderId?: Uuid
}
/**
 * One result for each event, in the order of the request.
 */
export interface CaseEventsAnswer {
  results: {
    id: Uuid
    result: CaseEventResult
    code?: ProblemCode
  }[]
}
/**
 * Case events of one desk, in order.
 */
export interface CaseEvents {
  events: CaseEvent[]
}
/**
 * Case events of one desk, in order.
 */
export interface CaseEventsV2 {
  events: CaseEventV2[]
}
/**
 * The case waits for something outside the agency.
 */
export interface CaseHold {
  reason: HoldReason
  resumeOn: Day
}
/**
 * A page of a desk’s queue. It carries no identifier.
 */
export interface CaseList {
  items: {
    id: Uuid
    /**
     * What If-Match names.
     */
    version: number
    state: CaseState
    right: RightId
    sender: ParticipantId
    acceptedAt: Instant
    receivedAt: Instant
    expiresOn: Day
    /**
     * Who has claimed it.
     */
    adviser?: Agent
    remindOn: Day
    takeUpBy: Day
    accompanyBy?: Day
    resumeOn?: Day
    informedAt?: Instant
    lateness: Lateness[]
  }[]
}
/**
 * A page of a desk’s queue. It carries no identifier.
 */
export interface CaseListV2 {
  items: {
    id: Uuid
    /**
     * What If-Match names.
     */
    version: number
    state: CaseState
    right: RightId
    sender: ParticipantId
    acceptedAt: Instant
    receivedAt: Instant
    expiresOn: Day
    /**
     * Who has claimed it.
     */
    adviser?: Agent
    remindOn: Day
    takeUpBy: Day
    accompanyBy?: Day
    resumeOn?: Day
    informedAt?: Instant
    lateness: Lateness[]
    /**
     * Frozen at the person’s request (GDPR art. 18): kept, and nothing else is done with it.
     */
    restriction?: {
      /**
       * GDPR art. 18(1)(a), (b), (c), (d), in this order.
       */
      ground:
        'accuracy-contested' | 'unlawful' | 'needed-for-legal-claims' | 'objection-verification'
      since: Instant
    }
    /**
     * A closing that erases and waits for a second person.
     */
    closing?: {
      outcomes: Outcome[]
      proposedBy: Agent
      proposedAt: Instant
    }
  }[]
}
/**
 * The person was told of access, rectification and objection (CRPA L.114-8 II §2).
 */
export interface CaseNotice {
  informedAt: Instant
  channel: ContactChannel
  template: TemplateId
  language: Language
}
/**
 * Many people were told of their rights in the same way.
 */
export interface CaseNotices {
  notice: CaseNotice
  /**
   * Each in the version that was last seen, as If-Match says it for one.
   */
  cases: {
    id: Uuid
    version: number
  }[]
}
/**
 * The person asks that their case be kept and not worked on (GDPR art. 18).
 */
export interface CaseRestrict {
  /**
   * GDPR art. 18(1)(a), (b), (c), (d), in this order.
   */
  ground: 'accuracy-contested' | 'unlawful' | 'needed-for-legal-claims' | 'objection-verification'
}
/**
 * A case on hold goes on.
 */
export interface CaseResume {}
/**
 * An adviser gives a case back to the queue.
 */
export interface CaseUnclaim {}
/**
 * The restriction ends; the person was told before (GDPR art. 18(3)).
 */
export interface CaseUnrestrict {
  /**
   * When the person was told that it would end.
   */
  toldAt: Instant
}
/**
 * One case as its desk’s advisers see it. It never travels.
 */
export interface Case {
  id: Uuid
  /**
   * What If-Match names.
   */
  version: number
  state: CaseState
  right: RightId
  sender: ParticipantId
  acceptedAt: Instant
  receivedAt: Instant
  expiresOn: Day
  /**
   * Who has claimed it.
   */
  adviser?: Agent
  remindOn: Day
  takeUpBy: Day
  accompanyBy?: Day
  resumeOn?: Day
  informedAt?: Instant
  lateness: Lateness[]
  /**
   * The identifier, opened.
   */
  subject: Subject
  observedOn: Day
  agreementHash: AgreementHash
  territory?: Territory
  trigger?: Trigger
  detection?: DetectionChannel
  ntuType?: NtuType
  contactChannel?: ContactChannel
  language?: Language
  /**
   * Every signal joined to this case, the first one first.
   */
  signals: {
    id: Uuid
    sender: ParticipantId
    acceptedAt: Instant
  }[]
  contacts: {
    channel: ContactChannel
    result: ContactResult
    at: Instant
    /**
     * Whether something readable was left (letter, message); it then carries the notice.
     */
    leavesContent: boolean
    agent?: Agent
  }[]
  holdReason?: HoldReason
  outcomes: Outcome[]
  levels: AccompanimentLevel[]
  declineReason?: DeclineReason
  /**
   * When it was closed or declined.
   */
  endedAt?: Instant
  /**
   * The signal sent on when it was declined.
   */
  child?: Uuid
}
/**
 * One case as its desk’s advisers see it. It never travels.
 */
export interface CaseV2 {
  id: Uuid
  /**
   * What If-Match names.
   */
  version: number
  state: CaseState
  right: RightId
  sender: ParticipantId
  acceptedAt: Instant
  receivedAt: Instant
  expiresOn: Day
  /**
   * Who has claimed it.
   */
  adviser?: Agent
  remindOn: Day
  takeUpBy: Day
  accompanyBy?: Day
  resumeOn?: Day
  informedAt?: Instant
  lateness: Lateness[]
  /**
   * The identifier, opened.
   */
  subject: Subject
  observedOn: Day
  agreementHash: AgreementHash
  territory?: Territory
  trigger?: Trigger
  detection?: DetectionChannel
  ntuType?: NtuType
  contactChannel?: ContactChannel
  language?: Language
  /**
   * Every signal joined to this case, the first one first.
   */
  signals: {
    id: Uuid
    sender: ParticipantId
    acceptedAt: Instant
  }[]
  contacts: {
    channel: ContactChannel
    result: ContactResult
    at: Instant
    /**
     * Whether something readable was left (letter, message); it then carries the notice.
     */
    leavesContent: boolean
    agent?: Agent
  }[]
  holdReason?: HoldReason
  outcomes: Outcome[]
  levels: AccompanimentLevel[]
  declineReason?: DeclineReason
  /**
   * When it was closed or declined.
   */
  endedAt?: Instant
  /**
   * The signal sent on when it was declined.
   */
  child?: Uuid
  /**
   * Each time the person was told of their rights, and with which version; the first one counts.
   */
  notices: {
    informedAt: Instant
    channel: ContactChannel
    template: TemplateId
    language: Language
    agent?: Agent
  }[]
  /**
   * Frozen at the person’s request (GDPR art. 18): kept, and nothing else is done with it.
   */
  restriction?: {
    /**
     * GDPR art. 18(1)(a), (b), (c), (d), in this order.
     */
    ground: 'accuracy-contested' | 'unlawful' | 'needed-for-legal-claims' | 'objection-verification'
    since: Instant
  }
  /**
   * A closing that erases and waits for a second person.
   */
  closing?: {
    outcomes: Outcome[]
    proposedBy: Agent
    proposedAt: Instant
  }
}
/**
 * A page of certificates of erasure, in the order in which they were made.
 */
export interface CertificateList {
  items: {
    certificate: Certificate
    madeAt: Instant
    /**
     * The hub’s key that signed it.
     */
    keyId: SigningKeyId
    /**
     * Ed25519 (RFC 8032) over the certificate’s JCS bytes, 64 bytes in base64url.
     */
    signature: string
  }[]
  /**
   * The hub’s public keys, oldest first.
   */
  keys: {
    keyId: SigningKeyId
    /**
     * Ed25519, 32 bytes in base64url.
     */
    publicKey: Key32
  }[]
}
/**
 * What was erased, why, and from when on nobody can read it. Signed over its JCS bytes (RFC 8785).
 */
export interface Certificate {
  version: 1
  /**
   * The entry of the erasure journal that it certifies.
   */
  id: Uuid
  /**
   * Who certifies.
   */
  hub: string
  /**
   * Whose data they were: a schema of the hub, or the desk.
   */
  owner: 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'
  /**
   * What was erased.
   */
  class:
    | 'signal-data'
    | 'signal-row'
    | 'trace'
    | 'second-opening'
    | 'objection'
    | 'person-agreement'
    | 'bus-message'
    | 'case'
    | 'idempotency'
    | 'batch'
    | 'key'
  /**
   * Why.
   */
  reason:
    | 'received'
    | 'outcome'
    | 'objection'
    | 'withdrawal'
    | 'agreement-withdrawn'
    | 'expiry'
    | 'lapse'
    | 'request'
    | 'rotation'
  /**
   * The law that asks for it; null where it is housekeeping alone.
   */
  article: null | string
  /**
   * From then on the hub itself could no longer read it.
   */
  erasedAt: Instant
  /**
   * From then on nobody can read it, in any copy.
   */
  outOfReach: {
    /**
     * keys-destroyed: found destroyed at that instant, so no copy opens it, backups included. backups-aged: no backup that holds it is kept beyond that instant.
     */
    by: 'keys-destroyed' | 'backups-aged'
    at: Instant
  }
  signalIds: Uuid[]
  /**
   * Of what is neither a signal nor a key: objections, agreements of persons, batches.
   */
  rowIds: string[]
  /**
   * Ids of the keys that were destroyed with it.
   */
  keysDestroyed: string[]
  /**
   * The month that was dropped whole.
   */
  partition: null | string
  /**
   * Rows, messages or keys.
   */
  count: Count
  agreementHash: null | AgreementHash
  /**
   * The place of the log’s checkpoint; the log is not built yet.
   */
  checkpoint: null
}
/**
 * A page of certificates of erasure, in the order in which they were made.
 */
export interface CertificateListV2 {
  items: {
    certificate: Certificate | CertificateV2
    madeAt: Instant
    /**
     * The hub’s key that signed it.
     */
    keyId: SigningKeyId
    /**
     * Ed25519 (RFC 8032) over the certificate’s JCS bytes, 64 bytes in base64url.
     */
    signature: string
  }[]
  /**
   * The hub’s public keys, oldest first.
   */
  keys: {
    keyId: SigningKeyId
    /**
     * Ed25519, 32 bytes in base64url.
     */
    publicKey: Key32
  }[]
}
/**
 * What was erased, why, from when on nobody can read it, and where the log says so. Signed over its JCS bytes (RFC 8785).
 */
export interface CertificateV2 {
  version: 2
  /**
   * The entry of the erasure journal that it certifies.
   */
  id: Uuid
  /**
   * Who certifies.
   */
  hub: string
  /**
   * Whose data they were: a schema of the hub, or the desk.
   */
  owner: 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'
  /**
   * What was erased.
   */
  class:
    | 'signal-data'
    | 'signal-row'
    | 'trace'
    | 'second-opening'
    | 'objection'
    | 'person-agreement'
    | 'bus-message'
    | 'case'
    | 'idempotency'
    | 'batch'
    | 'key'
  /**
   * Why.
   */
  reason:
    | 'received'
    | 'outcome'
    | 'objection'
    | 'withdrawal'
    | 'agreement-withdrawn'
    | 'expiry'
    | 'lapse'
    | 'request'
    | 'rotation'
  /**
   * The law that asks for it; null where it is housekeeping alone.
   */
  article: null | string
  /**
   * From then on the hub itself could no longer read it.
   */
  erasedAt: Instant
  /**
   * From then on nobody can read it, in any copy.
   */
  outOfReach: {
    /**
     * keys-destroyed: found destroyed at that instant, so no copy opens it, backups included. backups-aged: no backup that holds it is kept beyond that instant.
     */
    by: 'keys-destroyed' | 'backups-aged'
    at: Instant
  }
  signalIds: Uuid[]
  /**
   * Of what is neither a signal nor a key: objections, agreements of persons, batches.
   */
  rowIds: string[]
  /**
   * Ids of the keys that were destroyed with it.
   */
  keysDestroyed: string[]
  /**
   * The month that was dropped whole.
   */
  partition: null | string
  /**
   * Rows, messages or keys.
   */
  count: Count
  agreementHash: null | AgreementHash
  /**
   * The first published checkpoint of the hub’s log over the leaf of this erasure.
   */
  checkpoint: {
    /**
     * The log’s name.
     */
    origin: string
    size: Count
    /**
     * The root of that many leaves (RFC 6962), in base64.
     */
    root: string
    /**
     * Of the leaf.
     */
    index: Count
  }
}
/**
 * Competence rows that answer a question.
 */
export interface CompetenceList {
  items: Competence[]
}
/**
 * Who is competent for a right in a territory, between two dates.
 */
export interface Competence {
  right: RightId
  territory: Territory
  participant: ParticipantId
  from: Day
  /**
   * The last day; absent: until further notice.
   */
  to?: Day
  /**
   * Where this is written.
   */
  source: string
}
/**
 * How a controller and its data protection officer are reached (GDPR art. 30(1)(a)): functions, never persons. `hub` is the hub itself.
 */
export interface ControllerContacts {
  /**
   * Name of the body in law.
   */
  name: string
  /**
   * Postal address, in one line.
   */
  address: string
  /**
   * An address of a function.
   */
  email: string
  /**
   * International form.
   */
  phone?: string
  /**
   * The function that represents it in law.
   */
  representative: string
  dpo: {
    /**
     * Who it is: a function, a service or a firm.
     */
    designation: string
    /**
     * Postal address, where it is another.
     */
    address?: string
    /**
     * An address of a function.
     */
    email: string
    /**
     * International form.
     */
    phone?: string
  }
}
/**
 * What an agency’s witness says of a published checkpoint: its tree only added to the last one that the witness has cosigned.
 */
export interface Cosignature {
  /**
   * Leaves of the checkpoint.
   */
  size: number
  /**
   * The witness’s key as a policy lists it (C2SP signed-note, tlog-cosignature).
   */
  verifierKey: string
  /**
   * Key id, time and signature in base64, as its line of the note has them.
   */
  signature: string
}
/**
 * What an agency’s witness says of a published checkpoint: its tree only added to the last one that the witness has cosigned. With `succeeds`, the key takes the place of the one that signs it, too.
 */
export interface CosignatureV2 {
  /**
   * Leaves of the checkpoint.
   */
  size: number
  /**
   * The witness’s key as a policy lists it (C2SP signed-note, tlog-cosignature).
   */
  verifierKey: string
  /**
   * Key id, time and signature in base64, as its line of the note has them.
   */
  signature: string
  /**
   * The witness’s key so far, and what it says of the same checkpoint.
   */
  succeeds?: {
    /**
     * The witness’s key as a policy lists it (C2SP signed-note, tlog-cosignature).
     */
    verifierKey: string
    /**
     * Key id, time and signature in base64, as its line of the note has them.
     */
    signature: string
  }
}
/**
 * What is due to be erased, what is overdue, what was done: counts only.
 */
export interface Deletions {
  /**
   * The hub’s clock when it was asked.
   */
  asOf: Instant
  /**
   * What was done earlier is in the certificates only.
   */
  doneSince: Instant
  /**
   * What the clocks of the law will erase, soonest first.
   */
  due: Due[]
  /**
   * What should be gone and is not: each is an alarm.
   */
  overdue: Due[]
  done: {
    owner: 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'
    class:
      | 'signal-data'
      | 'signal-row'
      | 'trace'
      | 'second-opening'
      | 'objection'
      | 'person-agreement'
      | 'bus-message'
      | 'case'
      | 'idempotency'
      | 'batch'
      | 'key'
    reason:
      | 'received'
      | 'outcome'
      | 'objection'
      | 'withdrawal'
      | 'agreement-withdrawn'
      | 'expiry'
      | 'lapse'
      | 'request'
      | 'rotation'
    /**
     * Entries of the erasure journal.
     */
    entries: Count
    /**
     * Rows, messages or keys.
     */
    count: Count
    lastAt: Instant
  }[]
  certificates: {
    made: Count
    /**
     * Erasures whose keys are not all destroyed yet, or not yet on disk outside the database.
     */
    waiting: Count
  }
}
/**
 */
export interface Due {
  owner: 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'
  class:
    | 'signal-data'
    | 'signal-row'
    | 'trace'
    | 'second-opening'
    | 'objection'
    | 'person-agreement'
    | 'bus-message'
    | 'case'
    | 'idempotency'
    | 'batch'
    | 'key'
  dueAt: Instant
  count: Count
  /**
   * The law that sets the clock.
   */
  article: null | string
}
/**
 * What is due to be erased, what is overdue, what was done: counts only. Officers’ own files and records of breaches are in it.
 */
export interface DeletionsV2 {
  /**
   * The hub’s clock when it was asked.
   */
  asOf: Instant
  /**
   * What was done earlier is in the certificates only.
   */
  doneSince: Instant
  /**
   * What the clocks of the law will erase, soonest first.
   */
  due: DueLine[]
  /**
   * What should be gone and is not: each is an alarm.
   */
  overdue: DueLine[]
  done: {
    owner: 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'
    class:
      | 'signal-data'
      | 'signal-row'
      | 'trace'
      | 'second-opening'
      | 'objection'
      | 'person-agreement'
      | 'bus-message'
      | 'case'
      | 'idempotency'
      | 'batch'
      | 'key'
    reason:
      | 'received'
      | 'outcome'
      | 'objection'
      | 'withdrawal'
      | 'agreement-withdrawn'
      | 'expiry'
      | 'lapse'
      | 'request'
      | 'rotation'
    /**
     * Entries of the erasure journal.
     */
    entries: Count
    /**
     * Rows, messages or keys.
     */
    count: Count
    lastAt: Instant
  }[]
  certificates: {
    made: Count
    /**
     * Erasures whose keys are not all destroyed yet, or not yet on disk outside the database.
     */
    waiting: Count
  }
}
/**
 */
export interface DueLine {
  owner: 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'
  class:
    | 'signal-data'
    | 'signal-row'
    | 'trace'
    | 'second-opening'
    | 'objection'
    | 'person-agreement'
    | 'bus-message'
    | 'case'
    | 'idempotency'
    | 'batch'
    | 'key'
    | 'file'
    | 'breach'
  dueAt: Instant
  count: Count
  /**
   * The law that sets the clock.
   */
  article: null | string
}
/**
 * What the receiver learns beside the sealed identifier. Its hash binds the seal.
 */
export interface DeliveredEnvelope {
  id: Uuid
  right: RightId
  observedOn: Day
  sender: ParticipantId
  receiver: ParticipantId
  agreementHash: AgreementHash
  /**
   * For a child, that of its first ancestor: the earliest date counts (R.114-9-7).
   */
  acceptedAt: Instant
  /**
   * The last day on which the hub may keep it (R.114-9-7).
   */
  expiresOn: Day
  territory?: Territory
  trigger?: Trigger
  detection?: DetectionChannel
  ntuType?: NtuType
  contactChannel?: ContactChannel
  language?: Language
  parent?: Uuid
}
/**
 * CloudEvents 1.0 message of a signal, on sig.<receiver>.<uuid>.
 */
export interface DeliveredSignal {
  specversion: '1.0'
  /**
   * The outbox row’s id, never the signal’s.
   */
  id: Uuid
  source: 'urn:unefois:hub'
  type: 'eu.unefois.signal.v1'
  time: Instant
  datacontenttype: 'application/json'
  dataschema: 'urn:unefois:contracts:delivered-signal.v1'
  data: {
    envelope: DeliveredEnvelope
    receiverKeyId: SealKeyId
    /**
     * Nonce, sealed identifier under the data key, tag: always 140 bytes, in base64url.
     */
    sealed: string
  }
}
/**
 * One result for each act, in the order of the request: `already` is told by the same agency before, `refused` is another’s act or signal, or of no time near now.
 */
export interface DeskActsAnswer {
  results: {
    id: Uuid
    result: 'applied' | 'already' | 'refused'
  }[]
}
/**
 * What a desk did by itself, for the hub’s log: the trace of each act without its detail. The token names the agency; told again, an act is known.
 */
export interface DeskActs {
  events: {
    /**
     * The trace’s own id, a UUID version 7.
     */
    id: Uuid
    at: Instant
    operation:
      | 'case-receive'
      | 'case-join'
      | 'case-read'
      | 'case-claim'
      | 'case-unclaim'
      | 'case-assign'
      | 'case-contact'
      | 'case-notice'
      | 'case-hold'
      | 'case-resume'
      | 'case-propose-close'
      | 'case-confirm-close'
      | 'case-withdraw-close'
      | 'case-close'
      | 'case-decline'
      | 'case-restrict'
      | 'case-unrestrict'
      | 'case-refuse-erasure'
      | 'case-erase'
      | 'case-expire'
      | 'case-preserve'
      | 'hold-place'
      | 'hold-end'
      | 'notice-write'
      | 'recall-apply'
      | 'message-quarantine'
    /**
     * Whoever acted; absent: the desk itself.
     */
    agent?: Agent
    signalId?: Uuid
    agreementHash?: AgreementHash
    counterparty?: ParticipantId
  }[]
}
/**
 * Counts of one desk over a period.
 */
export interface DeskStatistics {
  from: Instant
  to: Instant
  received: Count
  /**
   * Signals joined to a live case.
   */
  joined: Count
  takenCharge: Count
  informed: Count
  closed: Count
  declined: Count
  erased: Count
  quarantined: Count
  /**
   * Not taken up now.
   */
  waiting: Count
  inProgress: Count
  onHold: Count
  overdue: Count
  outcomes: OutcomeCounts
}
/**
 * Counts of one desk over a period, for the agency only, and how long things took.
 */
export interface DeskStatisticsV2 {
  from: Instant
  to: Instant
  received: Count
  /**
   * Signals joined to a live case.
   */
  joined: Count
  takenCharge: Count
  informed: Count
  closed: Count
  declined: Count
  erased: Count
  quarantined: Count
  /**
   * Not taken up now.
   */
  waiting: Count
  inProgress: Count
  onHold: Count
  overdue: Count
  outcomes: OutcomeCounts
  /**
   * Half of those told in the period were told within so many days of reception. Only where it is of more than ten.
   */
  medianDaysToInformed?: number
  /**
   * Half of those closed in the period were closed within so many days of reception. Only where it is of more than ten.
   */
  medianDaysToClosed?: number
}
/**
 * An impact assessment in the import format of the CNIL’s PIA tool 4: the five members that its importer reads, as its own exports have them.
 */
export interface Dpia {
  pia: {
    id: 1
    /**
     * 0: in progress. Only people sign.
     */
    status: 0
    is_example: 0
    is_archive: 0
    numberOfQuestions: 36
    /**
     * Name of the assessment.
     */
    name: string
    /**
     * Field.
     */
    category: string
    /**
     * Who wrote it.
     */
    author_name: string
    /**
     * Who evaluates.
     */
    evaluator_name: string
    /**
     * Who validates.
     */
    validator_name: string
    dpo_opinion: string
    /**
     * The officer.
     */
    dpos_names: string
    /**
     * The persons concerned.
     */
    people_names: string
    concerned_people_searched_opinion: boolean
    concerned_people_searched_content: string
    created_at: Instant
    updated_at: Instant
  }
  answers: {
    id: number
    pia_id: 1
    reference_to:
      | 111
      | 112
      | 113
      | 121
      | 122
      | 123
      | 211
      | 212
      | 213
      | 214
      | 215
      | 221
      | 222
      | 223
      | 224
      | 225
      | 226
      | 227
      | 321
      | 322
      | 323
      | 324
      | 325
      | 326
      | 331
      | 332
      | 333
      | 334
      | 335
      | 336
      | 341
      | 342
      | 343
      | 344
      | 345
      | 346
    data: {
      text: string | null
      gauge: number | null
      /**
       * Items: An item; of measures, a measure’s title.
       */
      list: string[]
    }
    created_at: Instant
  }[]
  measures: {
    id: number
    pia_id: 1
    /**
     * Title.
     */
    title: string
    content: string
    placeholder: 'measures.default_placeholder'
    created_at: Instant
  }[]
  evaluations: {
    id: number
    pia_id: 1
    reference_to: string
    /**
     * 1 to be fixed, 2 improvable, 3 acceptable.
     */
    status: number
    evaluation_comment: string
    action_plan_comment?: string
    gauges: {
      x: number
      y: number
    }
    estimated_implementation_date: null
    person_in_charge: null
    /**
     * 1: begun; a person completes it.
     */
    global_status: 1
    created_at: Instant
  }[]
  comments: {
    id: number
    pia_id: 1
    description: string
    reference_to:
      | 111
      | 112
      | 113
      | 121
      | 122
      | 123
      | 211
      | 212
      | 213
      | 214
      | 215
      | 221
      | 222
      | 223
      | 224
      | 225
      | 226
      | 227
      | 321
      | 322
      | 323
      | 324
      | 325
      | 326
      | 331
      | 332
      | 333
      | 334
      | 335
      | 336
      | 341
      | 342
      | 343
      | 344
      | 345
      | 346
    for_measure: false
    created_at: Instant
  }[]
}
/**
 * A person asks for erasure (GDPR art. 17): what waits at the hub is destroyed, receivers are told to erase. It is not remembered: an objection is.
 */
export interface ErasureRequest {
  subject: Subject
  /**
   * Who asks: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  by: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
  /**
   * What is to be erased: everything when absent or empty, of one right, at one receiving agency, or both.
   */
  scope?: {
    right?: RightId
    agency?: ParticipantId
  }
  /**
   * Of the receipt and of its calendar entry.
   */
  language?: 'fr' | 'nl' | 'de' | 'en'
}
/**
 * Closings that erased at once, per adviser and for the desk, in the window that the threshold looks at.
 */
export interface ErasureStatistics {
  from: Instant
  to: Instant
  team: {
    closed: Count
    erasing: Count
    /**
     * The next erasing closing of anybody needs a second person.
     */
    isAbove: boolean
  }
  /**
   * Above so many, and above the share, an adviser’s erasing closings need a second person.
   */
  adviserMax: Count
  /**
   * The same for the desk as a whole.
   */
  teamMax: Count
  /**
   * Of all closings in the window.
   */
  shareMaxPercent: number
  /**
   * Closings that wait for a second person now.
   */
  waiting: Count
  advisers: {
    agent: Agent
    closed: Count
    erasing: Count
    /**
     * Erasing closings of others that this person confirmed.
     */
    confirmed: Count
    isAbove: boolean
  }[]
}
/**
 * Acts, newest first, a page at a time. An agency reads no detail, and of nobody but itself.
 */
export interface EventPage {
  items: {
    id: Uuid
    at: Instant
    agency: string
    agent?: Agent
    purpose: string
    operation: string
    agreement?: AgreementHash
    signal?: Uuid
    counterparty?: string
    outcomeClass?: string
    right?: RightId
    campaign?: CampaignId
    trigger?: Trigger
    detection?: DetectionChannel
    /**
     * Its place in the log, once it has one.
     */
    logIndex?: Count
    /**
     * When its second part was erased.
     */
    erasedAt?: Instant
    /**
     * By which article.
     */
    erasedArticle?: string
    /**
     * Where the log says so.
     */
    erasedLogIndex?: Count
  }[]
  /**
   * Where the next page begins; absent on the last.
   */
  next?: Uuid
}
/**
 * A search among acts by agency, agreement, agent and time; or, in an open file and with a second officer’s approval, by a person’s number.
 */
export interface EventSearch {
  /**
   * Whose acts; at the hub anybody’s, at an agency its own whatever is said here.
   */
  agency?: string
  agreement?: AgreementHash
  /**
   * Goes with its agency.
   */
  agent?: Agent
  from?: Instant
  /**
   * This instant left out.
   */
  to?: Instant
  /**
   * `next` of the page before.
   */
  before?: Uuid
  /**
   * The open file on which a search by number rests.
   */
  file?: Uuid
  /**
   * By number: goes with `file` and nothing else.
   */
  subject?: Subject
}
/**
 * A search among acts by agency, agreement, agent and time; or, in an open file and with a second officer’s approval, by a person’s number.
 */
export interface EventSearchV2 {
  /**
   * Whose acts; at the hub anybody’s, at an agency its own whatever is said here.
   */
  agency?: string
  agreement?: AgreementHash
  /**
   * Goes with its agency.
   */
  agent?: Agent
  from?: Instant
  /**
   * This instant left out.
   */
  to?: Instant
  /**
   * `next` of the page before; the rest of the search is said again.
   */
  before?: Uuid
  /**
   * The open file on which a search by number rests.
   */
  file?: Uuid
  /**
   * By number: goes with `file`, `before` and `looks`, and nothing else.
   */
  subject?: Subject
  /**
   * With what officers themselves looked at; left out unless this is true, and an agency’s list never has it.
   */
  looks?: boolean
}
/**
 * A page of what the persons’ agreements let the sender learn, oldest first.
 */
export interface FeedbackList {
  items: {
    signalId: Uuid
    class: FeedbackClass
    at: Instant
  }[]
}
/**
 * Exact counts of the whole hub, for its data protection officer and for replays.
 */
export interface Figures {
  from: Instant
  to: Instant
  accepted: Count
  released: Count
  received: Count
  takenCharge: Count
  closed: Count
  declined: Count
  withdrawn: Count
  recalls: Count
  receipts: Count
  erased: Count
  outcomes: OutcomeCounts
}
/**
 * The answer to a succession: the same whatever was said or signalled under either number.
 */
export interface IdentifierSuccessionRecorded {
  id: Uuid
  recordedAt: Instant
}
/**
 * A number succeeds another of the same person: what was said under the first holds under the second.
 */
export interface IdentifierSuccession {
  /**
   * A provisional number: NIA, or bis number.
   */
  former: Subject
  /**
   * The NIR or the NISS that replaces it.
   */
  current: Subject
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
}
/**
 * One answer for each check, in the same order. It never says at which end a person is missing: nobody needs to know, and the sender must not.
 */
export interface IntegrationAnswers {
  /**
   * Production takes no simulator’s answer.
   */
  answeredBy: 'bcss' | 'simulator'
  /**
   * Items: Integrated at both ends on this day.
   */
  passes: boolean[]
}
/**
 * What the hub asks of the BCSS before it stores signals under `route: via-bcss`: is each person integrated at both ends? The numbers stand in the body only (law of 15 January 1990, art. 14).
 */
export interface IntegrationChecks {
  /**
   * One for each signal.
   */
  checks: {
    subject: Subject
    sender: ParticipantId
    receiver: ParticipantId
    /**
     * The agreement names deliberation and statute.
     */
    agreementHash: AgreementHash
  }[]
}
/**
 * Told to the simulator only: synthetic people and the agencies at which they are integrated.
 */
export interface Integrations {
  integrations: {
    subject: Subject
    participant: ParticipantId
    /**
     * First day.
     */
    from: Day
    /**
     * Last day; absent: until further notice.
     */
    to?: Day
  }[]
}
/**
 * Every hold that is kept, newest first.
 */
export interface LegalHoldList {
  items: LegalHoldRecord[]
}
/**
 * A hold as it stands.
 */
export interface LegalHoldRecord {
  id: Uuid
  /**
   * On what the hold rests.
   */
  basis: 'court-order' | 'criminal-inquiry' | 'supervisory-authority' | 'legal-claim'
  /**
   * The decision or the text: a reference, never a person.
   */
  provision: string
  /**
   * The client that placed it.
   */
  author: string
  placedAt: Instant
  endsAt: Instant
  /**
   * Ended before its day.
   */
  endedAt?: Instant
  endedBy?: string
  /**
   * How many signals it names.
   */
  signals: Count
  /**
   * Whether it holds now.
   */
  isHeld: boolean
}
/**
 * A hold: what these signals left is kept past its expiry. It never holds against the person’s objection.
 */
export interface LegalHold {
  signalIds: Uuid[]
  /**
   * On what the hold rests.
   */
  basis: 'court-order' | 'criminal-inquiry' | 'supervisory-authority' | 'legal-claim'
  /**
   * The decision or the text: a reference, never a person.
   */
  provision: string
  /**
   * The last day that it holds; twelve months from now at most.
   */
  endsOn: Day
}
/**
 * What the hub’s log says of the caller’s keys and agreements: entries of the published tree of `size` leaves, each opened and with its proof. A part’s leaf commits to the JCS bytes (RFC 8785) of `first`, and of `{"detail": …}`.
 */
export interface LogDirectory {
  /**
   * Leaves of the published checkpoint that the proofs lead to.
   */
  size: number
  entries: {
    /**
     * Of the leaf; ascending.
     */
    index: number
    /**
     * The act, without its detail.
     */
    first: {
      kind: 'act'
      id: Uuid
      /**
       * To the microsecond, as it is committed to.
       */
      at: string
      /**
       * The OAuth client that acted.
       */
      actor: string
      agency: ParticipantId
      agent?: Agent
      purpose: 'directory-keeping' | 'agreement-keeping'
      operation:
        | 'key-register'
        | 'key-retire'
        | 'participant-suspend'
        | 'participant-resume'
        | 'agreement-sign'
        | 'agreement-activate'
        | 'agreement-suspend'
        | 'agreement-resume'
        | 'agreement-end'
      agreementHash?: AgreementHash
      counterparty?: ParticipantId
    }
    detail: {
      keyId?: string
      use?: 'seal' | 'sign'
      agreement?: AgreementId
      version?: number
      sender?: ParticipantId
      receiver?: ParticipantId
      /**
       * The key by which that side signed the text.
       */
      senderKeyId?: SigningKeyId
      senderSignature?: Signature64
      /**
       * The key by which that side signed the text.
       */
      receiverKeyId?: SigningKeyId
      receiverSignature?: Signature64
    }
    /**
     * One for each part, 32 bytes in base64.
     */
    nonces: string[]
    /**
     * The hashes from the leaf to the root (RFC 6962 §2.1.1), in base64.
     */
    proof: string[]
  }[]
}
/**
 * After which logs the hub’s present one began: each beginning is a leaf of the published tree of `size` leaves, opened, with its proof. The leaf commits to the JCS bytes (RFC 8785) of `first`, and of `{"detail": …}`.
 */
export interface LogPredecessors {
  /**
   * Leaves of the published checkpoint that the proofs lead to.
   */
  size: number
  items: {
    index: number
    first: {
      kind: 'act'
      id: Uuid
      /**
       * To the microsecond, as it is committed to.
       */
      at: string
      actor: string
      agency: ParticipantId
      purpose: 'directory-keeping'
      operation: 'log-succeed'
    }
    detail: {
      /**
       * The log that began.
       */
      successor: string
      /**
       * The one before.
       */
      origin: string
      /**
       * Leaves of its last published checkpoint.
       */
      size: number
      /**
       * And their root.
       */
      root: string
      /**
       * Leaves that the successor took over: the first of both.
       */
      kept: number
    }
    /**
     * One for each part, 32 bytes in base64.
     */
    nonces: string[]
    /**
     * The hashes from the leaf to the root (RFC 6962 §2.1.1), in base64.
     */
    proof: string[]
  }[]
}
/**
 * What the hub’s log says of this agency’s keys and agreements, as its desk found it, oldest first; `no`: done in its name, and not known here.
 */
export interface LogWatch {
  /**
   * Leaves of the last checkpoint that this desk’s witness has cosigned; null before the first.
   */
  cosigned: null | Count
  items: {
    index: Count
    at: Instant
    operation: string
    /**
     * The id of a key, the hash of an agreement, or a participant.
     */
    name: string
    known: 'yes' | 'no' | 'not-judged'
  }[]
}
/**
 * What the hub’s log says of this agency’s keys and agreements, as its desk found it, oldest first; `no`: done in its name, and not known here.
 */
export interface LogWatchV2 {
  /**
   * Leaves of the last checkpoint that this desk’s witness has cosigned; null before the first.
   */
  cosigned: null | Count
  /**
   * When it was cosigned, if this desk noted it.
   */
  cosignedAt: null | Instant
  /**
   * Whether three publications in a row have not come since.
   */
  frozen: boolean
  items: {
    index: Count
    at: Instant
    operation: string
    /**
     * The id of a key, the hash of an agreement, or a participant.
     */
    name: string
    known: 'yes' | 'no' | 'not-judged'
  }[]
}
/**
 * The notices that this desk has, in every version.
 */
export interface NoticeList {
  items: {
    template: TemplateId
    /**
     * The newest version: the one to give.
     */
    isCurrent: boolean
    languages: Language[]
  }[]
}
/**
 * A notice written out for one case (CRPA L.114-8 II, GDPR art. 14). It names nobody and carries no identifier.
 */
export interface NoticeText {
  template: TemplateId
  language: Language
  /**
   * The letter’s subject.
   */
  title: string
  /**
   * Markdown.
   */
  text: string
  /**
   * The agreement’s published notice.
   */
  noticeUrl: PageUrl
  agreementHash: AgreementHash
}
/**
 * The receipt of an objection or a renunciation. It says nothing of signals.
 */
export interface ObjectionReceipt {
  /**
   * To withdraw it, this id and the number are needed.
   */
  id: Uuid
  kind: 'objection' | 'renunciation'
  /**
   * What it covers: everything when empty, one right, one receiving agency, or one right at one agency.
   */
  scope: {
    right?: RightId
    agency?: ParticipantId
  }
  lodgedAt: Instant
  /**
   * From then on it is no longer kept and no longer heeded: lodge it again before.
   */
  lapsesAt: Instant
  /**
   * Who says it: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  lodgedBy: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Where it was lodged.
   */
  agency: ParticipantId
  /**
   * A number that comes later (NIA to NIR, bis to NISS) is covered once the succession has been told.
   */
  covers: 'this-number-only'
  /**
   * Whether a channel was left for a reminder.
   */
  reminder: boolean
  /**
   * Of the receipt and of its calendar entry.
   */
  language: 'fr' | 'nl' | 'de' | 'en'
  /**
   * What the receipt says, in the four languages.
   */
  texts: {
    fr: string
    nl: string
    de: string
    en: string
  }
  /**
   * The articles that it rests on.
   */
  sources: string[]
}
/**
 * The receipt of an objection or a renunciation. It says nothing of signals.
 */
export interface ObjectionReceiptV2 {
  /**
   * To withdraw it, this id and the number are needed.
   */
  id: Uuid
  kind: 'objection' | 'renunciation'
  /**
   * What it covers: everything when empty, one right, one receiving agency, or one right at one agency.
   */
  scope: {
    right?: RightId
    agency?: ParticipantId
  }
  lodgedAt: Instant
  /**
   * From then on it is no longer kept and no longer heeded: lodge it again before.
   */
  lapsesAt: Instant
  /**
   * Who says it: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  lodgedBy: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Where it was lodged.
   */
  agency: ParticipantId
  /**
   * Who entered it, where somebody spoke for the person: the person may see who.
   */
  agent?: Agent
  /**
   * A number that came later (NIA to NIR, bis to NISS) is covered where the succession has been told, before or after.
   */
  covers: 'this-number-and-told-successors'
  /**
   * Every exchange of the scope to which the law gives no right to object (GDPR art. 21(1)), of whomever: its agencies, its rights and its provision. The same for everybody.
   */
  setAside: {
    sender: ParticipantId
    receiver: ParticipantId
    rights: RightId[]
    /**
     * As the agreement states it.
     */
    provision: string
  }[]
  /**
   * Whether a channel was left for a reminder.
   */
  reminder: boolean
  /**
   * Of the receipt and of its calendar entry.
   */
  language: 'fr' | 'nl' | 'de' | 'en'
  /**
   * What the receipt says, in the four languages.
   */
  texts: {
    fr: string
    nl: string
    de: string
    en: string
  }
  /**
   * The articles that it rests on.
   */
  sources: string[]
}
/**
 * A person objects (CRPA L.114-8 II, GDPR art. 21): no signal that the scope covers is released any more.
 */
export interface Objection {
  subject: Subject
  /**
   * What it covers: everything when empty, one right, one receiving agency, or one right at one agency.
   */
  scope: {
    right?: RightId
    agency?: ParticipantId
  }
  /**
   * Who says it: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  lodgedBy: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
  /**
   * How long it is kept; the law’s default when absent.
   */
  keptMonths?: number
  /**
   * Of the receipt and of its calendar entry.
   */
  language?: 'fr' | 'nl' | 'de' | 'en'
  /**
   * Where the person wants to be told before it lapses: sealed, and erased with the objection.
   */
  reminder?: {
    channel: 'e-mail' | 'sms'
    /**
     * An address or a number, without spaces.
     */
    address: string
  }
}
/**
 * The public keys of one participant, retired ones too: they still tell what sealed or signed what is there.
 */
export interface ParticipantKeyList {
  items: {
    key: ParticipantKey
    state: 'active' | 'retired'
  }[]
}
/**
 * Every participant, in the order of their ids.
 */
export interface ParticipantList {
  items: Participant[]
}
/**
 * An agency admitted to the hub.
 */
export interface Participant {
  id: ParticipantId
  /**
   * Official name.
   */
  name: string
  type: AgencyType
  country: Country
  /**
   * The participant in whose legal status this one acts, where it has none of its own.
   */
  statusOf?: ParticipantId
  /**
   * Whether it is an administration of CRPA L.100-3; a mutual outside such a mission needs the person’s agreement.
   */
  publicServiceMission?: boolean
  /**
   * Whether it is bound by medical secrecy: it sends only with the person’s agreement.
   */
  medicalSecrecy?: boolean
  /**
   * Security homologation (RGS, R.114-9-6).
   */
  homologation?: {
    /**
     * Reference of the decision.
     */
    reference: string
    level: 'one-star' | 'two-stars' | 'three-stars'
    expiresOn: Day
  }
}
/**
 * A participant and whether it may exchange: while it is suspended, every agreement of its is.
 */
export interface ParticipantStanding {
  participant: Participant
  state: 'active' | 'suspended'
  suspendedAt?: Instant
}
/**
 * A recorded agreement with the fields of ISO/IEC TS 27560:2023 in terms of the Data Privacy Vocabulary (DPV 2). The person stays unnamed: the hub knows a blind index only.
 */
export interface PersonAgreementRecord {
  schemaVersion: 'urn:unefois:contracts:person-agreement-record.v1'
  recordId: PersonAgreementId
  /**
   * Known by whoever asked them; not by this record.
   */
  dataSubject: 'dpv:DataSubject'
  /**
   * What the person was shown before they agreed (ISO/IEC TS 27560: notice and its language).
   */
  notice?: {
    template: TemplateId
    language: 'fr' | 'nl' | 'de' | 'en'
  }
  purpose: Purpose
  /**
   * What is done: the number and the right are disclosed to the recipients.
   */
  process: 'dpv:Disclose'
  /**
   * Categories: an official number, and the coded fields of the signal.
   */
  personalData: 'pd:OfficialID'[]
  /**
   * The social rights that may be signalled.
   */
  rights: RightId[]
  /**
   * Who asked, and who may be told.
   */
  parties: {
    role: 'dpv:DataController' | 'dpv:Recipient'
    id: ParticipantId
  }[]
  /**
   * What the person may do.
   */
  dataSubjectRights: (
    'eu-gdpr:A7-3' | 'eu-gdpr:A15' | 'eu-gdpr:A16' | 'eu-gdpr:A17' | 'eu-gdpr:A21'
  )[]
  consent: {
    type: 'dpv:ExpressedConsent'
    status: 'dpv:ConsentGiven' | 'dpv:ConsentExpired'
    obtainedOn: Day
    recordedAt: Instant
    /**
     * Kept until withdrawn, at the latest until then.
     */
    validUntil: Instant
    /**
     * Who said yes.
     */
    expressedBy: 'person' | 'legal-representative'
    /**
     * What a legal representative acts under.
     */
    authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
    channel: PersonAgreementChannel
    /**
     * Who obtained it.
     */
    agent: Agent
  }
}
/**
 * The recorded agreement of a person.
 */
export interface PersonAgreementRecorded {
  id: PersonAgreementId
  validUntil: Instant
}
/**
 * A person agrees, to this collector, that these rights be signalled to these recipients.
 */
export interface PersonAgreement {
  subject: Subject
  rights: RightId[]
  recipients: ParticipantId[]
  obtainedOn: Day
  channel: PersonAgreementChannel
  /**
   * Who obtained it.
   */
  agent: Agent
}
/**
 * A person agrees, to this collector, that these rights be signalled to these recipients.
 */
export interface PersonAgreementV2 {
  subject: Subject
  rights: RightId[]
  recipients: ParticipantId[]
  obtainedOn: Day
  channel: PersonAgreementChannel
  /**
   * Who obtained it.
   */
  agent: Agent
  /**
   * What the person was shown before they agreed (ISO/IEC TS 27560: notice and its language).
   */
  notice?: {
    template: TemplateId
    language: 'fr' | 'nl' | 'de' | 'en'
  }
  /**
   * The person themselves when absent.
   */
  expressedBy?: 'person' | 'legal-representative'
  /**
   * What a legal representative acts under.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
}
/**
 * RFC 9457. It never repeats a value nor the name of an unknown property.
 */
export interface Problem {
  type: string
  /**
   * What is wrong and what to do.
   */
  title: string
  status: number
  code: ProblemCode
  /**
   * The provision that refuses.
   */
  article?: string
  /**
   * Places in the body.
   */
  errors?: {
    /**
     * RFC 6901, known names and array positions only.
     */
    pointer: string
    /**
     * What is wrong there.
     */
    detail: string
  }[]
  /**
   * The agreements that fit.
   */
  agreements?: AgreementId[]
  /**
   * What the key was first used for.
   */
  original?: Uuid | PersonAgreementId | AgreementId | CampaignId
}
/**
 * RFC 9457. It never repeats a value nor the name of an unknown property. Version 2 adds where a stream of lines stands.
 */
export interface ProblemV2 {
  type: string
  /**
   * What is wrong and what to do.
   */
  title: string
  status: number
  code: ProblemCode
  /**
   * The provision that refuses.
   */
  article?: string
  /**
   * Places in the body.
   */
  errors?: {
    /**
     * RFC 6901, known names and array positions only.
     */
    pointer: string
    /**
     * What is wrong there.
     */
    detail: string
  }[]
  /**
   * The agreements that fit.
   */
  agreements?: AgreementId[]
  /**
   * What the key was first used for.
   */
  original?: Uuid | PersonAgreementId | AgreementId | CampaignId
  /**
   * Of a batch: lines before this one are stored, send from here.
   */
  nextLine?: number
  /**
   * Of a batch: the line that is meant.
   */
  line?: number
}
/**
 * The last line of a proof’s standard output.
 */
export interface ProofResult {
  promise: string
  holds: boolean
  figures: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z][a-zA-Z0-9-]{0,60}$".
     */
    [k: string]: number | boolean | string
  }
}
/**
 * The public list of administrations, data and legal basis (CRPA L.114-8 III).
 */
export interface PublicExchanges {
  version: number
  items: {
    hash: AgreementHash
    state: 'active' | 'suspended' | 'ended'
    /**
     * Official name.
     */
    senderName: string
    /**
     * Official name.
     */
    receiverName: string
    /**
     * Names of the fields that travel.
     */
    data: (
      | 'identifier'
      | 'right'
      | 'observedOn'
      | 'territory'
      | 'trigger'
      | 'detection'
      | 'ntuType'
      | 'contactChannel'
      | 'language'
    )[]
    text: AgreementText
  }[]
}
/**
 * The public list of administrations, data and legal basis (CRPA L.114-8 III), with what D.114-9-1 says of the data, since when each version is in force, and whom to ask.
 */
export interface PublicExchangesV2 {
  version: number
  /**
   * Who runs the hub and whom a person asks for the traces (R.114-9-7); absent until recorded.
   */
  operator?: ControllerContacts
  items: {
    hash: AgreementHash
    state: 'active' | 'suspended' | 'ended'
    /**
     * Official name.
     */
    senderName: string
    senderType: AgencyType
    /**
     * Official name.
     */
    receiverName: string
    receiverType: AgencyType
    /**
     * Names of the fields that travel.
     */
    data: (
      | 'identifier'
      | 'right'
      | 'observedOn'
      | 'territory'
      | 'trigger'
      | 'detection'
      | 'ntuType'
      | 'contactChannel'
      | 'language'
    )[]
    /**
     * What D.114-9-1 says of the sender’s data: it lists them as social rights or as a jobseeker’s situation; does not list them, and another provision is cited (D.114-9-2); is not needed, the person agreed; or is not the law there.
     */
    listing: 'social-rights' | 'jobseeker' | 'unlisted' | 'with-agreement' | 'other-law'
    activatedOn: Day
    endedOn?: Day
    text: AgreementText
  }[]
}
/**
 * CloudEvents 1.0 message that asks the receiver to erase, on recall.<receiver>.<uuid>; answered by a case event `erased`.
 */
export interface Recall {
  specversion: '1.0'
  /**
   * Id of the message.
   */
  id: Uuid
  source: 'urn:unefois:hub'
  type: 'eu.unefois.recall.v1'
  time: Instant
  datacontenttype: 'application/json'
  dataschema: 'urn:unefois:contracts:recall.v1'
  data: {
    recallId: Uuid
    signalId: Uuid
    reason: RecallReason
  }
}
/**
 * The record of processing activities (GDPR art. 30): one activity an agreement, and the hub’s own. `missing` names the mandatory columns that nobody has recorded yet; of a register that is complete it is empty.
 */
export interface RegisterOfProcessing {
  asOf: Instant
  /**
   * `hub`: everything; an agency: what it answers for.
   */
  viewer: ParticipantId
  language: Language
  columns: {
    id:
      | 'reference'
      | 'name'
      | 'createdOn'
      | 'updatedOn'
      | 'state'
      | 'controllers'
      | 'representatives'
      | 'jointControllers'
      | 'dpos'
      | 'processors'
      | 'purposes'
      | 'legalBasis'
      | 'identifierBasis'
      | 'dataSubjects'
      | 'dataCategories'
      | 'sensitiveData'
      | 'recipients'
      | 'transfers'
      | 'retention'
      | 'security'
      | 'information'
      | 'impactAssessment'
      | 'software'
    /**
     * Heading.
     */
    label: string
    /**
     * GDPR art. 30(1) or the model record asks for it.
     */
    mandatory: boolean
    /**
     * Who asks for it.
     */
    source: string
  }[]
  activities: {
    id: string
    kind: 'agreement' | 'hub'
    fictitious: boolean
    /**
     * Each column’s lines; none where nobody recorded it.
     */
    cells: {
      /**
       * CNIL model record
       */
      reference: string[]
      /**
       * CNIL model record
       */
      name: string[]
      /**
       * CNIL model record
       */
      createdOn: string[]
      /**
       * CNIL model record
       */
      updatedOn: string[]
      /**
       * The agreement’s
       */
      state: string[]
      /**
       * GDPR art. 30(1)(a)
       */
      controllers: string[]
      /**
       * GDPR art. 30(1)(a), 27
       */
      representatives: string[]
      /**
       * GDPR art. 30(1)(a), 26
       */
      jointControllers: string[]
      /**
       * GDPR art. 30(1)(a)
       */
      dpos: string[]
      /**
       * GDPR art. 30(1)(d), 30(2), 28
       */
      processors: string[]
      /**
       * GDPR art. 30(1)(b)
       */
      purposes: string[]
      /**
       * CNIL, advised; GDPR art. 6
       */
      legalBasis: string[]
      /**
       * Décret 2019-341; Belgian law of 15 January 1990
       */
      identifierBasis: string[]
      /**
       * GDPR art. 30(1)(c)
       */
      dataSubjects: string[]
      /**
       * GDPR art. 30(1)(c)
       */
      dataCategories: string[]
      /**
       * CNIL model record; GDPR art. 9 and 10
       */
      sensitiveData: string[]
      /**
       * GDPR art. 30(1)(d)
       */
      recipients: string[]
      /**
       * GDPR art. 30(1)(e)
       */
      transfers: string[]
      /**
       * GDPR art. 30(1)(f)
       */
      retention: string[]
      /**
       * GDPR art. 30(1)(g), 32(1)
       */
      security: string[]
      /**
       * CNIL, advised; GDPR art. 13 and 14
       */
      information: string[]
      /**
       * CNIL, advised; GDPR art. 35
       */
      impactAssessment: string[]
      /**
       * CNIL model record
       */
      software: string[]
    }
  }[]
  missing: {
    activity: string
    column:
      | 'reference'
      | 'name'
      | 'createdOn'
      | 'updatedOn'
      | 'state'
      | 'controllers'
      | 'representatives'
      | 'jointControllers'
      | 'dpos'
      | 'processors'
      | 'purposes'
      | 'legalBasis'
      | 'identifierBasis'
      | 'dataSubjects'
      | 'dataCategories'
      | 'sensitiveData'
      | 'recipients'
      | 'transfers'
      | 'retention'
      | 'security'
      | 'information'
      | 'impactAssessment'
      | 'software'
  }[]
}
/**
 * What the registers of processing are made from: who takes part and how they are reached, the rights, every version of an agreement that is or was in force.
 */
export interface RegisterSource {
  version: number
  /**
   * The hub’s own; absent until they are recorded.
   */
  hub?: ControllerContacts
  participants: {
    participant: Participant
    contacts?: ControllerContacts
  }[]
  rights: Right[]
  agreements: {
    id: AgreementId
    version: number
    hash: AgreementHash
    state: AgreementState
    draftedAt: Instant
    activatedAt: Instant
    endedAt?: Instant
    text: AgreementText
    opinions: {
      participant: ParticipantId
      opinion: DpoOpinion
      on: Day
    }[]
  }[]
}
/**
 * An entry of the rights catalogue.
 */
export interface Right {
  id: RightId
  country: Country
  receiverType: AgencyType
  routing: RightRouting
  sensitive?: Sensitivity
  labels: Labels
}
/**
 * A name in the four languages.
 */
export interface Labels {
  fr: string
  nl: string
  de: string
  en: string
}
/**
 * CloudEvents 1.0 message that says which snapshot is the newest, on registry.changed (hub account only).
 */
export interface RegistryChanged {
  specversion: '1.0'
  /**
   * Id of the message.
   */
  id: Uuid
  source: 'urn:unefois:hub'
  type: 'eu.unefois.registry-changed.v1'
  time: Instant
  datacontenttype: 'application/json'
  dataschema: 'urn:unefois:contracts:registry-changed.v1'
  data: {
    version: number
  }
}
/**
 * One answer for each id, in the order of the request.
 */
export interface ReleaseAnswer {
  releases: (
    | {
        id: Uuid
        key: Key32
      }
    | {
        id: Uuid
        refusal: 'gone'
      }
  )[]
}
/**
 * A receiver asks for the keys of signals that wait for it.
 */
export interface ReleaseRequest {
  ids: Uuid[]
}
/**
 * A person gives up being told of one right, for 12 to 24 months; they may take it back at any time.
 */
export interface Renunciation {
  subject: Subject
  right: RightId
  /**
   * Who says it: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  lodgedBy: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
  /**
   * How long it is kept; the law’s default when absent.
   */
  keptMonths?: number
  /**
   * Of the receipt and of its calendar entry.
   */
  language?: 'fr' | 'nl' | 'de' | 'en'
  /**
   * Where the person wants to be told before it lapses: sealed, and erased with the objection.
   */
  reminder?: {
    channel: 'e-mail' | 'sms'
    /**
     * An address or a number, without spaces.
     */
    address: string
  }
}
/**
 * The last line of a replay’s standard output.
 */
export interface ReplayResult {
  replay: string
  seed: number
  /**
   * The figures that the scenario must reproduce.
   */
  expected: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z][a-zA-Z0-9-]{0,60}$".
     */
    [k: string]: number
  }
  /**
   * Every state passed, in order.
   */
  states: {
    state: string
    at: Instant
    right?: RightId
    agency?: ParticipantId
  }[]
  /**
   * Read over HTTP.
   */
  figures: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z][a-zA-Z0-9-]{0,60}$".
     */
    [k: string]: number
  }
  /**
   * Counted in the databases: same keys, equal values.
   */
  sql: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z][a-zA-Z0-9-]{0,60}$".
     */
    [k: string]: number
  }
  holds: boolean
}
/**
 * The receipt of a request for erasure, restriction or access. It says nothing of signals.
 */
export interface RequestReceipt {
  id: Uuid
  kind: 'erasure' | 'restriction' | 'access'
  requestedAt: Instant
  /**
   * Who asks: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  by: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Where it was asked.
   */
  agency: ParticipantId
  /**
   * Who entered it, where somebody spoke for the person: the person may see who.
   */
  agent?: Agent
  /**
   * Of an erasure: what was to be erased.
   */
  scope?: {
    right?: RightId
    agency?: ParticipantId
  }
  /**
   * GDPR art. 18(1)(a), (b), (c), (d), in this order.
   */
  ground?: 'accuracy-contested' | 'unlawful' | 'needed-for-legal-claims' | 'objection-verification'
  /**
   * Of a restriction: when it ends, unless it is lifted before.
   */
  endsAt?: Instant
  /**
   * Of a request for access: when it is answered at the latest (GDPR art. 12(3)).
   */
  answerBy?: Instant
  /**
   * Of an erasure: exchanges whose provision lets the receiver refuse (GDPR art. 17(3)); each decides, and tells the person. The same for everybody.
   */
  setAside?: {
    sender: ParticipantId
    receiver: ParticipantId
    rights: RightId[]
    /**
     * As the agreement states it.
     */
    provision: string
  }[]
  /**
   * Of the receipt and of its calendar entry.
   */
  language: 'fr' | 'nl' | 'de' | 'en'
  /**
   * What the receipt says, in the four languages.
   */
  texts: {
    fr: string
    nl: string
    de: string
    en: string
  }
  /**
   * The articles that it rests on.
   */
  sources: string[]
}
/**
 * A restriction has ended. It says nothing of signals.
 */
export interface RestrictionLifted {
  id: Uuid
  liftedAt: Instant
}
/**
 * A restriction ends; the person was told before (GDPR art. 18(3)). Its id is in the address, the number proves who is meant.
 */
export interface RestrictionLifting {
  subject: Subject
  /**
   * Who asks: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  by: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
  /**
   * When the person was told that it would end.
   */
  toldAt: Instant
}
/**
 * CloudEvents 1.0 message that tells a receiver that the processing of a signal is restricted at the person’s request, or no longer is (GDPR art. 19), on restriction.<receiver>.<order id>; answered by a case event `restriction-applied`.
 */
export interface RestrictionOrder {
  specversion: '1.0'
  /**
   * Id of the message.
   */
  id: Uuid
  source: 'urn:unefois:hub'
  type: 'eu.unefois.restriction-order.v1'
  time: Instant
  datacontenttype: 'application/json'
  dataschema: 'urn:unefois:contracts:restriction-order.v1'
  data: {
    orderId: Uuid
    signalId: Uuid
    /**
     * What holds from `at` on; of two orders about a signal, the later one.
     */
    state: 'restricted' | 'lifted'
    at: Instant
    /**
     * For `restricted`, and only then: GDPR art. 18(1)(a), (b), (c), (d), in this order.
     */
    ground?:
      'accuracy-contested' | 'unlawful' | 'needed-for-legal-claims' | 'objection-verification'
  }
}
/**
 * A person asks that what waits at the hub be kept and given to nobody (GDPR art. 18).
 */
export interface Restriction {
  subject: Subject
  /**
   * Who asks: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  by: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
  /**
   * GDPR art. 18(1)(a), (b), (c), (d), in this order.
   */
  ground: 'accuracy-contested' | 'unlawful' | 'needed-for-legal-claims' | 'objection-verification'
  /**
   * Of the receipt and of its calendar entry.
   */
  language?: 'fr' | 'nl' | 'de' | 'en'
}
/**
 * The rights catalogue.
 */
export interface RightList {
  items: Right[]
}
/**
 * The answer to an accepted signal: it is committed.
 */
export interface SignalAccepted {
  id: Uuid
  acceptedAt: Instant
  status: 'sent'
}
/**
 * The batch is open: its lines may be sent until it expires.
 */
export interface SignalBatchCreated {
  id: Uuid
  createdAt: Instant
  /**
   * Then its lines and results are deleted; the signals live on.
   */
  expiresAt: Instant
}
/**
 * What became of each line, in order. Never an identifier, never a value.
 */
export interface SignalBatchResults {
  results: (
    | {
        /**
         * From 1.
         */
        line: number
        status: 'sent'
        /**
         * The signal’s.
         */
        id: Uuid
        acceptedAt: Instant
      }
    | {
        /**
         * From 1.
         */
        line: number
        status: 'refused'
        code: ProblemCode
        /**
         * Places in the line; empty where the whole line is meant.
         */
        pointers: {
          /**
           * RFC 6901, known names only.
           */
          pointer: string
          /**
           * What is wrong there; never the value.
           */
          detail: string
        }[]
      }
  )[]
}
/**
 * How far a batch has come: what is stored, and where to go on.
 */
export interface SignalBatchStatus {
  id: Uuid
  state: 'open' | 'complete'
  /**
   * The first line that is not stored: send from here.
   */
  nextLine: number
  /**
   * As said when the batch was opened.
   */
  lines?: number
  campaign?: CampaignId
  accepted: Count
  refused: Count
  createdAt: Instant
  updatedAt: Instant
  expiresAt: Instant
}
/**
 * Opens a batch: many signals sent as lines. The body of POST /v1/signal-batches.
 */
export interface SignalBatch {
  /**
   * How many lines the sender means to send: the batch is complete when they are stored.
   */
  lines?: number
  /**
   * The campaign of every line that names none.
   */
  campaign?: CampaignId
}
/**
 * A page of the sender’s own signals, oldest first.
 */
export interface SignalList {
  items: SignalStatus[]
}
/**
 * One signal as its sender may see it.
 */
export interface SignalStatus {
  id: Uuid
  acceptedAt: Instant
  right: RightId
  receiver: ParticipantId
  status: SenderStatus
  statusAt: Instant
}
/**
 * A page of the sender’s own signals, oldest first.
 */
export interface SignalListV2 {
  items: SignalStatusV2[]
}
/**
 * One signal as its sender may see it. Not its right: after some outcomes the hub forgets it, and a right that is missing would tell which.
 */
export interface SignalStatusV2 {
  id: Uuid
  acceptedAt: Instant
  receiver: ParticipantId
  status: SenderStatus
  statusAt: Instant
}
/**
 * One statement: this person may have this unclaimed right. The body of POST /v1/signals.
 */
export interface Signal {
  subject: Subject
  right: RightId
  /**
   * The day on which the sender noticed.
   */
  observedOn: Day
  /**
   * Needed only where two agreements fit.
   */
  agreement?: AgreementId
  /**
   * Needed where the right is routed by territory.
   */
  territory?: Territory
  /**
   * Needed where the right is routed by named addressee.
   */
  addressee?: ParticipantId
  /**
   * Needed where the agreement’s basis is with-agreement.
   */
  personAgreement?: PersonAgreementId
  campaign?: CampaignId
  /**
   * The signal whose receiver declines it and sends it on.
   */
  parent?: Uuid
  /**
   * The sender’s agent. For the trace only; absent means the system itself.
   */
  agent?: Agent
  trigger?: Trigger
  detection?: DetectionChannel
  ntuType?: NtuType
  contactChannel?: ContactChannel
  language?: Language
}
/**
 * What services need of the registry, at one version.
 */
export interface Snapshot {
  version: number
  participants: {
    id: ParticipantId
    /**
     * Official name.
     */
    name: string
    type: AgencyType
    country: Country
    statusOf?: ParticipantId
    keys: {
      keyId: SealKeyId
      publicKey: Key32
      use: 'seal'
      state: 'active' | 'retired'
    }[]
  }[]
  rights: {
    id: RightId
    country: Country
    receiverType: AgencyType
    routing: RightRouting
    sensitive?: Sensitivity
  }[]
  agreements: {
    id: AgreementId
    hash: AgreementHash
    state: 'active' | 'suspended' | 'ended'
    text: AgreementText
  }[]
  competence: Competence[]
}
/**
 * The answer to taking something back: the same whatever signals there were.
 */
export interface TakenBack {
  /**
   * What was taken back.
   */
  id: string
  withdrawnAt: Instant
}
/**
 * An objection, a renunciation or an agreement is taken back: its id is in the address, the number proves who is there.
 */
export interface TakingBack {
  subject: Subject
  /**
   * Who says it: the person, on the hub’s own page; an adviser for them; their legal representative.
   */
  by: 'person' | 'adviser' | 'legal-representative'
  /**
   * What a legal representative acts under; recorded, printed on the receipt, shown to the person.
   */
  authority?: 'parental-authority' | 'guardianship' | 'judicial-measure' | 'mandate'
  /**
   * Who enters it, where the token names no agent.
   */
  agent?: Agent
}
/**
 * People received in a quarter by territory, and what became of them by the end of the next one. Cells of 1 to 10 are hidden, and more with them, so that no total tells them.
 */
export interface TerritoryStatistics {
  quarter: string
  /**
   * What happened later is not counted, so that two readings are alike.
   */
  asOf: Instant
  /**
   * People in the largest cell that is hidden for itself.
   */
  hiddenUpTo: number
  rows: {
    territory: Territory
    /**
     * People, each counted once.
     */
    received: Count
    /**
     * Told of their rights by the end of the next quarter.
     */
    informed: Count
    /**
     * With a right opened or updated by then.
     */
    opened: Count
  }[]
  /**
   * How many are in the totals and not in the rows.
   */
  hiddenTerritories: Count
  /**
   * Of all territories; absent where it would tell a hidden one.
   */
  totals?: {
    /**
     * People, each counted once.
     */
    received: Count
    /**
     * Told of their rights by the end of the next quarter.
     */
    informed: Count
    /**
     * With a right opened or updated by then.
     */
    opened: Count
  }
}

/** Each code list and the type of its codes. */
export interface CodeLists {
  trigger: Trigger
  detectionChannel: DetectionChannel
  ntuType: NtuType
  ntuForm: NtuForm
  ntuReversibility: NtuReversibility
  cause: Cause
  contactChannel: ContactChannel
  contactResult: ContactResult
  accompanimentLevel: AccompanimentLevel
  outcome: Outcome
  declineReason: DeclineReason
  feedbackClass: FeedbackClass
  senderStatus: SenderStatus
  agencyType: AgencyType
  holdReason: HoldReason
  purpose: Purpose
  legalBasis: LegalBasis
  language: Language
  country: Country
  identifierScheme: IdentifierScheme
  sensitivity: Sensitivity
  sensitiveBasis: SensitiveBasis
  controllerRole: ControllerRole
  lawProfile: LawProfile
  feedbackPolicy: FeedbackPolicy
  agreementState: AgreementState
  dpoOpinion: DpoOpinion
  rightRouting: RightRouting
  personAgreementChannel: PersonAgreementChannel
  recallReason: RecallReason
  caseEventType: CaseEventType
  caseEventResult: CaseEventResult
  caseState: CaseState
  lateness: Lateness
}
