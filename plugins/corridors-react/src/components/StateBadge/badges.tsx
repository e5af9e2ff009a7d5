import type {
  AwsResourceStatus,
  CheckStatus,
  CorridorState,
  CredentialState,
  FindingKind,
  RunState,
  SparkPhase,
  Verdict,
} from '@corridors/model';
import type { CorridorRequest } from '@corridors/plugin-corridors-common';
import {
  awsResourceTerms,
  checkTerms,
  corridorTerms,
  credentialTerms,
  findingTerms,
  requestTerms,
  runTerms,
  sparkTerms,
  verdictTerms,
} from '../../vocabulary';
import { StateBadge } from './StateBadge';

/**
 * The state of a corridor.
 *
 * @public
 */
export function CorridorStateBadge(props: { readonly state: CorridorState }) {
  return <StateBadge term={corridorTerms[props.state]} />;
}

/**
 * The state of a corridor's credentials.
 *
 * @public
 */
export function CredentialStateBadge(props: {
  readonly state: CredentialState;
}) {
  return <StateBadge term={credentialTerms[props.state]} about="Credentials" />;
}

/**
 * The outcome of one credential check.
 *
 * @public
 */
export function CheckBadge(props: { readonly status: CheckStatus }) {
  return <StateBadge term={checkTerms[props.status]} />;
}

/**
 * The state of an AWS resource.
 *
 * @public
 */
export function AwsResourceBadge(props: {
  readonly state: AwsResourceStatus['state'];
}) {
  return <StateBadge term={awsResourceTerms[props.state]} />;
}

/**
 * A kind of finding, with how many there are when that is given.
 *
 * @public
 */
export function FindingBadge(props: {
  readonly kind: FindingKind;
  readonly count?: number;
}) {
  const term = findingTerms[props.kind];
  if (props.count === undefined) {
    return <StateBadge term={term} />;
  }
  return (
    <StateBadge term={term} word={countedFinding(props.kind, props.count)} />
  );
}

/**
 * "1 leak", "2 leaks", "3 unproven".
 *
 * @public
 */
export function countedFinding(kind: FindingKind, count: number): string {
  const noun = kind === 'leak' && count !== 1 ? 'leaks' : kind;
  return `${count} ${noun}`;
}

/**
 * The verdict of a view about a cell.
 *
 * @public
 */
export function VerdictBadge(props: { readonly verdict: Verdict }) {
  return <StateBadge term={verdictTerms[props.verdict]} />;
}

/**
 * The state of a verification run.
 *
 * @public
 */
export function RunStateBadge(props: { readonly state: RunState }) {
  return <StateBadge term={runTerms[props.state]} />;
}

/**
 * The state of a request.
 *
 * @public
 */
export function RequestStateBadge(props: {
  readonly state: CorridorRequest['state'];
}) {
  return <StateBadge term={requestTerms[props.state]} />;
}

/**
 * The phase of a Spark run.
 *
 * @public
 */
export function SparkPhaseBadge(props: { readonly phase: SparkPhase }) {
  return <StateBadge term={sparkTerms[props.phase]} />;
}
