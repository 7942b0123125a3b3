@_exported public import ProvisoCrypto
