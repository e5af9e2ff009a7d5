import { AwsError } from '../http/AwsError';

/**
 * What can be wrong with a signed request. S3, the query services (STS, IAM) and the JSON services (EKS) say each of it
 * in their own words ("Error responses" of the Amazon S3 API reference; "Common errors" of the AWS STS and of the Amazon
 * EKS API reference).
 */
export interface AuthenticationErrors {
  unknownKey(accessKeyId: string): AwsError;
  badToken(): AwsError;
  expiredToken(): AwsError;
  wrongSignature(accessKeyId: string): AwsError;
  skewed(requestDate: string, now: Date): AwsError;
}

const forbidden = (
  code: string,
  message: string,
  details?: Record<string, string>,
) => new AwsError(403, code, message, { details });

const compact = (time: Date) => time.toISOString().replace(/[-:]|\.\d+/g, '');

export const s3AuthenticationErrors: AuthenticationErrors = {
  unknownKey: accessKeyId =>
    forbidden(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      { AWSAccessKeyId: accessKeyId },
    ),
  badToken: () =>
    new AwsError(
      400,
      'InvalidToken',
      'The provided token is malformed or otherwise invalid.',
    ),
  expiredToken: () =>
    new AwsError(400, 'ExpiredToken', 'The provided token has expired.'),
  wrongSignature: accessKeyId =>
    forbidden(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { AWSAccessKeyId: accessKeyId },
    ),
  skewed: (requestDate, now) =>
    forbidden(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: requestDate,
        ServerTime: now.toISOString().replace(/\.\d+/, ''),
        MaxAllowedSkewMilliseconds: '900000',
      },
    ),
};

const invalidClientToken = () =>
  forbidden(
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  );

export const queryAuthenticationErrors: AuthenticationErrors = {
  unknownKey: invalidClientToken,
  badToken: invalidClientToken,
  expiredToken: () =>
    forbidden(
      'ExpiredToken',
      'The security token included in the request is expired',
    ),
  wrongSignature: () =>
    forbidden(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ),
  skewed: (requestDate, now) => {
    const skew = 15 * 60 * 1000;
    const isEarlier = requestDate < compact(now);
    const limit = compact(new Date(now.getTime() + (isEarlier ? -skew : skew)));
    return forbidden(
      'SignatureDoesNotMatch',
      isEarlier
        ? `Signature expired: ${requestDate} is now earlier than ${limit} (${compact(
            now,
          )} - 15 min.)`
        : `Signature not yet current: ${requestDate} is still later than ${limit} (${compact(
            now,
          )} + 15 min.)`,
    );
  },
};

const unrecognizedClient = () =>
  forbidden(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );

const invalidSignature = ({ message }: AwsError) =>
  forbidden('InvalidSignatureException', message);

export const jsonAuthenticationErrors: AuthenticationErrors = {
  unknownKey: unrecognizedClient,
  badToken: unrecognizedClient,
  expiredToken: () =>
    forbidden(
      'ExpiredTokenException',
      'The security token included in the request is expired',
    ),
  wrongSignature: accessKeyId =>
    invalidSignature(queryAuthenticationErrors.wrongSignature(accessKeyId)),
  skewed: (requestDate, now) =>
    invalidSignature(queryAuthenticationErrors.skewed(requestDate, now)),
};
