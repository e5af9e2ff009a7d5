import { createKubernetesClient } from './kubernetesClient';
import { KubernetesConnection } from './kubernetesConnection';

/** A token is asked for while a probe waits: the API server answers in milliseconds or something is wrong. */
const TIMEOUT_MS = 10_000;

/**
 * Which token to ask for. `expirationSeconds` is at least 600: an API server refuses less with 422.
 *
 * @public
 */
export interface ServiceAccountTokenInput {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly audience: string;
  readonly expirationSeconds: number;
}

/**
 * Asks the API server for tokens of ServiceAccounts (TokenRequest), which needs `create` on `serviceaccounts/token`.
 * The token lives in memory only. Rejects with a {@link KubernetesApiError} that names the ServiceAccount.
 *
 * @public
 */
export function serviceAccountTokenRequester(
  connection: KubernetesConnection,
): (input: ServiceAccountTokenInput, signal: AbortSignal) => Promise<string> {
  const client = createKubernetesClient(connection);
  return (input, signal) =>
    client.requestToken(input, { timeoutMs: TIMEOUT_MS, signal });
}
