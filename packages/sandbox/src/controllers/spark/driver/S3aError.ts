import { z } from 'zod';
import { CredentialsError } from './s3aCredentials';

const serviceErrorSchema = z.looseObject({
  name: z.string(),
  message: z.string().default(''),
  $fault: z.string(),
  $metadata: z.looseObject({
    httpStatusCode: z.number().optional(),
    requestId: z.string().optional(),
    extendedRequestId: z.string().optional(),
  }),
});

type ServiceError = z.infer<typeof serviceErrorSchema>;

/** Spark 4 brings version 2 of the AWS SDK for Java, Spark 3 version 1; their messages differ. */
function usesSdk2(sparkVersion: string): boolean {
  return Number(sparkVersion.split('.')[0]) >= 4;
}

function describeService(
  error: ServiceError,
  service: 'S3' | 'STS',
  sparkVersion: string,
): string {
  const {
    httpStatusCode: status = 0,
    requestId = 'null',
    extendedRequestId = 'null',
  } = error.$metadata;
  if (usesSdk2(sparkVersion)) {
    const type =
      service === 'S3' ? 's3.model.S3Exception' : 'sts.model.StsException';
    const extended =
      service === 'S3' ? `, Extended Request ID: ${extendedRequestId}` : '';
    const title = service === 'S3' ? 'S3' : 'Sts';
    return `software.amazon.awssdk.services.${type}: ${error.message} (Service: ${title}, Status Code: ${status}, Request ID: ${requestId}${extended})`;
  }
  const [type, title] =
    service === 'S3'
      ? ['s3.model.AmazonS3Exception', 'Amazon S3']
      : [
          'securitytoken.model.AWSSecurityTokenServiceException',
          'AWSSecurityTokenService',
        ];
  const extended =
    service === 'S3' ? `; S3 Extended Request ID: ${extendedRequestId}` : '';
  return `com.amazonaws.services.${type}: ${error.message} (Service: ${title}; Status Code: ${status}; Error Code: ${error.name}; Request ID: ${requestId}${extended}; Proxy: null)`;
}

function wrap(
  error: ServiceError,
  path: string,
  operation: string,
  detail: string,
  sparkVersion: string,
): string {
  const suffix = usesSdk2(sparkVersion) ? '' : `:${error.name}`;
  const status = error.$metadata.httpStatusCode ?? 0;
  if (error.name === 'NoSuchBucket') {
    return `org.apache.hadoop.fs.s3a.UnknownStoreException: ${path}: ${operation} on ${path}: ${detail}${suffix}`;
  }
  switch (status) {
    case 401:
    case 403:
      return `java.nio.file.AccessDeniedException: ${path}: ${operation} on ${path}: ${detail}${suffix}`;
    case 404:
      return `java.io.FileNotFoundException: ${path}: ${operation} on ${path}: ${detail}${suffix}`;
    case 400:
      return `org.apache.hadoop.fs.s3a.AWSBadRequestException: ${operation} on ${path}: ${detail}${suffix}`;
    default:
      return `org.apache.hadoop.fs.s3a.AWSServiceIOException: ${operation} on ${path}: ${detail}${suffix}`;
  }
}

/**
 * What the S3A file system would say of a failure, with the service's own words in it. The form is that of Hadoop's
 * exceptions ("Troubleshooting S3A").
 *
 * @param operation - `getFileStatus`, `open`, `put`
 * @param path - `s3a://bucket/key`
 * @public
 */
export function describeS3aError(
  error: unknown,
  operation: string,
  path: string,
  sparkVersion: string,
): string {
  const isCredentials = error instanceof CredentialsError;
  const cause = isCredentials ? error.cause : error;
  const service = serviceErrorSchema.safeParse(cause);
  if (service.success) {
    // name and message of an Error are not its own enumerable fields on every engine
    const detail = describeService(
      service.data,
      isCredentials ? 'STS' : 'S3',
      sparkVersion,
    );
    return wrap(service.data, path, operation, detail, sparkVersion);
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  if (isCredentials) {
    return `org.apache.hadoop.fs.s3a.auth.NoAwsCredentialsException: ${error.message}: No AWS credentials provided by ${error.provider} : ${text}`;
  }
  return `org.apache.hadoop.fs.s3a.AWSClientIOException: ${operation} on ${path}: software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: ${text}`;
}
