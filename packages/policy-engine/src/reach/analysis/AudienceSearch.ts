import { parseArn } from '../../arn';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import type { Principal } from '../../request/AccessRequest';
import { accountOf, principalKey } from '../principalKey';
import type { Guest, OpenDoor } from './OpenDoor';
import {
  principalFilter,
  tellsPrincipals,
  tellsPrincipalsApart,
} from './principalFilter';
import type { Question } from './Question';
import { isWorse } from './Reached';
import { StrangerSearch } from './StrangerSearch';

const EVERYBODY = 'every-principal';

/** More who are let in one by one are told as everybody. */
const GUEST_LIMIT = 32;

/** As many are looked at for one who is let in without a condition. */
const SAMPLE = 8;

/** Finds out who is meant by the principals of a policy. */
export class AudienceSearch {
  readonly #question: Question;
  readonly #meant = new WeakMap<CompiledStatement, readonly Principal[]>();
  readonly #asked: ReadonlyMap<string, Principal> | undefined;
  readonly #strangers: StrangerSearch;

  /** @param asked - principals whose reach is of interest; absent: everybody's */
  constructor(question: Question, asked?: readonly Principal[]) {
    this.#question = question;
    this.#strangers = new StrangerSearch(question);
    this.#asked =
      asked &&
      new Map(asked.map(principal => [principalKey(principal), principal]));
  }

  /** Whether the reach of everybody is of interest. */
  get isEverybodyAsked(): boolean {
    return this.#asked === undefined;
  }

  isAsked(principal: Principal): boolean {
    return this.#asked?.has(principalKey(principal)) ?? true;
  }

  /** The principals that a name stands for, beside those of accounts and of identity providers. */
  principalsNamed(
    named: Exclude<
      NamedPrincipal,
      { kind: 'everyone' | 'account' | 'provider' }
    >,
  ): readonly Principal[] {
    switch (named.kind) {
      case 'role':
      case 'user':
        return [{ kind: named.kind, arn: named.arn }];
      case 'session': {
        const roleArn = this.#roleOfSession(named);
        return [
          { kind: 'role', arn: roleArn },
          { kind: 'assumed-role', arn: named.arn, roleArn },
        ];
      }
      case 'service':
        return [{ kind: 'service', service: named.service }];
      case 'nobody':
        return [];
      default:
        return unreachable(named);
    }
  }

  /**
   * Whom a statement for everybody lets in, whether the model knows them or not: one who stands for all, or those few who are
   * let in by conditions.
   */
  find(door: OpenDoor): readonly Guest[] {
    const known = this.#known(door);
    if (this.#asked || known.some(isEverybody)) {
      return known;
    }
    const strangers = this.#strangers.find(door);
    if (strangers.length === 0) {
      return known;
    }
    const conditions = door.statement?.conditions ?? [];
    const isHeldToSome = conditions.some(({ key }) => tellsPrincipals(key));
    const signed = known.filter(
      ({ principal: { kind } }) => kind !== 'anonymous',
    );
    if (
      strangers.length <= GUEST_LIMIT &&
      (isHeldToSome || signed.length === 0)
    ) {
      return [...known, ...strangers];
    }
    const worst = worstOf(strangers);
    const isTold = signed.some(
      ({ witness }) =>
        !isWorse(worst.witness.answer.verdict, witness.answer.verdict),
    );
    return isTold ? known : [...known, { ...worst, audience: EVERYBODY }];
  }

  /** Whom the model does not know of an account that is not the resource's, and a statement lets in that names the account. */
  findOf(accountId: string, door: OpenDoor): readonly Guest[] {
    const { decider } = this.#question;
    return this.#asked
      ? this.#known(door).filter(
          ({ principal }) =>
            accountOf(principal) === accountId && !decider.ownerOf(principal),
        )
      : this.#strangers.find(door, accountId);
  }

  #known(door: OpenDoor): readonly Guest[] {
    const conditions = door.statement?.conditions ?? [];
    const tellsApart = conditions.some(({ key }) => tellsPrincipalsApart(key));
    const unsigned: Guest[] = [];
    const signed: Guest[] = [];
    for (const principal of this.#everybodyMeant(door)) {
      const witness = door.isPermitted(principal)
        ? undefined
        : door.witness(principal);
      if (!witness || witness.answer.verdict === 'deny') {
        continue;
      }
      const guest: Guest = { principal, audience: 'this-principal', witness };
      if (this.#asked) {
        signed.push(guest);
      } else if (principal.kind !== 'anonymous') {
        signed.push(guest);
        if (isEnough(signed, tellsApart)) {
          return [...unsigned, { ...worstOf(signed), audience: EVERYBODY }];
        }
      } else if (witness.answer.verdict === 'allow') {
        return [{ ...guest, audience: EVERYBODY }];
      } else {
        unsigned.push({ ...guest, audience: EVERYBODY });
      }
    }
    return this.#asked || tellsApart || signed.length === 0
      ? [...unsigned, ...signed]
      : [...unsigned, { ...worstOf(signed), audience: EVERYBODY }];
  }

  /** Remembered for the statement, whose ranges and actions all mean the same. */
  #everybodyMeant(door: OpenDoor): Iterable<Principal> {
    const { statement } = door;
    const filter = statement && principalFilter(statement.conditions);
    if (!statement || !filter) {
      return this.#everybody(door);
    }
    const known = this.#meant.get(statement);
    if (known) {
      return known;
    }
    const meant = [...this.#everybody(door)].filter(filter);
    this.#meant.set(statement, meant);
    return meant;
  }

  *#everybody({ accountId, withAnonymous }: OpenDoor): Iterable<Principal> {
    if (this.#asked) {
      yield* this.#asked.values();
      return;
    }
    const { index, decider } = this.#question;
    if (withAnonymous) {
      yield { kind: 'anonymous' };
    }
    yield* index.principalsOf(accountId);
    for (const other of decider.model.accounts.keys()) {
      if (other !== accountId) {
        yield* index.principalsOf(other);
      }
    }
  }

  /** A session is named without the path of its role. */
  #roleOfSession({
    arn,
    accountId,
    roleName,
  }: Extract<NamedPrincipal, { kind: 'session' }>): string {
    const known = this.#question.index.principalsOf(accountId);
    for (const principal of known) {
      if (principal.kind === 'role' && principal.arn.endsWith(`/${roleName}`)) {
        return principal.arn;
      }
    }
    const { partition } = parseArn(arn);
    return `arn:${partition}:iam::${accountId}:role/${roleName}`;
  }
}

function isEnough(guests: readonly Guest[], tellsApart: boolean): boolean {
  const last = guests.at(-1);
  if (tellsApart) {
    return guests.length > GUEST_LIMIT;
  }
  return last?.witness.answer.verdict === 'allow' || guests.length >= SAMPLE;
}

/** Whether a guest says that everybody is certainly let in. */
function isEverybody({ audience, witness }: Guest): boolean {
  return audience === EVERYBODY && witness.answer.verdict === 'allow';
}

function worstOf(guests: readonly Guest[]): Guest {
  return guests.reduce((worst, guest) =>
    isWorse(guest.witness.answer.verdict, worst.witness.answer.verdict)
      ? guest
      : worst,
  );
}

function unreachable(named: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(named)}`);
}
