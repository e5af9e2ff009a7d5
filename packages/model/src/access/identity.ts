/**
 * A row of the access matrix.
 *
 * @public
 */
export type Identity = CorridorIdentity | NodeRoleIdentity | AnonymousIdentity;

/**
 * A corridor's ServiceAccount with its role.
 *
 * @public
 */
export interface CorridorIdentity {
  readonly kind: 'corridor';
  /** `corridor:gha1` */
  readonly id: string;
  readonly corridor: string;
  readonly environment: string;
  readonly accountId: string;
  readonly roleArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * The role of the machines that an environment's pods run on.
 *
 * @public
 */
export interface NodeRoleIdentity {
  readonly kind: 'node-role';
  /** `node-role:single1` */
  readonly id: string;
  readonly environment: string;
  readonly accountId: string;
  readonly roleArn: string;
}

/**
 * Whoever sends an unsigned request.
 *
 * @public
 */
export interface AnonymousIdentity {
  readonly kind: 'anonymous';
  readonly id: 'anonymous';
}
