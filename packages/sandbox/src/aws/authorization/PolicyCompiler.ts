import { compilePolicy } from '@corridors/policy-engine';
import type { CompiledPolicy, DocumentKind } from '@corridors/policy-engine';

const MAXIMUM_KEPT = 5000;

/** Compiles policies once, however often they are asked about. */
export class PolicyCompiler {
  private readonly compiled = new Map<string, CompiledPolicy>();

  /**
   * @param document - JSON
   * @throws PolicyParseError when the engine does not understand the document
   */
  compile(
    document: string,
    options: { kind: DocumentKind; name: string },
  ): CompiledPolicy {
    const key = `${options.kind}\n${options.name}\n${document}`;
    const known = this.compiled.get(key);
    if (known) {
      return known;
    }
    const policy = compilePolicy(document, options);
    if (this.compiled.size >= MAXIMUM_KEPT) {
      this.compiled.clear();
    }
    this.compiled.set(key, policy);
    return policy;
  }
}
