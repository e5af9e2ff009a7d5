import type { PolicySource } from '../accessModel';
import { compilePolicy } from '../documents/compilePolicy';
import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { DocumentKind } from '../documents/documentKinds';
import { PolicyParseError } from '../parsing/PolicyParseError';
import type { RefusedPolicy } from './CompiledAccessModel';

/** What became of each document. */
export type CompiledDocuments = Map<
  PolicySource,
  CompiledPolicy | PolicyParseError
>;

/** Compiles documents once, and keeps those apart that are refused. */
export class DocumentCompiler {
  readonly refused: RefusedPolicy[] = [];
  readonly documents: CompiledDocuments = new Map();
  readonly #previous: CompiledDocuments | undefined;

  constructor(previous: CompiledDocuments | undefined) {
    this.#previous = previous;
  }

  compileAll(
    sources: readonly PolicySource[],
    kind: DocumentKind,
    owner: string,
  ): CompiledPolicy[] {
    const policies: CompiledPolicy[] = [];
    for (const source of sources) {
      const policy = this.compile(source, kind, owner);
      if (policy) {
        policies.push(policy);
      }
    }
    return policies;
  }

  compile(
    source: PolicySource,
    kind: DocumentKind,
    owner: string,
  ): CompiledPolicy | undefined {
    const result = this.#find(source, kind) ?? compileOrRefuse(source, kind);
    this.documents.set(source, result);
    if (result instanceof PolicyParseError) {
      this.refused.push({ owner, policy: source, error: result });
      return undefined;
    }
    return result;
  }

  #find(source: PolicySource, kind: DocumentKind) {
    const found = this.documents.get(source) ?? this.#previous?.get(source);
    return found instanceof PolicyParseError || found?.kind === kind
      ? found
      : undefined;
  }
}

function compileOrRefuse(
  source: PolicySource,
  kind: DocumentKind,
): CompiledPolicy | PolicyParseError {
  const { name, origin } = source;
  try {
    return compilePolicy(source.document, {
      kind,
      name,
      ...(origin && { origin }),
    });
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return error;
    }
    throw error;
  }
}
