import type {
  CorridorIdentity,
  Fleet,
  Identity,
  MatrixLines,
  Resource,
} from '@corridors/model';
import type { Principal, ReachRegion } from '@corridors/policy-engine';
import { nameAsked } from './nameAsked';
import { issuerOf, SERVICE_ACCOUNT, subjectOf } from './workloadTokens';

/** Finds the rows and columns of an account by what policies call them. */
export class AccountLines {
  private readonly byRole = new Map<string, Identity>();
  private readonly bySubject = new Map<string, CorridorIdentity>();
  private readonly byResource: ReadonlyMap<string, Resource>;

  constructor(readonly lines: MatrixLines, fleet: Fleet) {
    const environments = new Map(
      fleet.environments.map(one => [one.metadata.name, one]),
    );
    for (const identity of [...lines.identities].reverse()) {
      if (identity.kind !== 'anonymous') {
        this.byRole.set(identity.roleArn, identity);
      }
      if (identity.kind === 'corridor') {
        const environment = environments.get(identity.environment);
        const issuer = environment && issuerOf(environment);
        if (issuer !== undefined) {
          this.bySubject.set(`${issuer} ${subjectOf(identity)}`, identity);
        }
      }
    }
    this.byResource = new Map(
      lines.resources.map(resource => [
        resource.kind === 'bucket' ? resource.name : resource.arn,
        resource,
      ]),
    );
  }

  /** The row of whoever reaches a region; undefined when it is none of the matrix. */
  identityOf({ principal, witnessContext }: ReachRegion): Identity | undefined {
    switch (principal.kind) {
      case 'role':
        return this.byRole.get(principal.arn);
      case 'assumed-role':
        return this.byRole.get(principal.roleArn);
      case 'anonymous':
        return { kind: 'anonymous', id: 'anonymous' };
      case 'web-identity':
        return this.bearerOf(principal.providerArn, witnessContext);
      case 'user':
      case 'root':
      case 'service':
        return undefined;
      default: {
        const unknown: never = principal;
        throw new Error(`Unknown principal ${JSON.stringify(unknown)}`);
      }
    }
  }

  /** The column of a bucket, object or role by its ARN; undefined when it is none of the matrix. */
  resourceOf(arn: string): Resource | undefined {
    return this.byResource.get(nameAsked(arn));
  }

  private bearerOf(
    providerArn: string,
    context: Readonly<Record<string, string>>,
  ): CorridorIdentity | undefined {
    const issuer = providerArn.slice(providerArn.indexOf('/') + 1);
    return this.bySubject.get(`${issuer} ${context[`${issuer}:sub`] ?? ''}`);
  }
}

/** Whoever asks, in words, when it is no row of the matrix. */
export function describePrincipal(
  principal: Principal,
  context: Readonly<Record<string, string>>,
): string {
  switch (principal.kind) {
    case 'role':
    case 'assumed-role':
    case 'user':
      return principal.arn;
    case 'root':
      return `account ${principal.accountId}`;
    case 'service':
      return `the service ${principal.service}`;
    case 'anonymous':
      return 'anyone without credentials';
    case 'web-identity': {
      const subject = Object.entries(context).find(([key]) =>
        key.endsWith(':sub'),
      )?.[1];
      return subject?.startsWith(SERVICE_ACCOUNT)
        ? `a ServiceAccount such as ${subject.slice(SERVICE_ACCOUNT.length)}`
        : `a token of ${principal.providerArn}`;
    }
    default: {
      const unknown: never = principal;
      throw new Error(`Unknown principal ${JSON.stringify(unknown)}`);
    }
  }
}
