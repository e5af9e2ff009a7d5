import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import type { Principal } from '../../request/AccessRequest';
import { ActionSet, CatalogAction, NO_ACTIONS } from '../actions/ActionCatalog';
import type { CompiledBucket } from '../CompiledAccessModel';
import {
  ANY_TEXT,
  concatenate,
  literalPatternOf,
  Pattern,
  patternOf,
} from '../patterns/Pattern';
import { mayMeet } from '../patterns/mayMeet';
import { principalKey } from '../principalKey';
import { isLiteral, literalPrefixOf } from '../ranges/resourceNames';
import { resourcePatternsOf } from '../ranges/resourcePatterns';
import type { ReachRegion } from '../ReachRegion';
import type { AudienceSearch } from './AudienceSearch';
import { sessionsOf } from './federatedSessions';
import { findWitness } from './findWitness';
import { NameSource } from './NameSource';
import type { Audience, Guest, OpenDoor } from './OpenDoor';
import type { Question } from './Question';
import { byEach, openedBy, regionOf, Witness } from './Reached';

/** What a bucket's policy opens, and to whom. */
export class BucketReach {
  readonly #question: Question;
  readonly #audience: AudienceSearch;
  readonly #actions: ActionSet;

  constructor(question: Question, audience: AudienceSearch) {
    this.#question = question;
    this.#audience = audience;
    this.#actions =
      question.catalog.ofTarget('bucket') | question.catalog.ofTarget('object');
  }

  *regionsOf(bucket: CompiledBucket): Iterable<ReachRegion> {
    const { catalog } = this.#question;
    if (bucket.isPolicyUnknown) {
      yield* this.#toEverybody(bucket, undefined, this.#actions);
    }
    for (const statement of bucket.policy ? statementsOf(bucket.policy) : []) {
      if (statement.effect !== 'Allow') {
        continue;
      }
      const actions = catalog.matching(statement.actions) & this.#actions;
      if (actions === NO_ACTIONS) {
        continue;
      }
      for (const named of statement.principals?.named ?? []) {
        for (const region of this.#toNamed(named, bucket, statement, actions)) {
          yield openedBy(region, statement);
        }
      }
    }
  }

  *#toNamed(
    named: NamedPrincipal,
    bucket: CompiledBucket,
    statement: CompiledStatement,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    switch (named.kind) {
      case 'everyone':
        yield* this.#toEverybody(bucket, statement, actions);
        break;
      case 'account':
        yield* this.#toAccount(named.accountId, bucket, statement, actions);
        break;
      case 'provider':
        yield* this.#through(bucket, statement, actions, door =>
          this.#audience.isEverybodyAsked
            ? [sessionsOf(named.provider, door)]
            : [],
        );
        break;
      default:
        for (const principal of this.#audience.principalsNamed(named)) {
          yield* this.#to(principal, bucket, statement, actions);
        }
    }
  }

  /** The bucket's own account is only let use its own policies. */
  *#toAccount(
    accountId: string,
    bucket: CompiledBucket,
    statement: CompiledStatement,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    if (accountId === bucket.accountId) {
      return;
    }
    yield* this.#through(bucket, statement, actions, door =>
      this.#audience.findOf(accountId, door),
    );
  }

  *#to(
    principal: Principal,
    bucket: CompiledBucket,
    statement: CompiledStatement,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    const open = actions & ~this.#permitted(principal, bucket);
    if (!this.#audience.isAsked(principal)) {
      return;
    }
    if (open === NO_ACTIONS) {
      this.#question.countProved();
    }
    yield* byEach(this.#question.catalog.alike(open), action =>
      this.#toBy(action, principal, bucket, statement),
    );
  }

  *#toBy(
    action: CatalogAction,
    principal: Principal,
    bucket: CompiledBucket,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    for (const range of this.#rangesOf(bucket, statement, action)) {
      const witness = this.#witness(principal, bucket, action, range);
      yield* this.#region(
        principal,
        'this-principal',
        bucket,
        action,
        range,
        witness,
      );
    }
  }

  *#toEverybody(
    bucket: CompiledBucket,
    statement: CompiledStatement | undefined,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    yield* this.#through(bucket, statement, actions, door =>
      this.#audience.find(door),
    );
  }

  /** What those reach who come through a statement for many. */
  *#through(
    bucket: CompiledBucket,
    statement: CompiledStatement | undefined,
    actions: ActionSet,
    find: (door: OpenDoor) => readonly Guest[],
  ): Iterable<ReachRegion> {
    yield* byEach(this.#question.catalog.alike(actions), action =>
      this.#throughBy(action, bucket, statement, find),
    );
  }

  *#throughBy(
    action: CatalogAction,
    bucket: CompiledBucket,
    statement: CompiledStatement | undefined,
    find: (door: OpenDoor) => readonly Guest[],
  ): Iterable<ReachRegion> {
    const { decider } = this.#question;
    for (const range of this.#rangesOf(bucket, statement, action)) {
      const guests = find({
        statement,
        policy: bucket.policy,
        accountId: bucket.accountId,
        withAnonymous: true,
        isPermitted: principal =>
          (this.#permitted(principal, bucket) & action.set) !== NO_ACTIONS,
        witness: principal => this.#witness(principal, bucket, action, range),
        example: principal => {
          const { example: name } = this.#sourceOf(
            principal,
            bucket,
            action,
            range,
          );
          const { accountId } = bucket;
          const asked = decider.find(name, accountId);
          const answer = decider.answer(principal, action.name, asked);
          return { name, accountId, answer };
        },
      });
      for (const { principal, audience, witness } of guests) {
        yield* this.#region(
          principal,
          audience,
          bucket,
          action,
          range,
          witness,
        );
      }
    }
  }

  #permitted(principal: Principal, bucket: CompiledBucket): ActionSet {
    return this.#question.entitlements.onBucket(
      principalKey(principal),
      bucket.name,
      [bucket.accountId],
    );
  }

  /** The patterns of a statement within the bucket; undefined for one that may match all of it. */
  #rangesOf(
    bucket: CompiledBucket,
    statement: CompiledStatement | undefined,
    action: CatalogAction,
  ): readonly (string | undefined)[] {
    const resources = statement?.resources;
    if (!resources || resources.isNegated) {
      return [undefined];
    }
    const arn = `${this.#question.index.bucketPrefix}${bucket.name}`;
    const isObject = action.target === 'object';
    const start = isObject ? `${arn}/` : arn;
    const isPart = (text: string) => isObject && text.startsWith(start);
    return [
      ...new Set(
        resources.patterns
          .filter(
            text =>
              isPart(text) ||
              text === start ||
              (!isLiteral(text) && start.startsWith(literalPrefixOf(text))),
          )
          .map(text =>
            isPart(text) && !text.includes('${') ? text : undefined,
          ),
      ),
    ];
  }

  #witness(
    principal: Principal,
    bucket: CompiledBucket,
    action: CatalogAction,
    range: string | undefined,
  ): Witness | undefined {
    const { decider } = this.#question;
    const find = (name: string) => decider.find(name, bucket.accountId);
    return findWitness({
      source: this.#sourceOf(principal, bucket, action, range),
      examples: [],
      isOneTarget: true,
      find,
      findAny: find,
      permits: () => 'no',
      decide: asked => decider.answer(principal, action.name, asked),
    });
  }

  #sourceOf(
    principal: Principal,
    bucket: CompiledBucket,
    action: CatalogAction,
    range: string | undefined,
  ): NameSource {
    const caller = this.#question.decider.caller(principal);
    const { identity = [], boundary = [], scp = [] } = caller.policies;
    const universe = this.#universe(bucket, action).pattern;
    const policies: CompiledPolicy[] = [
      ...(bucket.policy ? [bucket.policy] : []),
      ...identity,
      ...boundary,
      ...scp.flat(),
    ];
    const telling = policies
      .flatMap(policy => statementsOf(policy))
      .flatMap(statement =>
        resourcePatternsOf(statement, caller, bucket.accountId),
      )
      .filter(pattern => mayMeet(pattern, universe));
    return new NameSource(this.#question.classes, {
      inside: range === undefined ? [universe] : [universe, patternOf(range)],
      telling,
      avoid: literalPatternOf,
    });
  }

  #universe(
    bucket: CompiledBucket,
    { target }: CatalogAction,
  ): { pattern: Pattern; text: string } {
    const arn = `${this.#question.index.bucketPrefix}${bucket.name}`;
    return target === 'bucket'
      ? { pattern: literalPatternOf(arn), text: arn }
      : {
          pattern: concatenate(literalPatternOf(`${arn}/`), ANY_TEXT),
          text: `${arn}/*`,
        };
  }

  *#region(
    principal: Principal,
    audience: Audience,
    bucket: CompiledBucket,
    action: CatalogAction,
    range: string | undefined,
    witness: Witness | undefined,
  ): Iterable<ReachRegion> {
    const { text } = this.#universe(bucket, action);
    const region =
      witness &&
      regionOf(
        {
          principal,
          audience,
          action,
          resources: range ?? text,
          resourceAccounts: [bucket.accountId],
        },
        witness,
      );
    if (region) {
      yield region;
    } else {
      this.#question.countProved();
    }
  }
}
