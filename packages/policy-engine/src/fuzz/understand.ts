import {
  AccessRequest,
  CompiledPolicy,
  compilePolicy,
  DocumentKind,
  evaluate,
  PolicyParseError,
} from '..';
import { naiveDecide, sessionsOf } from '../naive/naiveDecide';
import { RawPolicy } from '../naive/RawPolicy';
import { readRawPolicy } from '../naive/readRawPolicy';

/** What became of a document. */
export type Outcome = 'understood' | 'refused';

/**
 * Gives a document to the engine and holds the outcome against the grammar, and what is answered from it against the naive
 * interpreter: whatever is accepted must be in the grammar, whatever is in the grammar must be accepted, and no element that is
 * accepted may be without its effect.
 *
 * @throws Error that tells what is wrong
 */
export function understand(
  document: unknown,
  kind: DocumentKind,
  request: AccessRequest,
): Outcome {
  const compiled = compile(document, kind);
  const raw =
    typeof document === 'string'
      ? readJson(document, kind)
      : readRawPolicy(document, kind);
  if (compiled instanceof PolicyParseError) {
    if (raw !== undefined) {
      throw new Error(`is in the grammar, but refused: ${compiled.message}`);
    }
    return 'refused';
  }
  if (raw === undefined) {
    throw new Error('is understood, but not in the grammar');
  }
  compareDecisions(compiled, raw, request);
  return 'understood';
}

function compile(
  document: unknown,
  kind: DocumentKind,
): CompiledPolicy | PolicyParseError {
  try {
    return compilePolicy(document, { kind, name: 'mutated' });
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return error;
    }
    throw error;
  }
}

/** By the grammar; text that is not JSON, or names a key twice, is outside it. */
function readJson(text: string, kind: DocumentKind): RawPolicy | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const written = text.match(/"(?:[^"\\]|\\.)*"\s*:?/g) ?? [];
  const names = written.filter(piece => piece.endsWith(':'));
  return names.length === countNames(document)
    ? readRawPolicy(document, kind)
    : undefined;
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const items: unknown[] = Object.values(value);
  const within = items.reduce<number>((sum, item) => sum + countNames(item), 0);
  return within + (Array.isArray(value) ? 0 : items.length);
}

/** Of longer documents the naive interpreter would think too long. */
const LONGEST = 4_000;

const EVERYTHING = {
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
} as const;

function compareDecisions(
  compiled: CompiledPolicy,
  raw: RawPolicy,
  request: AccessRequest,
): void {
  if (JSON.stringify(raw).length > LONGEST) {
    return;
  }
  const policies = place(compiled.kind, raw, EVERYTHING);
  const expected = naiveDecide(request, policies);
  const { verdict } = evaluate(
    request,
    place(
      compiled.kind,
      compiled,
      compilePolicy(EVERYTHING, { kind: 'identity', name: 'everything' }),
    ),
    { contextComplete: true },
  );
  const mayDepend = sessionsOf(request.principal, policies).length > 1;
  if (verdict !== expected && !(verdict === 'conditional' && mayDepend)) {
    throw new Error(`decides ${verdict}, the naive interpreter ${expected}`);
  }
}

/** Puts a policy where it belongs; a limit beside a policy that allows everything. */
function place<T>(kind: DocumentKind, policy: T, everything: T) {
  switch (kind) {
    case 'identity':
      return { identity: [policy] };
    case 'resource':
    case 'trust':
      return { resource: policy };
    case 'scp':
      return { identity: [everything], scp: [[policy]] };
    default:
      return { identity: [everything], [kind]: [policy] };
  }
}
