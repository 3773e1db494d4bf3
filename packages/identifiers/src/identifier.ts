declare const canonicalBrand: unique symbol

/**
 * An identifier in its one canonical spelling: ASCII, upper case, no separators. 15 characters for
 * a NIR, 11 for a NISS. Only this package makes one, so whatever is indexed or sealed was checked.
 */
export type CanonicalValue = string & { readonly [canonicalBrand]: 'canonical' }

export const schemes = ['fr-nir', 'be-niss'] as const
export type Scheme = (typeof schemes)[number]

export interface Identifier {
  readonly scheme: Scheme
  readonly value: CanonicalValue
}

/** Why a value is refused; the first that applies, in this order. None repeats the value. */
export type IdentifierFault = 'scheme' | 'alphabet' | 'length' | 'structure' | 'key'

export type ParsedIdentifier =
  | { readonly ok: true; readonly identifier: Identifier }
  | { readonly ok: false; readonly reason: IdentifierFault }

/** What one scheme answers about a value from which the separators are already gone. */
export type SchemeCheck = (canonical: string) => Exclude<IdentifierFault, 'scheme'> | undefined
