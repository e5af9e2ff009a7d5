import {
  nameAnswer,
  NO_SESSION,
  NO_STORE,
  NOT_ASKED,
  type BareAnswer,
} from '../aws/answer';
import { readObservedCause } from './observedCause';
import type { ProbedOperation } from './probeKinds';

/** What one answer says about one cell, before controls. */
export type Classification =
  | { readonly verdict: 'allow' }
  | {
      readonly verdict: 'deny';
      /** Which policy AWS's message blames, when it says. */
      readonly observedCause?: string;
    }
  | { readonly verdict: 'inconclusive'; readonly cause: string };

/** Errors that only a caller gets who was let through, with the status that they come with. */
const PASSED_AUTHORIZATION: Readonly<
  Record<ProbedOperation, readonly string[]>
> = {
  list: [],
  read: ['HTTP 304'],
  write: ['404 NoSuchUpload', '400 BadDigest', '412 PreconditionFailed'],
  delete: ['412 PreconditionFailed', '404 NoSuchKey'],
  assume: [],
};

const CLOCKS_DIFFER = 'the clocks of portal and server differ too much';

/**
 * Text by which STS and IAM tell a wrong clock from a wrong key: both are `SignatureDoesNotMatch` ("Troubleshoot AWS
 * Signature Version 4 signing errors").
 */
const SIGNED_AT_ANOTHER_TIME = /^Signature (?:expired|not yet current): /;

/** In words, for the error codes that an operator meets most. */
const CAUSES: ReadonlyMap<string, string> = new Map([
  ['RequestTimeTooSkewed', CLOCKS_DIFFER],
  ['InvalidAccessKeyId', 'the access key is not known'],
  ['InvalidClientTokenId', 'the access key is not known'],
  ['SignatureDoesNotMatch', 'the secret key is wrong'],
  ['ExpiredToken', 'the credentials have expired'],
  ['ExpiredTokenException', 'the token has expired'],
  ['InvalidToken', 'the session token is not valid'],
  ['InvalidIdentityToken', 'the token of the ServiceAccount was not accepted'],
  ['IDPCommunicationError', "the token issuer's keys could not be fetched"],
  ['NoSuchBucket', 'the bucket does not exist'],
  ['NoSuchKey', 'the canary object is gone'],
  ['InvalidObjectState', 'the canary object is archived'],
  ['PermanentRedirect', 'the bucket is in another Region'],
  ['SlowDown', 'the server throttles'],
  ['Throttling', 'the server throttles'],
  ['ThrottlingException', 'the server throttles'],
  [
    'RegionDisabledException',
    'the Security Token Service is off in this Region',
  ],
  ['ECONNREFUSED', 'nothing listens there'],
  ['ENOTFOUND', 'the host is not known'],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'its certificate is signed by no trusted authority',
  ],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'its certificate is signed by no trusted authority',
  ],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'its certificate is signed by no trusted authority',
  ],
  ['Timeout', 'the time limit passed'],
  [NO_SESSION, 'the answer holds no credentials'],
  [NO_STORE, 'something else than S3 answers there'],
  [NOT_ASKED, 'the server did not answer the requests before'],
]);

/**
 * What an answer to a probe says. `403 AccessDenied` is the only deny; what is neither that nor a sign of having been
 * let through is inconclusive, with its cause. (AWS: "Error responses" in the Amazon S3 API Reference; "Common errors"
 * in the AWS Security Token Service API Reference.)
 */
export function classify(
  operation: ProbedOperation,
  answer: BareAnswer,
): Classification {
  if (answer.kind === 'ok') {
    return { verdict: 'allow' };
  }
  if (answer.kind === 'error') {
    const name = nameAnswer(answer);
    if (PASSED_AUTHORIZATION[operation].includes(name)) {
      return { verdict: 'allow' };
    }
    if (name === '403 AccessDenied') {
      const observedCause = readObservedCause(answer.message);
      return {
        verdict: 'deny',
        ...(observedCause === undefined ? {} : { observedCause }),
      };
    }
  }
  return { verdict: 'inconclusive', cause: causeOf(answer) };
}

function explain(answer: BareAnswer): string | undefined {
  if (answer.kind === 'ok') {
    return undefined;
  }
  return answer.kind === 'error' && SIGNED_AT_ANOTHER_TIME.test(answer.message)
    ? CLOCKS_DIFFER
    : CAUSES.get(answer.code);
}

/** Why an answer proves nothing. */
export function causeOf(answer: BareAnswer): string {
  const explanation = explain(answer);
  return explanation === undefined
    ? nameAnswer(answer)
    : `${nameAnswer(answer)}: ${explanation}`;
}
