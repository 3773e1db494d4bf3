import {
  type AgencyType,
  type AgreementText,
  law,
  type PublicExchangesV2,
} from '@unefois/contracts'

type Listing = PublicExchangesV2['items'][number]['listing']

/**
 * What D.114-9-1 says of the data that a sender of this type gives: what `isListedData` judged when
 * the agreement was drafted, told to the public.
 */
export function listingOf(
  { basis, lawProfile }: Pick<AgreementText, 'basis' | 'lawProfile'>,
  sender: AgencyType,
): Listing {
  const { socialDataTypes, jobseekerDataTypes } = law[lawProfile]
  if (socialDataTypes.value.length === 0 && jobseekerDataTypes.value.length === 0) {
    return 'other-law'
  }
  if (socialDataTypes.value.includes(sender)) return 'social-rights'
  if (jobseekerDataTypes.value.includes(sender)) return 'jobseeker'
  return basis === 'with-agreement' ? 'with-agreement' : 'unlisted'
}
