import type {
  DecisionReason,
  StatementReference,
} from '@corridors/policy-engine';

/** What policies say of a cell. */
export type StaticVerdict = DecidedVerdict | UnknownVerdict | NotVisible;

/** The policies decide. */
export interface DecidedVerdict {
  readonly kind: 'decided';
  readonly verdict: 'allow' | 'deny' | 'conditional';
  readonly reason: DecisionReason;
  /** One sentence. */
  readonly explanation: string;
  readonly decidedBy: readonly StatementReference[];
  readonly missingKeys: readonly string[];
  /** ARN of what was asked for. */
  readonly witness: string;
}

/** Something that decides could not be read, or is not understood. */
export interface UnknownVerdict {
  readonly kind: 'unknown';
  /** One sentence, the same for all that it concerns. */
  readonly cause: string;
  /** Whether it is on the identity's or on the resource's side. */
  readonly side: 'identity' | 'resource';
}

/** The identity's role or the resource is not in what was read. */
export interface NotVisible {
  readonly kind: 'not-visible';
  readonly what: 'role' | 'bucket';
  /** ARN of the role or name of the bucket. */
  readonly name: string;
}

/** The verdict of several ways to one end: it is open when one of them is. */
export function anyWay(
  verdicts: readonly StaticVerdict[],
): StaticVerdict | undefined {
  const rank = (verdict: StaticVerdict): number => {
    switch (verdict.kind) {
      case 'decided':
        return { allow: 0, conditional: 1, deny: 4 }[verdict.verdict];
      case 'unknown':
        return 2;
      case 'not-visible':
        return 3;
      default: {
        const unknown: never = verdict;
        throw new Error(`Unknown verdict ${JSON.stringify(unknown)}`);
      }
    }
  };
  return verdicts.reduce<StaticVerdict | undefined>(
    (best, verdict) =>
      best === undefined || rank(verdict) < rank(best) ? verdict : best,
    undefined,
  );
}

/**
 * Whether a corridor's own role certainly cannot be had: its trust refuses, or the account does not have it. A role that the
 * repository does not declare may exist all the same.
 */
export function isUnavailable(
  ownRole: StaticVerdict,
  view: 'declared' | 'configured',
): boolean {
  switch (ownRole.kind) {
    case 'decided':
      return ownRole.verdict === 'deny';
    case 'not-visible':
      return view === 'configured';
    case 'unknown':
      return false;
    default: {
      const unknown: never = ownRole;
      throw new Error(`Unknown verdict ${JSON.stringify(unknown)}`);
    }
  }
}
