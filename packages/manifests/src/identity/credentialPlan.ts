/**
 * How the credentials of an identity can be had for a probe. Pure data: the verifier carries it out.
 *
 * @public
 */
export type CredentialPlan =
  | {
      readonly kind: 'web-identity';
      readonly namespace: string;
      readonly serviceAccount: string;
      readonly audience: string;
      readonly roleArn: string;
    }
  | {
      readonly kind: 'assume-role';
      readonly from: 'node-role';
      readonly roleArn: string;
    }
  | { readonly kind: 'node-role'; readonly roleArn: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'not-possible'; readonly reason: string };
