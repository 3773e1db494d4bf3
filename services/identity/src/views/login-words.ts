import { defineWords } from '@unefois/pages'

/** What the login page says. */
export const loginWords = defineWords({
  service: {
    fr: 'Unefois · connexion',
    nl: 'Unefois · aanmelden',
    de: 'Unefois · Anmeldung',
    en: 'Unefois · sign in',
  },
  title: {
    fr: 'Choisir un compte',
    nl: 'Een account kiezen',
    de: 'Ein Konto wählen',
    en: 'Choose an account',
  },
  goingTo: {
    fr: 'Vous vous connectez à {client}.',
    nl: 'U meldt zich aan bij {client}.',
    de: 'Sie melden sich an bei {client}.',
    en: 'You are signing in to {client}.',
  },
  sampleTitle: {
    fr: 'Comptes FICTIFS',
    nl: 'FICTIEVE accounts',
    de: 'FIKTIVE Konten',
    en: 'FICTITIOUS accounts',
  },
  sample: {
    fr:
      'Sur cette machine, chacun peut prendre chaque rôle, sans mot de passe. ' +
      'En production, la connexion se fait auprès du fournisseur d’identité de l’organisme.',
    nl:
      'Op deze machine kan iedereen elke rol nemen, zonder wachtwoord. ' +
      'In productie meldt u zich aan bij de identiteitsdienst van uw instelling.',
    de:
      'Auf dieser Maschine kann jeder jede Rolle annehmen, ohne Passwort. ' +
      'Im Betrieb melden Sie sich beim Identitätsdienst Ihrer Einrichtung an.',
    en:
      'On this machine anybody may take any role, without a password. ' +
      'In production, people sign in at their organisation’s own identity provider.',
  },
  account: { fr: 'Compte', nl: 'Account', de: 'Konto', en: 'Account' },
  choose: {
    fr: 'Choisissez un compte de la liste.',
    nl: 'Kies een account uit de lijst.',
    de: 'Wählen Sie ein Konto aus der Liste.',
    en: 'Choose an account of the list.',
  },
  signIn: { fr: 'Se connecter', nl: 'Aanmelden', de: 'Anmelden', en: 'Sign in' },
  hub: { fr: 'Le hub', nl: 'De hub', de: 'Der Hub', en: 'The hub' },
  refused: {
    fr: 'La connexion n’a pas pu continuer',
    nl: 'Het aanmelden kon niet verdergaan',
    de: 'Die Anmeldung konnte nicht weitergehen',
    en: 'Signing in could not go on',
  },
  refusedWhy: {
    fr: 'Revenez à la page d’où vous veniez et recommencez.',
    nl: 'Ga terug naar de pagina waar u vandaan kwam en begin opnieuw.',
    de: 'Gehen Sie zur Seite zurück, von der Sie kamen, und beginnen Sie neu.',
    en: 'Go back to the page you came from and start again.',
  },
})

/** What a role is called. */
export const roleWords = defineWords({
  adviser: { fr: 'Conseiller', nl: 'Consulent', de: 'Berater', en: 'Adviser' },
  lead: { fr: 'Responsable d’équipe', nl: 'Teamleider', de: 'Teamleitung', en: 'Team leader' },
  integrator: { fr: 'Intégrateur', nl: 'Integrator', de: 'Integrator', en: 'Integrator' },
  dpo: {
    fr: 'Délégué à la protection des données',
    nl: 'Functionaris voor gegevensbescherming',
    de: 'Datenschutzbeauftragter',
    en: 'Data protection officer',
  },
  operator: { fr: 'Exploitant', nl: 'Exploitant', de: 'Betreiber', en: 'Operator' },
  'legal-representative': {
    fr: 'Représentant légal',
    nl: 'Wettelijk vertegenwoordiger',
    de: 'Gesetzlicher Vertreter',
    en: 'Legal representative',
  },
  service: { fr: 'Programme', nl: 'Programma', de: 'Programm', en: 'Program' },
})
