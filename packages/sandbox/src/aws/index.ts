export { startAws } from './startAws';
export type { AwsOptions, RunningAws, SandboxAccount } from './startAws';
export type { FixedKey } from './authentication/findCredentials';
export { createJwksFetcher } from './sts/fetchJwks';
export type { FetchJwks, Jwks } from './sts/fetchJwks';
export { openClients } from './clients/openClients';
export type { AwsClients, AwsConnection } from './clients/openClients';
export * from './metadata';
export * from './seed';
