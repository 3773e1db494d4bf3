import type { ControllerContacts, Participant } from '@unefois/contracts'

/** How a sample agency is reached: FICTITIOUS addresses, under a domain that nobody can own. */
export function contactsOf({ id, name, country }: Participant): ControllerContacts {
  const place = country === 'fr' ? '13000 Marseille, France' : '1190 Bruxelles, Belgique'
  return contactsAt(id, name, place)
}

/** How the sample hub itself is reached. */
export const hubContacts: ControllerContacts = contactsAt('hub', 'Unefois', '75000 Paris, France')

function contactsAt(id: string, name: string, place: string): ControllerContacts {
  return {
    name,
    address: `FICTITIOUS: 1 rue de l’Exemple, ${place}`,
    email: `contact@${id}.example`,
    representative: 'FICTITIOUS: direction générale',
    dpo: {
      designation: 'FICTITIOUS: délégation à la protection des données',
      email: `dpo@${id}.example`,
    },
  }
}
