import { attentionOf } from './attention';
import type {
  Attention,
  CorridorFacts,
  CorridorState,
  DerivedCorridorState,
} from './corridorState';
import type { FactSource } from './facts';

/**
 * Derives the one state of a corridor from all that is known of it, by the first rule that holds: an invalid spec;
 * retiring; something broken; a source that cannot be relied on while nothing is known to be wrong; not all there yet;
 * something to look at; else ready.
 *
 * @public
 */
export function deriveCorridorState(
  facts: CorridorFacts,
): DerivedCorridorState {
  const attention = attentionOf(facts);
  const { state, reason } = fold(facts, attention);
  return { state, reason, attention };
}

interface StateAndReason {
  readonly state: CorridorState;
  readonly reason: string;
}

function fold(
  facts: CorridorFacts,
  attention: readonly Attention[],
): StateAndReason {
  if (facts.invalid) {
    const [problem] = facts.problems;
    return {
      state: 'invalid',
      reason: problem?.message ?? 'Its spec cannot be read.',
    };
  }
  if (facts.retiring) {
    return {
      state: 'retiring',
      reason:
        'Its folder is removed from the repository; what it had is being taken down.',
    };
  }
  const unprovisioned = missingPart(facts);
  const broken = attention.find(one => one.severity === 'broken');
  if (broken) {
    return { state: 'broken', reason: broken.title };
  }
  const unreliable = facts.sources.find(source => !isReliable(source));
  if (unreliable) {
    return { state: 'unknown', reason: sourceReason(unreliable) };
  }
  if (facts.namespace === 'unknown') {
    return {
      state: 'unknown',
      reason: 'Whether its namespace exists is not known.',
    };
  }
  if (unprovisioned !== undefined) {
    return { state: 'provisioning', reason: unprovisioned };
  }
  const warning = attention.find(one => one.severity === 'warning');
  if (warning) {
    return { state: 'needs-attention', reason: warning.title };
  }
  return {
    state: 'ready',
    reason: 'Everything that its spec asks for is there.',
  };
}

function missingPart(facts: CorridorFacts): string | undefined {
  if (facts.namespace === 'missing') {
    return `Namespace ${facts.corridor} does not exist yet.`;
  }
  const waiting = facts.awsResources.filter(
    resource => resource.state !== 'ready',
  );
  const [first] = waiting;
  if (!first) {
    return undefined;
  }
  const others = waiting.length === 1 ? '' : ` and ${waiting.length - 1} more`;
  return `${first.kind} ${first.awsName}${others} ${
    waiting.length === 1 ? 'is' : 'are'
  } not ready yet.`;
}

function isReliable(source: FactSource): boolean {
  return source.state === 'live';
}

function sourceReason(source: FactSource): string {
  const since = source.asOf === undefined ? '' : ` since ${source.asOf}`;
  const message = source.message === undefined ? '' : `: ${source.message}`;
  return `${source.title} is ${source.state}${since}${message}`;
}
