import {
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { PolicyDocument } from './PolicyDocument';

/** How the inline policies of one role or user are changed. */
interface InlinePolicyStore {
  put(name: string, document: string): Promise<unknown>;
  remove(name: string): Promise<unknown>;
}

/** The inline policies of one role or user, brought to be exactly some documents. */
export class InlinePolicies {
  readonly #store: InlinePolicyStore;
  #count = 0;

  private constructor(store: InlinePolicyStore) {
    this.#store = store;
  }

  static ofRole(iam: IAMClient, RoleName: string): InlinePolicies {
    return new InlinePolicies({
      put: (PolicyName, PolicyDocument) =>
        iam.send(
          new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }),
        ),
      remove: PolicyName =>
        iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
    });
  }

  /** The gateway knows a user of a tenant as `tenant$user`. (Ceph: "RGW Multi-tenancy") */
  static ofUser(iam: IAMClient, account: string, user: string): InlinePolicies {
    const UserName = `${account}$${user}`;
    return new InlinePolicies({
      put: (PolicyName, PolicyDocument) =>
        iam.send(
          new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }),
        ),
      remove: PolicyName =>
        iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
    });
  }

  async replace(documents: readonly PolicyDocument[]): Promise<void> {
    for (const [i, document] of documents.entries()) {
      await this.#store.put(nameOf(i), JSON.stringify(document));
      this.#count = Math.max(this.#count, i + 1);
    }
    while (this.#count > documents.length) {
      await this.#store.remove(nameOf(this.#count - 1));
      this.#count -= 1;
    }
  }
}

const nameOf = (index: number) => `policy-${index}`;
