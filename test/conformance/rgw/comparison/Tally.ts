import type {
  DecisionReason,
  DocumentKind,
  StatementReference,
} from '@corridors/policy-engine';
import type { Answer, Cell, Documents } from '../cells/Cell';
import type { PolicyDocument, Statement } from '../cells/PolicyDocument';
import type { Judgement } from './judge';

/** Counts of what was compared. */
export class Tally {
  cells = 0;
  /** Cells in which the gateway did as AWS documents. */
  agreed = 0;
  readonly reasons = new Map<DecisionReason, number>();
  /** By operation and answer of the gateway: `get allow`. */
  readonly answers = new Map<string, number>();
  /** Cells in which a divergence made the difference. */
  readonly divergences = new Map<string, number>();
  /** Elements and operators of the statements that decided. */
  readonly deciding = new Map<string, number>();

  add(cell: Cell, judgement: Judgement, answer: Answer): void {
    this.cells += 1;
    this.agreed += judgement.byAws.verdict === answer ? 1 : 0;
    count(this.reasons, judgement.byAws.reason);
    count(this.answers, `${cell.attempt.operation} ${answer}`);
    judgement.because.forEach(id => count(this.divergences, id));
    new Set(
      judgement.byAws.decidedBy.flatMap(reference =>
        featuresOf(cell, reference),
      ),
    ).forEach(feature => count(this.deciding, feature));
  }

  /** Part of all cells, from 0 to 1, that were decided for a reason. */
  share(reason: DecisionReason): number {
    return (this.reasons.get(reason) ?? 0) / this.cells;
  }

  toString(): string {
    const list = (counts: ReadonlyMap<string, number>) =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([name, times]) => `${name} ${times}`)
        .join(', ');
    return [
      `${this.cells} cells; in ${this.agreed} the gateway did as AWS documents`,
      `reasons: ${list(this.reasons)}`,
      `answers: ${list(this.answers)}`,
      `known differences: ${list(this.divergences)}`,
      `in deciding statements: ${list(this.deciding)}`,
    ].join('\n');
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What a deciding statement is made of, apart from `Effect`. */
function featuresOf(
  { documents }: Cell,
  { kind, policy, statement }: StatementReference,
): string[] {
  const document = documentOf(documents, kind, policy);
  const found: Partial<Statement> = document?.Statement[statement] ?? {};
  const { Condition, Principal, ...elements } = found;
  return [
    ...Object.keys(elements).filter(element => element !== 'Effect'),
    ...Object.keys(Condition ?? {}),
    ...(Principal === undefined ? [] : principalForms(Principal)),
  ];
}

function documentOf(
  { identity, session, bucket }: Documents,
  kind: DocumentKind,
  policy: string,
): PolicyDocument | undefined {
  switch (kind) {
    case 'identity':
      return identity.find((_, i) => policy === `identity[${i}]`);
    case 'session':
      return session;
    default:
      return bucket;
  }
}

function principalForms(principal: '*' | { AWS: readonly string[] }): string[] {
  return (principal === '*' ? ['*'] : principal.AWS).map(name => {
    const resource = name.split(':')[5] ?? name;
    return `principal ${resource.replace(/\/.*/, '').replace(/\d{12}/, 'id')}`;
  });
}
