import type { PolicyDocument, Statement } from '../cells/PolicyDocument';
import type { Question } from '../cells/Question';

/** What a statement becomes: one, or several. */
export type StatementRewrite = (
  statement: Statement,
  document: PolicyDocument,
) => readonly Statement[];

/** The statement made to apply to nothing that is tried; its principals stay. */
export function neverApplying(statement: Statement): Statement {
  const { NotAction: _, ...rest } = statement;
  return { ...rest, Action: ['s3:DeleteBucketWebsite'] };
}

/** Rewrites every statement of every document of a question. */
export function rewriteStatements(
  question: Question,
  rewrite: StatementRewrite,
): Question {
  const session =
    question.session && rewriteDocument(question.session, rewrite);
  return {
    ...rewriteBucketStatements(
      rewriteIdentityStatements(question, rewrite),
      rewrite,
    ),
    ...(session && { session }),
  };
}

/** Rewrites the statements of the caller's own policies. */
export function rewriteIdentityStatements(
  question: Question,
  rewrite: StatementRewrite,
): Question {
  return {
    ...question,
    identity: question.identity.map(document =>
      rewriteDocument(document, rewrite),
    ),
  };
}

/** Rewrites the statements of the bucket policy. */
export function rewriteBucketStatements(
  question: Question,
  rewrite: StatementRewrite,
): Question {
  return question.bucketPolicy
    ? {
        ...question,
        bucketPolicy: rewriteDocument(question.bucketPolicy, rewrite),
      }
    : question;
}

function rewriteDocument(
  document: PolicyDocument,
  rewrite: StatementRewrite,
): PolicyDocument {
  return {
    ...document,
    Statement: document.Statement.flatMap(statement =>
      rewrite(statement, document),
    ),
  };
}

/** One operator and key of a statement's conditions. */
export interface ConditionEntry {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The conditions of a statement, one by one. */
export function conditionsOf(statement: Statement): ConditionEntry[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

/** The statement with each of its conditions replaced; two for one operator and key cannot be told apart. */
export function mapConditions(
  statement: Statement,
  map: (entry: ConditionEntry) => ConditionEntry,
): Statement {
  if (!statement.Condition) {
    return statement;
  }
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const entry of conditionsOf(statement)) {
    const { operator, key, values } = map(entry);
    conditions[operator] = { ...conditions[operator], [key]: values };
  }
  return { ...statement, Condition: conditions };
}
