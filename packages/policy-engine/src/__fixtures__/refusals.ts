import {
  compilePolicy,
  DocumentKind,
  PolicyParseError,
  PolicyParseErrorCode,
} from '..';

/** A statement that is understood. */
export const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
/** A document of that statement with other elements, and without some. */
export const wrap = (over: Record<string, unknown>, without: string[] = []) => {
  const merged = Object.entries({ ...base, ...over }).filter(
    ([key]) => !without.includes(key),
  );
  return { Version: '2012-10-17', Statement: [Object.fromEntries(merged)] };
};
export const withPrincipal = (principal: unknown) =>
  wrap({ Principal: principal });
export const withCondition = (condition: unknown) =>
  wrap({ Condition: condition });

/** Code and path of the refusal, if the document is refused. */
export function refusal(
  document: unknown,
  kind: DocumentKind,
): [string, string] | undefined {
  try {
    compilePolicy(document, { kind, name: 'p' });
    return undefined;
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return [error.code, error.path];
    }
    throw error;
  }
}

/** A document that is refused, and how. */
export type RefusalRow = [
  what: string,
  document: unknown,
  kind: DocumentKind,
  code: PolicyParseErrorCode,
  path: string,
];

/** Path of the statement. */
export const S = 'Statement[0]';
