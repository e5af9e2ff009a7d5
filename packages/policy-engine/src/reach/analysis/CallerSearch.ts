import { statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { Template } from '../../parsing/Template';
import type { PreparedCaller } from '../../request/PreparedCaller';
import type { Principal } from '../../request/AccessRequest';
import type { AskedResource } from '../AskedResource';
import { ActionSet, CatalogAction, NO_ACTIONS } from '../actions/ActionCatalog';
import {
  ANY_TEXT,
  concatenate,
  literalPatternOf,
  namePatternOf,
  Pattern,
} from '../patterns/Pattern';
import { mayMeet } from '../patterns/mayMeet';
import { accountOf, principalKey } from '../principalKey';
import {
  accountSpelledIn,
  accountsOf,
  RepresentativeAccounts,
  representativeAccounts,
} from '../ranges/accountNarrowing';
import {
  bucketOfArn,
  isLiteral,
  literalBucketOf,
} from '../ranges/resourceNames';
import {
  ResourcePattern,
  resourcePatternOf,
  resourcePatternsOf,
} from '../ranges/resourcePatterns';
import { Universe, universeOf } from '../ranges/Universe';
import type { ReachRegion } from '../ReachRegion';
import { findWitness } from './findWitness';
import { NameSource, sameBucket } from './NameSource';
import type { Question } from './Question';
import { isAboutBuckets, isAssuming, ResourceFinder } from './ResourceFinder';
import { byEach, openedBy, regionOf, Witness } from './Reached';

/** How many buckets that exist are tried as examples before any other name. */
const EXAMPLES = 64;

const SLASH = literalPatternOf('/');

/** Searches what one role or user reaches by its own policies. */
export class CallerSearch {
  readonly #question: Question;
  readonly #principal: Principal;
  readonly #key: string;
  readonly #accountId: string;
  readonly #caller: PreparedCaller;
  readonly #statements: readonly CompiledStatement[];
  readonly #finder: ResourceFinder;
  readonly #sources = new Map<string, NameSource>();
  #accounts: RepresentativeAccounts | undefined;

  constructor(principal: Principal, question: Question) {
    this.#question = question;
    this.#principal = principal;
    this.#key = principalKey(principal);
    this.#accountId = accountOf(principal) ?? '';
    this.#finder = new ResourceFinder(principal, question);
    this.#caller = question.decider.caller(principal);
    const { identity = [], boundary = [], scp = [] } = this.#caller.policies;
    this.#statements = [...identity, ...boundary, ...scp.flat()].flatMap(
      policy => statementsOf(policy),
    );
  }

  /** What is reached of everything there is. */
  *everything(
    statement: CompiledStatement | undefined,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    for (const region of this.#search(statement, undefined, actions)) {
      yield openedBy(region, statement);
    }
  }

  /** What is reached of the names that a resource pattern of a statement matches. */
  *range(
    statement: CompiledStatement,
    template: Template,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    const pattern = resourcePatternOf(template, this.#caller);
    for (const region of this.#search(statement, pattern, actions)) {
      yield openedBy(region, statement);
    }
  }

  *#search(
    statement: CompiledStatement | undefined,
    range: ResourcePattern | undefined,
    actions: ActionSet,
  ): Iterable<ReachRegion> {
    yield* byEach(this.#question.catalog.alike(actions), action =>
      this.#by(action, statement, range),
    );
  }

  #by(
    action: CatalogAction,
    statement: CompiledStatement | undefined,
    range: ResourcePattern | undefined,
  ): Iterable<ReachRegion> {
    if (isAboutBuckets(action)) {
      return this.#buckets(statement, range, action);
    }
    return isAssuming(action)
      ? this.#roles(statement, range, action)
      : this.#region(action, range, this.#accountId);
  }

  *#buckets(
    statement: CompiledStatement | undefined,
    range: ResourcePattern | undefined,
    action: CatalogAction,
  ): Iterable<ReachRegion> {
    const { decider, entitlements, index } = this.#question;
    const bucket = range && literalBucketOf(range.text, index.bucketPrefix);
    const known =
      bucket === undefined
        ? undefined
        : decider.model.buckets.get(bucket)?.accountId ??
          entitlements.accountOfBucket(bucket);
    if (known !== undefined) {
      yield* this.#region(action, range, known);
      return;
    }
    const held = statement && accountsOf(statement);
    if (!held || held.includes(this.#accountId)) {
      yield* this.#region(action, range, this.#accountId);
    }
    yield* this.#otherAccounts(held, range, action);
  }

  *#roles(
    statement: CompiledStatement | undefined,
    range: ResourcePattern | undefined,
    action: CatalogAction,
  ): Iterable<ReachRegion> {
    const spelled = range && accountSpelledIn(range.text);
    const held =
      spelled === undefined ? statement && accountsOf(statement) : [spelled];
    if (!held || held.includes(this.#accountId)) {
      yield* this.#region(action, range, this.#accountId);
    }
    yield* this.#otherAccounts(held, range, action);
  }

  /** In accounts that the model does not know, and in those that conditions speak of. */
  *#otherAccounts(
    held: readonly string[] | undefined,
    range: ResourcePattern | undefined,
    action: CatalogAction,
  ): Iterable<ReachRegion> {
    const { decider, entitlements } = this.#question;
    this.#accounts ??= representativeAccounts(
      this.#statements,
      new Set([...decider.model.accounts.keys(), ...entitlements.accounts]),
      this.#caller,
    );
    const { unnamed, named, isUndecided } = held
      ? { unnamed: undefined, named: held, isUndecided: false }
      : this.#accounts;
    const isUnheardOf =
      isUndecided &&
      range !== undefined &&
      !mayMeet(this.#universe(action, 'any').pattern, range);
    if (unnamed !== undefined && !isUnheardOf) {
      const witness = this.#witnessIn(unnamed, range, action, isUndecided);
      yield* this.#regionOf(action, range, 'any', witness);
      if (witness?.answer.verdict === 'allow') {
        return;
      }
    }
    for (const account of named) {
      if (account !== this.#accountId) {
        yield* this.#region(action, range, account);
      }
    }
  }

  *#region(
    action: CatalogAction,
    range: ResourcePattern | undefined,
    account: string,
  ): Iterable<ReachRegion> {
    const witness = this.#witnessIn(account, range, action);
    yield* this.#regionOf(action, range, account, witness);
  }

  /** @param account - `any`: all that nothing tells apart */
  *#regionOf(
    action: CatalogAction,
    range: ResourcePattern | undefined,
    account: string,
    witness: Witness | undefined,
  ): Iterable<ReachRegion> {
    const region =
      witness &&
      regionOf(
        {
          principal: this.#principal,
          audience: 'this-principal',
          action,
          resources: this.#textOf(range, action, account),
          resourceAccounts: account === 'any' ? 'any' : [account],
        },
        witness,
      );
    if (region) {
      yield region;
    } else {
      this.#question.countProved();
    }
  }

  #textOf(
    range: ResourcePattern | undefined,
    action: CatalogAction,
    account: string,
  ): string {
    return !range || range.text === '*'
      ? this.#universe(action, account).text
      : range.text;
  }

  #universe({ target, name }: CatalogAction, account: string): Universe {
    const { partition } = this.#question.index;
    const service = name.slice(0, name.indexOf(':'));
    return universeOf(target, service, partition, account);
  }

  #witnessIn(
    account: string,
    range: ResourcePattern | undefined,
    action: CatalogAction,
    isUndecided = false,
  ): Witness | undefined {
    const { decider, index } = this.#question;
    const bucket = range && literalBucketOf(range.text, index.bucketPrefix);
    return findWitness({
      source: this.#sourceOf(account, range, action),
      examples: this.#examples(range, action),
      isUndecided,
      isOneTarget:
        (range && isLiteral(range.text)) ||
        (bucket !== undefined && decider.model.buckets.has(bucket)),
      find: name => this.#finder.find(name, account, action),
      findUnborn: name => this.#finder.findUnborn(name, account, action),
      findAny: name => this.#finder.findAny(name, account, action),
      permits: asked => this.#permits(asked, action, range),
      decide: asked => decider.answer(this.#principal, action.name, asked),
    });
  }

  #permits(
    { resource, accountId }: AskedResource,
    action: CatalogAction,
    range: ResourcePattern | undefined,
  ): 'class' | 'name' | 'no' {
    const { entitlements } = this.#question;
    if (isAboutBuckets(action)) {
      const bucket = bucketOfArn(resource);
      const permitted = entitlements.onBucket(this.#key, bucket, [accountId]);
      if ((permitted & action.set) === NO_ACTIONS) {
        return 'no';
      }
      return (entitlements.onOwnNames & action.set) !== NO_ACTIONS &&
        entitlements.isOwnName(this.#key, bucket, accountId)
        ? 'class'
        : 'name';
    }
    const permitted = entitlements.onRole(this.#key, resource, range?.text);
    if ((permitted & action.set) === NO_ACTIONS) {
      return 'no';
    }
    const byPattern = entitlements.onRoleByPattern(
      this.#key,
      resource,
      range?.text,
    );
    return (byPattern & action.set) === NO_ACTIONS ? 'name' : 'class';
  }

  *#examples(
    range: ResourcePattern | undefined,
    action: CatalogAction,
  ): Iterable<string> {
    const { index } = this.#question;
    if (isAboutBuckets(action)) {
      const text = range?.text ?? '*';
      const key = action.target === 'object' ? '/other' : '';
      for (const bucket of index.bucketsWithin(text, EXAMPLES)) {
        yield `${bucket}${key}`;
      }
      return;
    }
    if (isAssuming(action)) {
      yield* index.delegatingRoles(EXAMPLES);
      return;
    }
    if ('arn' in this.#principal) {
      yield this.#principal.arn;
    }
  }

  /** The names of a range, which all actions on the same kind of resource share. */
  #sourceOf(
    account: string,
    range: ResourcePattern | undefined,
    action: CatalogAction,
  ): NameSource {
    const key = `${action.target} ${account} ${range?.tokens.join() ?? ''}`;
    const known = this.#sources.get(key);
    if (known) {
      return known;
    }
    const universe = this.#universe(action, account).pattern;
    const inside = range ? [universe, range] : [universe];
    const telling = [
      ...this.#ownPatterns(account, action),
      ...this.#statements.flatMap(statement =>
        resourcePatternsOf(statement, this.#caller, account),
      ),
      ...this.#guardPatterns(range, account),
    ].filter(pattern => inside.every(other => mayMeet(pattern, other)));
    const source = new NameSource(this.#question.classes, {
      inside,
      telling,
      avoid: isAboutBuckets(action) ? sameBucket : literalPatternOf,
    });
    this.#sources.set(key, source);
    return source;
  }

  /** Patterns of the policy of the bucket, when the range is within one. */
  #guardPatterns(
    range: ResourcePattern | undefined,
    account: string,
  ): readonly Pattern[] {
    const { decider, index } = this.#question;
    const bucket = range && literalBucketOf(range.text, index.bucketPrefix);
    const policy =
      bucket === undefined
        ? undefined
        : decider.model.buckets.get(bucket)?.policy;
    return (policy ? statementsOf(policy) : []).flatMap(statement =>
      resourcePatternsOf(statement, this.#caller, account),
    );
  }

  /** Patterns of what is the principal's own, and of what is not within. */
  #ownPatterns(account: string, action: CatalogAction): Pattern[] {
    const { entitlements, index } = this.#question;
    if (!isAboutBuckets(action)) {
      return [...entitlements.rolePatterns(this.#key)];
    }
    const rest = action.target === 'object' ? [SLASH, ANY_TEXT] : [];
    return entitlements
      .ownNames(this.#key)
      .filter(own => own.accountId === account)
      .flatMap(own => [...own.patterns, ...own.except])
      .map(name =>
        concatenate(
          literalPatternOf(index.bucketPrefix),
          namePatternOf(name),
          ...rest,
        ),
      );
  }
}
