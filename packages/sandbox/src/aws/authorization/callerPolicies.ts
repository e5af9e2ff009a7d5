import type { CompiledPolicy } from '@corridors/policy-engine';
import type { Caller } from '../authentication/Caller';
import { managedPolicyDocument } from '../iam/awsManagedPolicies';
import { roleArn, userArn } from '../state/arns';
import type { AwsState, RoleState, UserState } from '../state/AwsState';
import type { PolicyCompiler } from './PolicyCompiler';

/** The policies that come with a caller, whatever it asks for. */
export interface CallerPolicies {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: readonly CompiledPolicy[];
  readonly session?: readonly CompiledPolicy[];
}

function entityPolicies(
  entity: RoleState | UserState,
  arn: string,
  state: AwsState,
  compiler: PolicyCompiler,
): CallerPolicies {
  const inline = [...entity.inlinePolicies].map(([name, document]) =>
    compiler.compile(document, { kind: 'identity', name: `${arn}/${name}` }),
  );
  const attached = entity.attachedPolicies.map(policyArn =>
    compiler.compile(managedPolicyDocument(state, policyArn), {
      kind: 'identity',
      name: policyArn,
    }),
  );
  const boundaryArn = entity.permissionsBoundary;
  const boundary =
    boundaryArn === undefined
      ? undefined
      : [
          compiler.compile(managedPolicyDocument(state, boundaryArn), {
            kind: 'boundary',
            name: boundaryArn,
          }),
        ];
  return { identity: [...inline, ...attached], boundary };
}

/** Collects the policies of a caller. The root user of an account has none: the policy engine knows what it may. */
export function callerPolicies(
  caller: Caller,
  state: AwsState,
  compiler: PolicyCompiler,
): CallerPolicies {
  switch (caller.kind) {
    case 'anonymous':
    case 'service':
    case 'root':
      return { identity: [] };
    case 'user':
      return entityPolicies(
        caller.user,
        userArn(caller.account, caller.user),
        state,
        compiler,
      );
    case 'session': {
      const session = caller.claims.sessionPolicies.map((document, index) =>
        compiler.compile(document, {
          kind: 'session',
          name: `session policy ${index + 1}`,
        }),
      );
      return {
        ...entityPolicies(
          caller.role,
          roleArn(caller.account, caller.role),
          state,
          compiler,
        ),
        session: session.length > 0 ? session : undefined,
      };
    }
    default:
      return caller satisfies never;
  }
}
