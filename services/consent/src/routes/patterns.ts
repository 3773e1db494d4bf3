export const uuidPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
export const personAgreementPattern = '^pag_[0-9a-f]{32}$'
