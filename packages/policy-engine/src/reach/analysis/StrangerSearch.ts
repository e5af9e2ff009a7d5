import { accountOf, principalKey } from '../principalKey';
import type { Audience, Guest, OpenDoor } from './OpenDoor';
import type { Question } from './Question';
import { isWorse } from './Reached';
import { mayMean } from './strangers/mayMean';
import { Stranger, Strangers } from './strangers/Strangers';
import { referencesTo, unproven } from './unproven';

/** Finds out whether a policy lets in somebody whom the model does not know. */
export class StrangerSearch {
  readonly #question: Question;
  readonly #strangers: Strangers;

  constructor(question: Question) {
    this.#question = question;
    this.#strangers = new Strangers(
      question.decider.model,
      question.index.partition,
    );
  }

  /**
   * Who is let in: whoever a policy spells out, and of the others one for each account, who stands for those like it.
   *
   * @param within - the only account that they can be of. Absent: any
   */
  find(door: OpenDoor, within?: string): readonly Guest[] {
    const { strangers, isComplete } = this.#strangers.find({
      statement: door.statement,
      policy: door.policy,
      accountId: door.accountId,
      ...(within !== undefined && { within }),
    });
    const guests = new Map<string, Guest>();
    for (const stranger of strangers) {
      const group = groupOf(stranger);
      const known = guests.get(group)?.witness.answer.verdict ?? 'deny';
      if (known === 'allow' || !this.#isAsking(stranger, door)) {
        continue;
      }
      const witness = door.witness(stranger.principal);
      if (witness && isWorse(witness.answer.verdict, known)) {
        guests.set(group, {
          principal: stranger.principal,
          audience: audienceOf(stranger),
          witness,
        });
      }
    }
    const found = [...guests.values()];
    return isComplete || found.some(isCertain)
      ? found
      : [...found, this.#anybody(door, within)];
  }

  #isAsking({ principal }: Stranger, door: OpenDoor): boolean {
    const { decider, index } = this.#question;
    return (
      !door.isPermitted(principal) &&
      mayMean(
        door.statement?.conditions ?? [],
        decider.caller(principal),
        index.partition,
      )
    );
  }

  /** Where nobody can say who is let in. */
  #anybody(door: OpenDoor, within: string | undefined): Guest {
    const { partition } = this.#question.index;
    const account = within ?? door.accountId;
    const principal = {
      kind: 'role',
      arn: `arn:${partition}:iam::${account}:role/any`,
    } as const;
    return {
      principal,
      audience: 'such-principals',
      witness: unproven(
        door.example(principal),
        'The conditions on who asks are too intricate to say whom the statement lets in.',
        referencesTo(door.statement),
      ),
    };
  }
}

function isCertain({ witness }: Guest): boolean {
  return witness.answer.verdict === 'allow';
}

function groupOf({ principal, isSpelledOut }: Stranger): string {
  return isSpelledOut
    ? principalKey(principal)
    : accountOf(principal) ?? 'services';
}

/** To be the root user of an account is to be one alone. */
function audienceOf({ principal, isSpelledOut }: Stranger): Audience {
  return isSpelledOut || principal.kind === 'root'
    ? 'this-principal'
    : 'such-principals';
}
