import type { PolicyDocument } from './PolicyDocument';

/** The account that owns buckets and roles: a tenant of the gateway. */
export const ACCOUNT = '111122223333';

/** Another account, of users who knock at the first one's buckets. */
export const FOREIGN_ACCOUNT = '444455556666';

/** Who tries. */
export type Caller =
  | {
      readonly kind: 'session';
      readonly role: string;
      readonly sessionName: string;
    }
  | { readonly kind: 'user'; readonly account: string; readonly name: string }
  | { readonly kind: 'anonymous' };

/** What is tried. */
export type Attempt =
  | {
      readonly operation: 'list';
      readonly bucket: string;
      readonly prefix?: string;
      readonly delimiter?: string;
      readonly maxKeys?: number;
    }
  | {
      readonly operation: 'get' | 'put' | 'delete';
      readonly bucket: string;
      readonly key: string;
    };

/** The policies that apply to an attempt. */
export interface Documents {
  /** Inline policies of the caller's role or user. */
  readonly identity: readonly PolicyDocument[];
  /** Passed when the caller's session began. */
  readonly session?: PolicyDocument;
  readonly bucket?: PolicyDocument;
}

/** One attempt under the policies that apply to it. */
export interface Cell {
  readonly caller: Caller;
  readonly attempt: Attempt;
  readonly documents: Documents;
}

/** What the server did. */
export type Answer = 'allow' | 'deny';

export const roleArn = (role: string): string =>
  `arn:aws:iam::${ACCOUNT}:role/${role}`;

export const sessionArn = (role: string, sessionName: string): string =>
  `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${sessionName}`;

export const userArn = (account: string, name: string): string =>
  `arn:aws:iam::${account}:user/${name}`;

/** The role or user whose inline policies are the caller's. */
export function ownerOf(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'session':
      return caller.role;
    case 'user':
      return caller.name;
    case 'anonymous':
      return undefined;
    default:
      return unreachable(caller);
  }
}

function unreachable(caller: never): never {
  throw new Error(`Unexpected caller ${JSON.stringify(caller)}`);
}
