import { STSServiceException } from '@aws-sdk/client-sts';
import type { Answer } from './Cell';

/**
 * What the gateway's STS answers. Its errors lack the code that AWS gives, so that the status alone tells a refusal.
 *
 * @throws what was sent, when it failed in another way
 */
export async function answerOf(sent: Promise<unknown>): Promise<Answer> {
  try {
    await sent;
    return 'allow';
  } catch (error) {
    if (
      error instanceof STSServiceException &&
      error.$metadata.httpStatusCode === 403
    ) {
      return 'deny';
    }
    throw error;
  }
}
