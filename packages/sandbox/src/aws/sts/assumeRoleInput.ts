import { PolicyParseError } from '@corridors/policy-engine';
import { AwsError } from '../http/AwsError';
import { findManagedPolicyDocument } from '../iam/awsManagedPolicies';
import type { QueryCall } from '../query/QueryCall';
import { accountOfArn } from '../state/arns';

/** Parameters that every way of assuming a role takes. */
export interface AssumeRoleInput {
  readonly roleArn: string;
  readonly accountId: string;
  readonly sessionName: string;
  readonly durationSeconds?: number;
  /** Documents of the session policies. */
  readonly sessionPolicies: readonly string[];
}

const SESSION_NAME = /^[\w+=,.@-]*$/;
const MINIMUM_SECONDS = 900;
/** "… up to the maximum session duration setting for the role", which is at most 12 hours. */
const MAXIMUM_SECONDS = 43_200;
/** "The plaintext that you use for both inline and managed session policies can't exceed 2,048 characters." */
const MAXIMUM_POLICY_CHARACTERS = 2048;
const MAXIMUM_POLICY_ARNS = 10;

const invalid = (message: string) =>
  new AwsError(
    400,
    'ValidationError',
    `1 validation error detected: ${message}`,
  );

function readSessionName(call: QueryCall): string {
  const name = call.parameters.required('RoleSessionName');
  const value = `Value '${name}' at 'roleSessionName' failed to satisfy constraint`;
  if (name.length < 2) {
    throw invalid(
      `${value}: Member must have length greater than or equal to 2`,
    );
  }
  if (name.length > 64) {
    throw invalid(`${value}: Member must have length less than or equal to 64`);
  }
  if (!SESSION_NAME.test(name)) {
    throw invalid(
      `${value}: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  return name;
}

function readSessionPolicies(call: QueryCall): string[] {
  const inline = call.parameters.optional('Policy');
  const arns = call.parameters.listOf('PolicyArns', 'arn');
  if (inline !== undefined && inline.length > MAXIMUM_POLICY_CHARACTERS) {
    throw invalid(
      `Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_POLICY_CHARACTERS}`,
    );
  }
  if (arns.length > MAXIMUM_POLICY_ARNS) {
    throw new AwsError(
      400,
      'ValidationError',
      `Number of session policy ARNs exceeds the limit of ${MAXIMUM_POLICY_ARNS}`,
    );
  }
  const managed = arns.map(arn => {
    const document = findManagedPolicyDocument(call.context.store.state, arn);
    if (document === undefined) {
      throw new AwsError(
        400,
        'MalformedPolicyDocument',
        `The specified managed policy ${arn} does not exist`,
      );
    }
    return document;
  });
  const documents = inline === undefined ? managed : [inline, ...managed];
  documents.forEach((document, index) => {
    try {
      call.context.compiler.compile(document, {
        kind: 'session',
        name: `session policy ${index + 1}`,
      });
    } catch (error) {
      if (error instanceof PolicyParseError) {
        throw new AwsError(400, 'MalformedPolicyDocument', error.message);
      }
      throw error;
    }
  });
  return documents;
}

/**
 * Reads the parameters of `AssumeRole` and `AssumeRoleWithWebIdentity`.
 *
 * @throws AwsError `ValidationError`, `MalformedPolicyDocument`
 */
export function readAssumeRoleInput(call: QueryCall): AssumeRoleInput {
  const roleArn = call.parameters.required('RoleArn');
  const accountId = accountOfArn(roleArn);
  if (accountId === undefined || !/:role\/.+/.test(roleArn)) {
    throw new AwsError(400, 'ValidationError', `${roleArn} is invalid`);
  }
  return {
    roleArn,
    accountId,
    sessionName: readSessionName(call),
    durationSeconds: call.parameters.integer('DurationSeconds', {
      minimum: MINIMUM_SECONDS,
      maximum: MAXIMUM_SECONDS,
    }),
    sessionPolicies: readSessionPolicies(call),
  };
}
