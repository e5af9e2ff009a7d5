/**
 * The six parts of an Amazon Resource Name.
 *
 * `resource` is everything behind the fifth colon, colons included. Parts may be empty: an S3 bucket has neither
 * region nor account. (AWS: "Identify AWS resources with Amazon Resource Names (ARNs)".)
 *
 * @public
 */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/**
 * Thrown by {@link parseArn} when a text is no ARN.
 *
 * @public
 */
export class MalformedArnError extends Error {
  readonly arn: string;

  constructor(arn: string) {
    super(
      `"${arn}" is not an ARN: expected arn:<partition>:<service>:<region>:<account>:<resource>`,
    );
    this.name = 'MalformedArnError';
    this.arn = arn;
  }
}

/**
 * Splits an ARN into its parts. Says nothing about whether the resource exists, and accepts wildcards in the parts.
 *
 * @throws {@link MalformedArnError} when there are fewer than six parts, or partition, service or resource is empty
 * @public
 */
export function parseArn(arn: string): Arn {
  const [prefix, partition, service, region, accountId, ...rest] =
    arn.split(':');
  const resource = rest.join(':');
  if (
    prefix !== 'arn' ||
    !partition ||
    !service ||
    region === undefined ||
    accountId === undefined ||
    !resource
  ) {
    throw new MalformedArnError(arn);
  }
  return { partition, service, region, accountId, resource };
}

const ACCOUNT_ID = /^\d{12}$/;

/**
 * Whether a text is an AWS account id: twelve digits.
 *
 * @public
 */
export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}
