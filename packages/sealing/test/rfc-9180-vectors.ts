/** RFC 9180 Appendix A, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256. Hexadecimal. */
export interface HpkeVector {
  readonly section: string
  readonly aeadId: number
  readonly info: string
  readonly skEm: string
  readonly skRm: string
  readonly pkRm: string
  readonly enc: string
  readonly sharedSecret: string
  readonly exporterSecret: string
  /** [exporter_context, exported_value], L = 32. */
  readonly exports: readonly (readonly [string, string])[]
}

const info = '4f6465206f6e2061204772656369616e2055726e'

/** A.7.1: export-only, the suite that signals are sealed with. */
export const exportOnly: HpkeVector = {
  section: 'A.7.1',
  aeadId: 0xffff,
  info,
  skEm: '095182b502f1f91f63ba584c7c3ec473d617b8b4c2cec3fad5af7fa6748165ed',
  skRm: '33d196c830a12f9ac65d6e565a590d80f04ee9b19c83c87f2c170d972a812848',
  pkRm: '194141ca6c3c3beb4792cd97ba0ea1faff09d98435012345766ee33aae2d7664',
  enc: 'e5e8f9bfff6c2f29791fc351d2c25ce1299aa5eaca78a757c0b4fb4bcd830918',
  sharedSecret: 'e81716ce8f73141d4f25ee9098efc968c91e5b8ce52ffff59d64039e82918b66',
  exporterSecret: '79dc8e0509cf4a3364ca027e5a0138235281611ca910e435e8ed58167c72f79b',
  exports: [
    ['', '7a36221bd56d50fb51ee65edfd98d06a23c4dc87085aa5866cb7087244bd2a36'],
    ['00', 'd5535b87099c6c3ce80dc112a2671c6ec8e811a2f284f948cec6dd1708ee33f0'],
    ['54657374436f6e74657874', 'ffaabc85a776136ca0c378e5d084c9140ab552b78f039d2e8775f26efff4c70e'],
  ],
}

/** A.1.1: AES-128-GCM; only its suite id differs in what leads to the exporter secret. */
export const aes128Gcm: HpkeVector = {
  section: 'A.1.1',
  aeadId: 0x0001,
  info,
  skEm: '52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736',
  skRm: '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  pkRm: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
  enc: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  sharedSecret: 'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc',
  exporterSecret: '45ff1c2e220db587171952c0592d5f5ebe103f1561a2614e38f2ffd47e99e3f8',
  exports: [
    ['', '3853fe2b4035195a573ffc53856e77058e15d9ea064de3e59f4961d0095250ee'],
    ['00', '2e8f0b54673c7029649d4eb9d5e33bf1872cf76d623ff164ac185da9e88c21a5'],
    ['54657374436f6e74657874', 'e9e43065102c3836401bed8c3c3c75ae46be1639869391d62c61f1ec7af54931'],
  ],
}
