import {
  CAUSE_ROLE_UNAVAILABLE,
  describePolicyPlace,
  type Cell,
  type CellAnswer,
  type Evidence,
  type PolicyPlace,
} from '@corridors/model';
import { isOfResource, nameStatements } from './blame';
import { policyPlaceOf } from './policyPlaceOf';
import type { DecidedVerdict, StaticVerdict } from './staticVerdict';

/** Where and when a static view looked. */
export interface StaticViewPlace {
  readonly view: 'declared' | 'configured';
  /** RFC 3339 */
  readonly asOf: string;
}

const SOURCES: Readonly<Record<StaticViewPlace['view'], string>> = {
  declared: 'GitOps repository',
  configured: 'AWS account',
};

const REASONS: Readonly<Record<DecidedVerdict['reason'], string>> = {
  allowed: 'it is its own account',
  'explicit-deny': 'a statement denies it',
  'implicit-deny': 'no policy allows it',
  'resource-policy': 'no policy of the resource allows it',
  'trust-policy': 'the trust policy does not allow it',
  boundary: 'the permissions boundary does not allow it',
  'session-policy': 'the session policy does not allow it',
  scp: 'the service control policies do not allow it',
  'missing-context': 'it hangs on a request key that is not known',
};

/** The answer to a cell of which policies say something. */
export function answerCell(
  cell: Cell,
  verdict: StaticVerdict,
  place: StaticViewPlace,
): CellAnswer {
  const head = { cell: cell.id, view: place.view } as const;
  switch (verdict.kind) {
    case 'not-visible':
      return {
        ...head,
        covered: false,
        reason: 'not-visible',
        detail: describeMissing(verdict, place.view),
      };
    case 'unknown':
      return {
        ...head,
        covered: true,
        verdict: 'inconclusive',
        cause: verdict.cause,
        causedBy: verdict.side === 'identity' ? cell.identity : cell.resource,
        evidence: [],
      };
    case 'decided':
      return {
        ...head,
        covered: true,
        verdict: verdict.verdict,
        ...blame(cell, verdict),
        evidence: evidenceOf(verdict, place),
      };
    default: {
      const unknown: never = verdict;
      throw new Error(`Unknown verdict ${JSON.stringify(unknown)}`);
    }
  }
}

/** The answer to a cell that is meant to be allowed, of an identity whose own role cannot be had. */
export function answerUnavailable(
  cell: Cell,
  ownRole: StaticVerdict,
  place: StaticViewPlace,
): CellAnswer {
  return {
    cell: cell.id,
    view: place.view,
    covered: true,
    verdict: 'deny',
    cause: CAUSE_ROLE_UNAVAILABLE,
    causedBy: cell.identity,
    evidence:
      ownRole.kind === 'decided'
        ? evidenceOf(ownRole, place)
        : [
            {
              at: place.asOf,
              source: SOURCES[place.view],
              summary:
                ownRole.kind === 'not-visible'
                  ? describeMissing(ownRole, place.view)
                  : ownRole.cause,
            },
          ],
  };
}

/** The statements that evidence names. */
export function evidenceOf(
  { explanation, decidedBy, witness }: DecidedVerdict,
  { asOf, view }: StaticViewPlace,
): Evidence[] {
  const places = decidedBy.map(policyPlaceOf);
  const [first, ...others] = places;
  return [
    {
      at: asOf,
      source: first ? sourceOf(first, view) : SOURCES[view],
      summary: explanation,
      details: { ...detailsOf(first), witness },
    },
    ...others.map(place => ({
      at: asOf,
      source: sourceOf(place, view),
      summary: describePolicyPlace(place),
      details: detailsOf(place),
    })),
  ];
}

function sourceOf(place: PolicyPlace, view: StaticViewPlace['view']): string {
  if (place.file === undefined) {
    return SOURCES[view];
  }
  return place.line === undefined ? place.file : `${place.file}:${place.line}`;
}

function detailsOf(
  place: PolicyPlace | undefined,
): Record<string, string | number> {
  return place ? { ...place } : {};
}

function describeMissing(
  { what, name }: Extract<StaticVerdict, { kind: 'not-visible' }>,
  view: StaticViewPlace['view'],
): string {
  return view === 'declared'
    ? `The GitOps repository does not declare the ${what} ${name}.`
    : `The ${what} ${name} was not found in the AWS account.`;
}

/**
 * What decided, in words that stay the same for all that it decides, and whose it is: statements of bucket and trust policies are
 * the resource's, all others the identity's.
 */
function blame(
  cell: Cell,
  verdict: DecidedVerdict,
): { cause: string; causedBy: string } {
  const places = verdict.decidedBy.map(policyPlaceOf);
  const [first] = places;
  const isResources =
    first === undefined
      ? verdict.reason === 'resource-policy' ||
        verdict.reason === 'trust-policy'
      : isOfResource(first);
  const statements = nameStatements(places);
  return {
    causedBy: isResources ? cell.resource : cell.identity,
    cause:
      verdict.verdict === 'conditional'
        ? `${verdict.missingKeys.join(' and ')}, in ${statements}`
        : statements || REASONS[verdict.reason],
  };
}
