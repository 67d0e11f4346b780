export { identityOf } from './identity.js';
export { lanCertificate } from './lan-certificate.js';
export { PadesSigner, type PadesSignerOptions, type SignatureWords } from './pades-signer.js';
export { selfSigned } from './self-signed.js';
