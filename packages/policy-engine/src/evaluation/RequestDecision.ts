import type { StatementReference } from '../documents/documentKinds';
import type { Request } from '../request/Request';
import type { Decision, DecisionReason } from './Decision';
import { certainDenials } from './denials';
import {
  explainAllow,
  explainConditional,
  explainDeny,
  explainRefusal,
} from './explain';
import type { Grant } from './Grant';
import type { RefusedBy } from './grants';
import type { Rule } from './ruleFor';

/** What decided: a rule, a statement that denies, the lack of a grant, a grant, or what hangs on missing keys. */
export type Cause =
  | { readonly is: 'rule'; readonly rule: Rule }
  | { readonly is: 'denied' }
  | { readonly is: 'refused'; readonly by: RefusedBy }
  | { readonly is: 'allowed'; readonly grant: Grant }
  | { readonly is: 'open'; readonly grant: Grant };

/** A decision that names its statements and explains itself when it is asked. */
export class RequestDecision implements Decision {
  readonly verdict: Decision['verdict'];
  readonly reason: DecisionReason;
  readonly #request: Request;
  readonly #cause: Cause;

  constructor(
    verdict: Decision['verdict'],
    reason: DecisionReason,
    request: Request,
    cause: Cause,
  ) {
    this.verdict = verdict;
    this.reason = reason;
    this.#request = request;
    this.#cause = cause;
  }

  get decidedBy(): readonly StatementReference[] {
    const cause = this.#cause;
    switch (cause.is) {
      case 'denied':
        return certainDenials(this.#request).map(({ reference }) => reference);
      case 'allowed':
      case 'open':
        return Array.from(
          cause.grant.statements(),
          ({ reference }) => reference,
        );
      default:
        return [];
    }
  }

  get missingKeys(): readonly string[] {
    const cause = this.#cause;
    return cause.is === 'open'
      ? [...cause.grant.missingKeys(this.#request)]
      : [];
  }

  get explanation(): string {
    const request = this.#request;
    const cause = this.#cause;
    switch (cause.is) {
      case 'rule':
        return cause.rule.explain(request);
      case 'denied':
        return explainDeny(request, this.decidedBy);
      case 'refused':
        return explainRefusal(request, cause.by);
      case 'allowed':
        return explainAllow(request, this.decidedBy);
      case 'open':
        return explainConditional(request, this.decidedBy, this.missingKeys);
      default:
        return unreachable(cause);
    }
  }

  /** Everything, as plain data. */
  toJSON(): Decision {
    const { verdict, reason, decidedBy, missingKeys, explanation } = this;
    return { verdict, reason, decidedBy, missingKeys, explanation };
  }
}

function unreachable(cause: never): never {
  throw new Error(`Unexpected cause ${JSON.stringify(cause)}`);
}
