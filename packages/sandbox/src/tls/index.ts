export { createCertificateAuthority } from './createCertificateAuthority';
export type {
  CertificateAuthority,
  CertificateAuthorityOptions,
  IssuedCertificate,
} from './createCertificateAuthority';
