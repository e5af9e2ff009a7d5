import { AccessRequest, Principal } from '..';
import { conditionsHold } from './naiveConditions';
import { contextOf, NaiveContext } from './naiveContext';
import { matches, coversResource, readPattern } from './naivePattern';
import { isExempt, NamedAs, namesOf } from './naivePrincipals';
import {
  OneOrMore,
  RawPolicy,
  RawStatement,
  statementsOf,
  textsOf,
} from './RawPolicy';

/** A request, and which statements speak of it. */
export class Question {
  private readonly context: NaiveContext;

  constructor(
    private readonly request: AccessRequest,
    /** The caller before a session was thought of: who is excepted is asked for it. */
    private readonly asked: Principal,
    private readonly hasBoundary: boolean,
  ) {
    this.context = contextOf(request);
  }

  /** Whether a policy has a statement with the effect that speaks of the request. */
  isAnswered(effect: 'Allow' | 'Deny', policy: RawPolicy): boolean {
    return statementsOf(policy).some(
      statement =>
        statement.Effect === effect && this.isAbout(statement, policy),
    );
  }

  /** As whom the policy on a resource allows the caller what it asks for. */
  grantsOf(policy: RawPolicy): ReadonlySet<NamedAs> {
    const grants = new Set<NamedAs>();
    for (const statement of statementsOf(policy)) {
      if (statement.Effect === 'Allow' && this.isAbout(statement, policy)) {
        for (const name of namesOf(
          statement.Principal ?? {},
          this.request.principal,
        )) {
          grants.add(name);
        }
      }
    }
    return grants;
  }

  private isAbout(statement: RawStatement, policy: RawPolicy): boolean {
    const hasVariables = policy.Version === '2012-10-17';
    return (
      this.isAboutCaller(statement) &&
      this.isAboutAction(statement) &&
      this.isAboutResource(statement, hasVariables) &&
      conditionsHold(statement.Condition ?? {}, {
        context: this.context,
        hasVariables,
      })
    );
  }

  private isAboutCaller(statement: RawStatement): boolean {
    const { principal } = this.request;
    if (statement.NotPrincipal !== undefined) {
      return !isExempt(statement.NotPrincipal, this.asked, this.hasBoundary);
    }
    return (
      statement.Principal === undefined ||
      namesOf(statement.Principal, principal).size > 0
    );
  }

  private isAboutAction(statement: RawStatement): boolean {
    const has = (patterns: OneOrMore) =>
      textsOf(patterns).some(pattern => this.isAction(pattern));
    return statement.NotAction === undefined
      ? has(statement.Action ?? [])
      : !has(statement.NotAction);
  }

  private isAction(pattern: string): boolean {
    const places = readPattern(pattern.toLowerCase(), {
      hasVariables: false,
      hasWildcards: true,
      context: this.context,
    });
    return (
      places !== undefined && matches(places, this.request.action.toLowerCase())
    );
  }

  private isAboutResource(
    statement: RawStatement,
    hasVariables: boolean,
  ): boolean {
    const has = (patterns: OneOrMore) =>
      textsOf(patterns).some(pattern => this.isResource(pattern, hasVariables));
    if (statement.NotResource !== undefined) {
      return !has(statement.NotResource);
    }
    return statement.Resource === undefined || has(statement.Resource);
  }

  private isResource(pattern: string, hasVariables: boolean): boolean {
    if (pattern === '*') {
      return true;
    }
    const places = readPattern(pattern, {
      hasVariables,
      hasWildcards: true,
      context: this.context,
    });
    return (
      places !== undefined &&
      coversResource(
        places,
        this.request.action.toLowerCase() === 's3:listallmybuckets'
          ? 'arn:aws:s3:::*'
          : this.request.resource,
      )
    );
  }
}
