/** One statement; lists only, as a server takes a list wherever it takes one value. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly AWS: readonly string[] };
  readonly NotPrincipal?: { readonly AWS: readonly string[] };
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  /** Values by operator and key. */
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >;
}

/** A policy document as it is sent to the server and handed to the engine. */
export interface PolicyDocument {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Statement: readonly Statement[];
}
