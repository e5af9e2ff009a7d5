import {
  ALGORITHM_IDENTIFIER,
  SignatureV4Base,
  createScope,
  getSigningKey,
} from '@smithy/signature-v4';
import type { HttpRequest } from '@smithy/types';
import { createHmac } from 'node:crypto';
import { Sha256 } from './Sha256';

/** What a signature is made of, as the client stated it. */
export interface SignatureInput {
  readonly method: string;
  /** Percent-encoded, as sent. */
  readonly path: string;
  /** Without the signature itself. */
  readonly query: URLSearchParams;
  /** The signed ones only: lower-case name → value. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, hex, or the word that stands in for it. */
  readonly payloadHash: string;
  /** `20260131T120000Z`. */
  readonly longDate: string;
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The SDK's own construction of the canonical request, opened up so that a server can repeat what its client did. */
class SignatureVerifier extends SignatureV4Base {
  constructor(private readonly input: SignatureInput) {
    super({
      service: input.service,
      region: input.region,
      credentials: {
        accessKeyId: input.accessKeyId,
        secretAccessKey: input.secretAccessKey,
      },
      sha256: Sha256,
      // "Create a canonical request": every service but S3 escapes the path a second time.
      uriEscapePath: input.service !== 's3',
      applyChecksum: false,
    });
  }

  async signature(): Promise<string> {
    const { input } = this;
    const query: Record<string, string[]> = {};
    for (const [name, value] of input.query) {
      (query[name] ??= []).push(value);
    }
    const request: HttpRequest = {
      protocol: 'https:',
      hostname: '',
      method: input.method,
      path: input.path,
      query,
      headers: { ...input.headers },
    };
    const headers = Object.fromEntries(
      Object.keys(input.headers)
        .sort()
        .map(name => [
          name,
          (input.headers[name] ?? '').trim().replace(/\s+/g, ' '),
        ]),
    );
    const shortDate = input.longDate.slice(0, 8);
    const stringToSign = await this.createStringToSign(
      input.longDate,
      createScope(shortDate, input.region, input.service),
      this.createCanonicalRequest(request, headers, input.payloadHash),
      ALGORITHM_IDENTIFIER,
    );
    const key = await getSigningKey(
      Sha256,
      {
        accessKeyId: input.accessKeyId,
        secretAccessKey: input.secretAccessKey,
      },
      shortDate,
      input.region,
      input.service,
    );
    return createHmac('sha256', key).update(stringToSign).digest('hex');
  }
}

/** The signature that a request must carry, hex (AWS Signature Version 4 for API requests). */
export function computeSignature(input: SignatureInput): Promise<string> {
  return new SignatureVerifier(input).signature();
}
