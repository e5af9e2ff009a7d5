/** A policy document with these statements. */
export const document = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** A statement that allows. */
export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[],
  more: object = {},
) => ({ Effect: 'Allow', Action, Resource, ...more });

/** A trust policy. */
export const trust = (
  Principal: object,
  Action: string | readonly string[] = 'sts:AssumeRole',
) => document({ Effect: 'Allow', Principal, Action });
