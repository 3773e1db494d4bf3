import { defineWords } from './words.ts'

/** What the frame of every page says. */
export const houseWords = defineWords({
  skip: {
    fr: 'Aller au contenu',
    nl: 'Naar de inhoud',
    de: 'Zum Inhalt',
    en: 'Skip to the content',
  },
  languages: { fr: 'Langue', nl: 'Taal', de: 'Sprache', en: 'Language' },
  pages: { fr: 'Rubriques', nl: 'Rubrieken', de: 'Bereiche', en: 'Sections' },
  fictitious: {
    fr: 'Données FICTIVES : aucune personne, aucune convention réelle.',
    nl: 'FICTIEVE gegevens: geen echte persoon, geen echte overeenkomst.',
    de: 'FIKTIVE Daten: keine echte Person, keine echte Vereinbarung.',
    en: 'FICTITIOUS data: no real person, no real agreement.',
  },
  colours: { fr: 'Couleurs', nl: 'Kleuren', de: 'Farben', en: 'Colours' },
  auto: { fr: 'Automatique', nl: 'Automatisch', de: 'Automatisch', en: 'Automatic' },
  light: { fr: 'Clair', nl: 'Licht', de: 'Hell', en: 'Light' },
  dark: { fr: 'Sombre', nl: 'Donker', de: 'Dunkel', en: 'Dark' },
  signIn: { fr: 'Se connecter', nl: 'Aanmelden', de: 'Anmelden', en: 'Sign in' },
  signOut: { fr: 'Se déconnecter', nl: 'Afmelden', de: 'Abmelden', en: 'Sign out' },
  signedOut: {
    fr: 'Vous êtes déconnecté.',
    nl: 'U bent afgemeld.',
    de: 'Sie sind abgemeldet.',
    en: 'You are signed out.',
  },
  signInFailed: {
    fr: 'La connexion n’a pas abouti',
    nl: 'Het aanmelden is niet gelukt',
    de: 'Die Anmeldung ist nicht gelungen',
    en: 'Signing in did not work',
  },
  signInAgain: {
    fr: 'Votre demande a expiré ou a été refusée. Recommencez.',
    nl: 'Uw aanvraag is verlopen of geweigerd. Begin opnieuw.',
    de: 'Ihre Anfrage ist abgelaufen oder wurde abgelehnt. Beginnen Sie neu.',
    en: 'Your request expired or was refused. Start again.',
  },
  notAllowed: {
    fr: 'Cette page n’est pas pour votre rôle',
    nl: 'Deze pagina is niet voor uw rol',
    de: 'Diese Seite ist nicht für Ihre Rolle',
    en: 'This page is not for your role',
  },
  notAllowedWhy: {
    fr: 'Revenez à l’accueil, ou déconnectez-vous et prenez le compte qui y a droit.',
    nl: 'Ga terug naar het begin, of meld u af en neem de account die er recht op heeft.',
    de: 'Gehen Sie zum Anfang, oder melden Sie sich ab und nehmen Sie das berechtigte Konto.',
    en: 'Go back to the start, or sign out and take the account that may see it.',
  },
  notFound: {
    fr: 'Il n’y a rien ici pour vous',
    nl: 'Er is hier niets voor u',
    de: 'Hier ist nichts für Sie',
    en: 'There is nothing here for you',
  },
  notFoundWhy: {
    fr: 'L’adresse est inexacte, ou ce qu’elle montrait est effacé ou n’est pas à vous.',
    nl: 'Het adres klopt niet, of wat het toonde is gewist of is niet van u.',
    de: 'Die Adresse stimmt nicht, oder was sie zeigte, ist gelöscht oder nicht das Ihre.',
    en: 'The address is not right, or what it showed is erased or not yours.',
  },
  refused: {
    fr: 'Le formulaire n’a pas été accepté',
    nl: 'Het formulier is niet aanvaard',
    de: 'Das Formular wurde nicht angenommen',
    en: 'The form was not accepted',
  },
  refusedWhy: {
    fr: 'Il venait d’une autre page ou était trop ancien. Rien n’a été fait : recommencez.',
    nl: 'Het kwam van een andere pagina of was te oud. Er is niets gedaan: begin opnieuw.',
    de: 'Es kam von einer anderen Seite oder war zu alt. Nichts ist geschehen: beginnen Sie neu.',
    en: 'It came from another page or was too old. Nothing was done: start again.',
  },
  refusedState: {
    fr: 'Rien n’a été fait : entre-temps, l’état a changé. Rouvrez la page et regardez-le.',
    nl: 'Er is niets gedaan: de toestand is intussen veranderd. Open de pagina opnieuw.',
    de: 'Nichts ist geschehen: Der Stand hat sich inzwischen geändert. Öffnen Sie die Seite neu.',
    en: 'Nothing was done: things have changed meanwhile. Open the page again and look.',
  },
  refusedPerson: {
    fr: 'Rien n’a été fait : ce n’est pas à vous de le faire, mais à une autre personne.',
    nl: 'Er is niets gedaan: niet u, maar iemand anders moet dit doen.',
    de: 'Nichts ist geschehen: Nicht Sie, sondern eine andere Person hat das zu tun.',
    en: 'Nothing was done: this is not for you to do, but for somebody else.',
  },
  refusedBusy: {
    fr: 'Rien n’a été fait : trop de demandes à la fois. Réessayez dans une minute.',
    nl: 'Er is niets gedaan: te veel aanvragen tegelijk. Probeer het over een minuut opnieuw.',
    de: 'Nichts ist geschehen: zu viele Anfragen zugleich. Versuchen Sie es in einer Minute neu.',
    en: 'Nothing was done: too many requests at once. Try again in a minute.',
  },
  refusedValue: {
    fr: 'Rien n’a été fait : une valeur n’est pas comprise. Rouvrez la page et recommencez.',
    nl: 'Er is niets gedaan: een waarde wordt niet begrepen. Open de pagina en begin opnieuw.',
    de: 'Nichts ist geschehen: Ein Wert ist unverständlich. Öffnen Sie die Seite und beginnen neu.',
    en: 'Nothing was done: a value is not understood. Open the page and start again.',
  },
  broken: {
    fr: 'Le service ne peut pas répondre',
    nl: 'De dienst kan niet antwoorden',
    de: 'Der Dienst kann nicht antworten',
    en: 'The service cannot answer',
  },
  brokenWhy: {
    fr: 'Rien n’a été perdu. Réessayez dans un instant.',
    nl: 'Er is niets verloren. Probeer het zo meteen opnieuw.',
    de: 'Nichts ist verloren. Versuchen Sie es gleich noch einmal.',
    en: 'Nothing was lost. Try again in a moment.',
  },
  home: { fr: 'Retour à l’accueil', nl: 'Naar het begin', de: 'Zum Anfang', en: 'Back to start' },
  errors: {
    fr: 'À corriger',
    nl: 'Te verbeteren',
    de: 'Zu berichtigen',
    en: 'To be corrected',
  },
  required: { fr: 'obligatoire', nl: 'verplicht', de: 'Pflichtfeld', en: 'required' },
  choose: { fr: 'Choisir…', nl: 'Kiezen…', de: 'Wählen…', en: 'Choose…' },
  next: { fr: 'Page suivante', nl: 'Volgende pagina', de: 'Nächste Seite', en: 'Next page' },
  first: { fr: 'Première page', nl: 'Eerste pagina', de: 'Erste Seite', en: 'First page' },
  results: { fr: 'Pages', nl: 'Pagina’s', de: 'Seiten', en: 'Pages' },
  nothing: { fr: 'Rien à montrer.', nl: 'Niets te tonen.', de: 'Nichts.', en: 'Nothing to show.' },
  ascending: { fr: 'croissant', nl: 'oplopend', de: 'aufsteigend', en: 'ascending' },
  descending: { fr: 'décroissant', nl: 'aflopend', de: 'absteigend', en: 'descending' },
  figures: { fr: 'Les chiffres', nl: 'De cijfers', de: 'Die Zahlen', en: 'The figures' },
})

/** Each language by its own name, for the switcher. */
export const ownNames = { fr: 'Français', nl: 'Nederlands', de: 'Deutsch', en: 'English' } as const
