export type { CredentialContext } from './credentialContext';
export { observeCredentials } from './observeCredentials';
