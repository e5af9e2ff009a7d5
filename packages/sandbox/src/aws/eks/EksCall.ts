import type { Caller } from '../authentication/Caller';
import type { RequestSignature } from '../authentication/parseSignature';
import type { AwsContext } from '../AwsContext';
import { AwsError } from '../http/AwsError';
import type { AwsRequest } from '../http/AwsRequest';
import type { AccountState } from '../state/AwsState';

/** A request of EKS whose sender is known. */
export interface EksRequest {
  readonly context: AwsContext;
  readonly request: AwsRequest;
  readonly signature?: RequestSignature;
  readonly caller: Caller;
}

/** An EKS request of a caller that belongs to an account, about one of its clusters. */
export interface EksCall extends EksRequest {
  readonly caller: Exclude<Caller, { kind: 'anonymous' | 'service' }>;
  readonly account: AccountState;
  readonly region: string;
  readonly cluster: string;
  /** Id of an association, where the path names one. */
  readonly associationId?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A permission that an operation needs. */
export interface EksPermission {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** One operation of the EKS API, named as there. */
export interface EksOperation {
  readonly permissions: (call: EksCall) => readonly EksPermission[];
  /** @returns the answer, which is written as JSON */
  readonly run: (call: EksCall) => object;
}

/** ARN of a cluster. */
export const clusterArn = ({ account, region, cluster }: EksCall) =>
  `arn:aws:eks:${region}:${account.accountId}:cluster/${cluster}`;

/** The refusal of a parameter. */
export const invalidParameter = (message: string) =>
  new AwsError(400, 'InvalidParameterException', message);

/** The refusal to find something. */
export const notFound = (message: string) =>
  new AwsError(404, 'ResourceNotFoundException', message);
