import { randomBytes } from 'node:crypto';

/** "The maximum is six hours". */
const MAXIMUM_SECONDS = 21_600;

/** The session tokens of version 2 of the instance metadata service. */
export class MetadataTokens {
  private readonly expiry = new Map<string, number>();

  constructor(private readonly clock: () => Date) {}

  /**
   * Hands out a token.
   *
   * @param ttl - `X-aws-ec2-metadata-token-ttl-seconds`
   * @returns nothing when the lifetime is no number of seconds from 1 to 21600
   */
  issue(
    ttl: string | undefined,
  ): { token: string; seconds: number } | undefined {
    const seconds = Number(ttl);
    if (
      !Number.isInteger(seconds) ||
      seconds < 1 ||
      seconds > MAXIMUM_SECONDS
    ) {
      return undefined;
    }
    const now = this.clock().getTime();
    for (const [token, expiresAt] of this.expiry) {
      if (expiresAt <= now) {
        this.expiry.delete(token);
      }
    }
    const token = randomBytes(40).toString('base64');
    this.expiry.set(token, now + seconds * 1000);
    return { token, seconds };
  }

  isValid(token: string | undefined): boolean {
    const expiresAt = this.expiry.get(token ?? '');
    return expiresAt !== undefined && expiresAt > this.clock().getTime();
  }
}
