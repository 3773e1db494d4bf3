import type { Phrase } from '@unefois/pages'

/** What the hub and the two ends do with a signal. */
export const exchangeOperations = {
  'signal-accept': {
    fr: 'Signalement envoyé',
    nl: 'Signaal verstuurd',
    de: 'Meldung gesendet',
    en: 'Signal sent',
  },
  'signal-release': {
    fr: 'Signalement ouvert par le destinataire',
    nl: 'Signaal geopend door de ontvanger',
    de: 'Meldung vom Empfänger geöffnet',
    en: 'Signal opened by the receiver',
  },
  'signal-withdraw': {
    fr: 'Signalement retiré par l’émetteur',
    nl: 'Signaal ingetrokken door de afzender',
    de: 'Meldung vom Absender zurückgezogen',
    en: 'Signal withdrawn by the sender',
  },
  'signal-destroy': {
    fr: 'Données du signalement détruites avant ouverture',
    nl: 'Gegevens van het signaal vernietigd vóór opening',
    de: 'Daten der Meldung vor dem Öffnen vernichtet',
    en: 'Data of the signal destroyed before it was opened',
  },
  'signal-recall': {
    fr: 'Signalement rappelé auprès du destinataire',
    nl: 'Signaal teruggeroepen bij de ontvanger',
    de: 'Meldung beim Empfänger zurückgerufen',
    en: 'Signal recalled from the receiver',
  },
  'signal-restrict': {
    fr: 'Traitement du signalement limité',
    nl: 'Verwerking van het signaal beperkt',
    de: 'Verarbeitung der Meldung eingeschränkt',
    en: 'Processing of the signal restricted',
  },
  'signal-unrestrict': {
    fr: 'Limitation du signalement levée',
    nl: 'Beperking van het signaal opgeheven',
    de: 'Einschränkung der Meldung aufgehoben',
    en: 'Restriction of the signal lifted',
  },
  'restriction-tell': {
    fr: 'Destinataire prévenu de la limitation demandée à la plateforme',
    nl: 'Ontvanger verwittigd van de beperking gevraagd aan het platform',
    de: 'Empfänger über die bei der Plattform verlangte Einschränkung unterrichtet',
    en: 'Receiver told of the restriction asked of the hub',
  },
  'restriction-lift-tell': {
    fr: 'Destinataire prévenu de la fin de la limitation',
    nl: 'Ontvanger verwittigd van het einde van de beperking',
    de: 'Empfänger über das Ende der Einschränkung unterrichtet',
    en: 'Receiver told that the restriction has ended',
  },
  'case-restriction-applied': {
    fr: 'Le destinataire confirme qu’il applique ce qui lui a été dit de la limitation',
    nl: 'De ontvanger bevestigt dat hij toepast wat hem over de beperking is gezegd',
    de: 'Der Empfänger bestätigt, dass er das über die Einschränkung Mitgeteilte befolgt',
    en: 'The receiver confirms that it does what it was told of the restriction',
  },
  'case-received': {
    fr: 'Signalement reçu et enregistré',
    nl: 'Signaal ontvangen en geregistreerd',
    de: 'Meldung eingegangen und gespeichert',
    en: 'Signal received and stored',
  },
  'case-taken-charge': {
    fr: 'Accompagnement commencé',
    nl: 'Begeleiding begonnen',
    de: 'Begleitung begonnen',
    en: 'Taken charge of',
  },
  'case-informed': {
    fr: 'Personne informée de ses droits',
    nl: 'Persoon over zijn rechten geïnformeerd',
    de: 'Person über ihre Rechte informiert',
    en: 'Person told of their rights',
  },
  'case-closed': {
    fr: 'Accompagnement clos',
    nl: 'Begeleiding afgesloten',
    de: 'Begleitung abgeschlossen',
    en: 'Closed',
  },
  'case-declined': {
    fr: 'Signalement décliné',
    nl: 'Signaal geweigerd',
    de: 'Meldung abgelehnt',
    en: 'Declined',
  },
  'case-erased': {
    fr: 'Données effacées chez le destinataire',
    nl: 'Gegevens gewist bij de ontvanger',
    de: 'Daten beim Empfänger gelöscht',
    en: 'Data erased at the receiver',
  },
  'campaign-propose': {
    fr: 'Campagne proposée',
    nl: 'Campagne voorgesteld',
    de: 'Kampagne vorgeschlagen',
    en: 'Campaign proposed',
  },
  'campaign-accept': {
    fr: 'Campagne acceptée',
    nl: 'Campagne aanvaard',
    de: 'Kampagne angenommen',
    en: 'Campaign accepted',
  },
  'campaign-figures-keep': {
    fr: 'Chiffres de la campagne arrêtés',
    nl: 'Cijfers van de campagne vastgelegd',
    de: 'Zahlen der Kampagne festgehalten',
    en: 'Figures of the campaign kept',
  },
  'campaign-figures-read': {
    fr: 'Chiffres de la campagne consultés',
    nl: 'Cijfers van de campagne geraadpleegd',
    de: 'Zahlen der Kampagne eingesehen',
    en: 'Figures of the campaign read',
  },
} as const satisfies Readonly<Record<string, Phrase>>
