import type { Principal } from '../../request/AccessRequest';
import type { CatalogAction } from '../actions/ActionCatalog';
import type { AskedResource } from '../AskedResource';
import { accountOf } from '../principalKey';
import { bucketOfArn } from '../ranges/resourceNames';
import type { Question } from './Question';

/** Finds what guards the resources that a caller asks for. */
export class ResourceFinder {
  readonly #principal: Principal;
  readonly #question: Question;
  readonly #accountId: string;

  constructor(principal: Principal, question: Question) {
    this.#principal = principal;
    this.#question = question;
    this.#accountId = accountOf(principal) ?? '';
  }

  /** A resource of the account; undefined when the name is known to be of another. */
  find(
    name: string,
    account: string,
    action: CatalogAction,
  ): AskedResource | undefined {
    const { decider, entitlements } = this.#question;
    const beside = this.#findBeside(name, action);
    if (beside) {
      return beside;
    }
    const known = decider.find(name, account);
    if (known.accountId !== account) {
      return undefined;
    }
    if (known.isKnown) {
      return known;
    }
    const owner = isAboutBuckets(action)
      ? entitlements.accountOfBucket(bucketOfArn(name))
      : undefined;
    return owner === undefined || owner === account
      ? this.findUnborn(name, account, action)
      : undefined;
  }

  /** What is neither a bucket nor of IAM alone: only the caller's own policies have a say in it. */
  #findBeside(
    name: string,
    { target }: CatalogAction,
  ): AskedResource | undefined {
    const { decider } = this.#question;
    if (target === 's3-control') {
      return decider.besideBuckets(name, this.#accountId);
    }
    return target === 'root' || target === 'other'
      ? decider.unknown(name, this.#accountId)
      : undefined;
  }

  /** A resource of which nothing is known but whose it is. */
  findUnborn(
    name: string,
    account: string,
    action: CatalogAction,
  ): AskedResource {
    const { decider } = this.#question;
    const needsAgreement = isAboutBuckets(action)
      ? account !== this.#accountId
      : isAssuming(action);
    return needsAgreement
      ? decider.agreeing(name, account, this.#principal)
      : decider.unknown(name, account);
  }

  /** A resource by its name, whoever it belongs to. */
  findAny(name: string, account: string, action: CatalogAction): AskedResource {
    const { decider } = this.#question;
    return this.#findBeside(name, action) ?? decider.find(name, account);
  }
}

export function isAboutBuckets({ target }: CatalogAction): boolean {
  return target === 'bucket' || target === 'object';
}

/** Whether the action is of STS on a role, whose trust policy guards it. */
export function isAssuming({ name, target }: CatalogAction): boolean {
  return target === 'role' && name.toLowerCase().startsWith('sts:');
}
