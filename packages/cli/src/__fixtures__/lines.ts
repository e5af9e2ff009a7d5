import { answerLine } from '../evaluate/answerLine';

export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';

/** A document of one statement that allows everything, but for what is said. */
export function document(statement: Record<string, unknown> = {}) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }],
  };
}

/** A bucket policy that lets a principal do everything. */
export function bucketPolicy(
  Principal: unknown,
  statement: Record<string, unknown> = {},
) {
  return document({ Principal, ...statement });
}

/** A trust policy that lets a principal assume the role. */
export function trustPolicy(
  Principal: unknown,
  statement: Record<string, unknown> = {},
) {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...statement },
    ],
  };
}

/** A request for an object by a role, but for what is said. */
export function request(change: Record<string, unknown> = {}) {
  return {
    principal: `arn:aws:iam::${ACCOUNT}:role/gha1`,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::gha1-raw/part-0',
    ...change,
  };
}

/** The answer to one line that holds the value as JSON. */
export function ask(line: unknown) {
  return askText(JSON.stringify(line));
}

/** The answer to one line. */
export function askText(line: string) {
  return JSON.parse(answerLine({ kind: 'line', bytes: Buffer.from(line) }));
}
