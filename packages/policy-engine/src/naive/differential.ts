import {
  AccessRequest,
  ApplicablePolicies,
  CompiledPolicy,
  compilePolicy,
  decide,
  Decision,
  DocumentKind,
  evaluate,
  prepareCaller,
  prepareTarget,
} from '..';
import { Dice } from './Dice';
import { resourceAccountOf } from './naiveContext';
import { naiveDecide, sessionsOf } from './naiveDecide';
import { randomPolicies } from './randomPolicies';
import { randomRequest } from './randomRequest';
import { RawPolicies, RawPolicy, statementsOf } from './RawPolicy';

/** A request with all policies that bear on it. */
export interface Case {
  readonly request: AccessRequest;
  readonly policies: RawPolicies;
}

/** The case of a seed, always the same. */
export function randomCase(seed: number): Case {
  const dice = new Dice(seed);
  const request = randomRequest(dice);
  return { request, policies: randomPolicies(dice, request) };
}

/** What the engine decides. */
export function engineDecide(one: Case, contextComplete = true): Decision {
  return evaluate(one.request, compileAll(one), { contextComplete });
}

/** Whether the engine decides otherwise with caller and target made ready once, after it was asked for something else. */
export function differsPrepared(one: Case): boolean {
  const { principal, action, resource, context } = one.request;
  const { resource: onTarget, ...ofCaller } = compileAll(one);
  const caller = prepareCaller(principal, ofCaller, context, {
    contextComplete: true,
  });
  const target = prepareTarget(
    resource,
    resourceAccountOf(one.request) ?? '',
    onTarget,
  );
  const before =
    onTarget?.kind === 'trust' ? 'sts:TagSession' : 's3:ListBucket';
  decide(caller, before, target);
  const prepared = decide(caller, action, target);
  const { verdict, reason } = engineDecide(one);
  return prepared.verdict !== verdict || prepared.reason !== reason;
}

function compileAll({ request, policies }: Case): ApplicablePolicies {
  const compile = (kind: DocumentKind, list: readonly RawPolicy[]) =>
    list.map(
      (document, i): CompiledPolicy =>
        compilePolicy(document, { kind, name: `${kind}[${i}]` }),
    );
  const [resource] = compile(
    request.action.toLowerCase().startsWith('sts:') ? 'trust' : 'resource',
    policies.resource ? [policies.resource] : [],
  );
  const { identity, boundary, session, scp } = policies;
  return {
    ...(resource && { resource }),
    ...(identity && { identity: compile('identity', identity) }),
    ...(boundary && { boundary: compile('boundary', boundary) }),
    ...(session && { session: compile('session', session) }),
    ...(scp && { scp: scp.map(level => compile('scp', level)) }),
  };
}

/**
 * Whether the engine decides other than the naive interpreter. For a role it may leave open what hangs on the name of the
 * session, if a policy on a resource names one.
 */
export function differs(one: Case): boolean {
  const { request, policies } = one;
  const { verdict } = engineDecide(one);
  return verdict === 'conditional'
    ? sessionsOf(request.principal, policies).length === 1
    : verdict !== naiveDecide(request, policies);
}

/**
 * How the engine answers when it is told less of the request, and that there is more: as the naive interpreter that is told
 * all (`right`), that it hangs on keys that it names (`unknown`), or `wrong`.
 *
 * @param hiddenKeys - in lower case
 */
export function answerToLess(
  { request, policies }: Case,
  hiddenKeys: readonly string[],
): 'right' | 'unknown' | 'wrong' {
  const context = Object.fromEntries(
    Object.entries(request.context ?? {}).filter(
      ([key]) => !hiddenKeys.includes(key.toLowerCase()),
    ),
  );
  const told = { request: { ...request, context }, policies };
  const { verdict, missingKeys } = engineDecide(told, false);
  if (verdict === 'conditional') {
    return missingKeys.length > 0 ? 'unknown' : 'wrong';
  }
  return verdict === naiveDecide(request, policies) ? 'right' : 'wrong';
}

/** The case without whatever it can lose and still fail. */
export function shrink(one: Case, fails: (one: Case) => boolean): Case {
  const smaller = smallerCases(one).find(fails);
  return smaller === undefined ? one : shrink(smaller, fails);
}

function smallerCases({ request, policies }: Case): Case[] {
  const { context = {} } = request;
  return [
    ...Object.keys(policies).map(key => ({
      request,
      policies: without(policies, key),
    })),
    ...smallerPolicies(policies).map(fewer => ({ request, policies: fewer })),
    ...Object.keys(context).map(key => ({
      request: { ...request, context: without(context, key) },
      policies,
    })),
  ];
}

function smallerPolicies(policies: RawPolicies): RawPolicies[] {
  const { identity = [], boundary = [], session = [], resource } = policies;
  const { scp = [] } = policies;
  const smallerLists = (list: readonly RawPolicy[]) => [
    ...list.map((_, i) => list.filter((_policy, j) => i !== j)),
    ...list.flatMap((policy, i) =>
      smallerDocuments(policy).map(smaller =>
        list.map((other, j) => (i === j ? smaller : other)),
      ),
    ),
  ];
  return [
    ...smallerLists(identity).map(list => ({ ...policies, identity: list })),
    ...smallerLists(boundary).map(list => ({ ...policies, boundary: list })),
    ...smallerLists(session).map(list => ({ ...policies, session: list })),
    ...scp.flatMap((level, i) =>
      smallerLists(level).map(list => ({
        ...policies,
        scp: scp.map((other, j) => (i === j ? list : other)),
      })),
    ),
    ...(resource ? smallerDocuments(resource) : []).map(smaller => ({
      ...policies,
      resource: smaller,
    })),
  ];
}

function smallerDocuments(policy: RawPolicy): RawPolicy[] {
  const statements = statementsOf(policy);
  const fewer = statements.map((_, i) =>
    statements.filter((_statement, j) => i !== j),
  );
  const simpler = statements.flatMap((statement, i) =>
    Object.keys(statement.Condition ?? {}).map(operator =>
      statements.map((other, j) =>
        i === j
          ? { ...other, Condition: without(other.Condition ?? {}, operator) }
          : other,
      ),
    ),
  );
  return [...fewer, ...simpler]
    .filter(list => list.length > 0)
    .map(list => ({ ...policy, Statement: list }));
}

function without<T extends object>(record: T, key: string): T {
  const copy: T = { ...record };
  Reflect.deleteProperty(copy, key);
  return copy;
}
