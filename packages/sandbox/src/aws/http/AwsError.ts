/**
 * An error that a client is told about. How it is written down differs by service; code, status and message do not.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further elements of an S3 error document, in order: `BucketName`, `Key`, … */
  readonly details: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      details?: Readonly<Record<string, string>>;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.status = status;
    this.code = code;
    this.details = more.details ?? {};
    this.headers = more.headers ?? {};
  }
}
