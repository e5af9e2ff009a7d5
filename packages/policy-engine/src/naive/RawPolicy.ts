/** One text, or a list of them. */
export type OneOrMore = string | readonly string[];

/** The conditions of a statement as JSON has them: operator, then key, then values. */
export type RawConditions = Readonly<
  Record<string, Readonly<Record<string, OneOrMore>>>
>;

/** The principals of a statement as JSON has them. */
export type RawPrincipals = '*' | Readonly<Record<string, OneOrMore>>;

/** A statement as JSON has it. */
export interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: RawPrincipals;
  readonly NotPrincipal?: RawPrincipals;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: RawConditions;
}

/** A policy as JSON has it. */
export interface RawPolicy {
  readonly Version?: '2008-10-17' | '2012-10-17';
  readonly Id?: string;
  readonly Statement: RawStatement | readonly RawStatement[];
}

/** Everything that bears on one request, as JSON has it. */
export interface RawPolicies {
  readonly identity?: readonly RawPolicy[];
  readonly resource?: RawPolicy;
  readonly boundary?: readonly RawPolicy[];
  readonly session?: readonly RawPolicy[];
  readonly scp?: readonly (readonly RawPolicy[])[];
}

/** The texts of an element that may be one or many. */
export function textsOf(element: OneOrMore): readonly string[] {
  return typeof element === 'string' ? [element] : element;
}

/** The statements of a policy, which may be one or many. */
export function statementsOf(policy: RawPolicy): readonly RawStatement[] {
  return 'Effect' in policy.Statement ? [policy.Statement] : policy.Statement;
}
