import type { CredentialPlan } from '@corridors/manifests';
import type { EnvironmentAccess } from '../aws/environmentAccess';
import { Session } from '../observed/Session';
import { DEFAULT_TIMINGS } from '../observed/timings';
import { sleep } from '../pacing/sleep';
import type { CredentialOutcome } from './credentialOutcome';
import { obtainCredentials } from './obtainCredentials';

/**
 * Comes by the credentials of an identity in the way that its mechanism plans, for 900 seconds.
 *
 * @param plan - of the identity's mechanism
 * @param access - how to reach the identity's environment
 * @param options - `clock`, and `random` for the session's name: letters and digits
 * @throws the signal's reason when it aborts; every other failure is an outcome
 * @public
 */
export async function executeCredentialPlan(
  plan: CredentialPlan,
  access: EnvironmentAccess,
  options: { clock: () => Date; random: () => string },
  signal: AbortSignal,
): Promise<CredentialOutcome> {
  const { requestTimeoutMilliseconds } = DEFAULT_TIMINGS;
  const session = new Session(access, {
    ...options,
    sleep,
    requestTimeoutMilliseconds,
  });
  try {
    return await obtainCredentials(
      plan,
      { access, clients: session.clients, random: options.random },
      signal,
    );
  } finally {
    session.close();
  }
}
