import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { StatementReference } from '../../documents/documentKinds';
import type { Principal } from '../../request/AccessRequest';
import type { AccessAnswer } from '../AccessAnswer';
import type { ActionGroup, CatalogAction } from '../actions/ActionCatalog';
import { isAssumedPolicy } from '../agreeingPolicies';
import type { ReachRegion } from '../ReachRegion';

/** A name that is reached, and by which decision. */
export interface Witness {
  readonly name: string;
  readonly accountId: string;
  readonly answer: AccessAnswer;
  /** Whether it was not found out what is reached, because the patterns are too intricate. */
  readonly isIntricate?: true;
}

/** What is known of a region beside its witness. */
export interface RegionHead {
  readonly principal: Principal;
  readonly audience: ReachRegion['audience'];
  readonly action: CatalogAction;
  readonly resources: string;
  readonly resourceAccounts: ReachRegion['resourceAccounts'];
  readonly witnessContext?: Readonly<Record<string, string>>;
}

const NO_CONTEXT: Readonly<Record<string, string>> = {};

const RANK = {
  allow: 3,
  'not-understood': 2,
  conditional: 1,
  deny: 0,
} as const;

/** Whether a verdict says more about what is reached than another. */
export function isWorse(
  verdict: AccessAnswer['verdict'],
  than: AccessAnswer['verdict'],
): boolean {
  return RANK[verdict] > RANK[than];
}

export function regionOf(
  head: RegionHead,
  { name, accountId, answer, isIntricate }: Witness,
): ReachRegion | undefined {
  const { verdict, decision, explanation } = answer;
  if (verdict === 'deny') {
    return undefined;
  }
  return {
    principal: head.principal,
    audience: head.audience,
    action: head.action.told,
    resources: head.resources,
    resourceAccounts: head.resourceAccounts,
    verdict,
    witness: name,
    witnessAccount: accountId,
    witnessContext: head.witnessContext ?? NO_CONTEXT,
    missingKeys: decision.missingKeys,
    decidedBy: realStatements(decision.decidedBy),
    explanation: sayTold(explanation, head.action),
    ...(isIntricate && { isIntricate }),
  };
}

/** What is found by one action of each group, by all of the group. */
export function* byEach(
  groups: readonly ActionGroup[],
  find: (action: CatalogAction) => Iterable<ReachRegion>,
): Iterable<ReachRegion> {
  for (const { first, others } of groups) {
    for (const region of find(first)) {
      yield region;
      for (const other of others) {
        yield byAnother(region, first, other);
      }
    }
  }
}

function byAnother(
  region: ReachRegion,
  { name }: CatalogAction,
  other: CatalogAction,
): ReachRegion {
  return {
    ...region,
    action: other.told,
    explanation: region.explanation.replaceAll(name, other.name),
  };
}

function sayTold(explanation: string, { name, told }: CatalogAction): string {
  return name === told ? explanation : explanation.replaceAll(name, told);
}

/** The region, by the statement that opens the range where the patterns are too intricate to say which one decides. */
export function openedBy(
  region: ReachRegion,
  statement: CompiledStatement | undefined,
): ReachRegion {
  return statement && region.isIntricate
    ? { ...region, decidedBy: [statement.reference] }
    : region;
}

/** Without statements that were made up for the sake of the question. */
function realStatements(
  references: readonly StatementReference[],
): readonly StatementReference[] {
  return references.some(({ policy }) => isAssumedPolicy(policy))
    ? references.filter(({ policy }) => !isAssumedPolicy(policy))
    : references;
}
