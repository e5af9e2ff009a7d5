import { compilePolicy, CompiledPolicy, DocumentKind, Principal } from '..';

/** The account of the callers. */
export const OWN = '111122223333';

/** Another account. */
export const OTHER = '444455556666';

export const BUCKET = 'arn:aws:s3:::gha1-primary';
export const OBJECT = `${BUCKET}/data/part-0`;

export const roleArn = (name: string, account = OWN) =>
  `arn:aws:iam::${account}:role/${name}`;
export const userArn = (name: string, account = OWN) =>
  `arn:aws:iam::${account}:user/${name}`;
export const sessionArn = (role: string, session: string, account = OWN) =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
export const rootArn = (account = OWN) => `arn:aws:iam::${account}:root`;

export const aRole = (name = 'gha1', account = OWN): Principal => ({
  kind: 'role',
  arn: roleArn(name, account),
});
export const aSession = (role = 'gha1', session = 'spark'): Principal => ({
  kind: 'assumed-role',
  arn: sessionArn(role, session),
  roleArn: roleArn(role),
});
export const aUser = (name = 'ann', account = OWN): Principal => ({
  kind: 'user',
  arn: userArn(name, account),
});

/** Elements of a statement, laid over one that allows every S3 action on everything. */
export type Statement = Readonly<Record<string, unknown>>;

export function statement(over: Statement = {}): Statement {
  return { Effect: 'Allow', Action: 's3:*', Resource: '*', ...over };
}

/** Compiles the statements as a document of version 2012-10-17. */
export function policy(
  kind: DocumentKind,
  ...statements: readonly Statement[]
): CompiledPolicy {
  return compilePolicy(
    { Version: '2012-10-17', Statement: statements },
    { kind, name: kind },
  );
}
