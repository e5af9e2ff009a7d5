/**
 * Who asks.
 *
 * - `role`: a session of the role whose session name does not matter; `arn` is the role's IAM ARN
 * - `assumed-role`: one session: `arn:aws:sts::<account>:assumed-role/<role name>/<session name>`, and its role
 * - `user`: an IAM user, or a federated user: `arn:aws:sts::<account>:federated-user/<name>`
 * - `root`: the root user of an account
 * - `web-identity`: the bearer of an OpenID Connect token or of a SAML assertion; `providerArn` is the provider that
 *   issued it, or the domain of a provider that AWS knows, such as `accounts.google.com`
 * - `service`: an AWS service, for example `pods.eks.amazonaws.com`
 * - `anonymous`: an unsigned request
 *
 * @public
 */
export type Principal =
  | { readonly kind: 'role'; readonly arn: string }
  | {
      readonly kind: 'assumed-role';
      readonly arn: string;
      readonly roleArn: string;
    }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'root'; readonly accountId: string }
  | { readonly kind: 'web-identity'; readonly providerArn: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

/**
 * What is asked for.
 *
 * @public
 */
export interface AccessRequest {
  readonly principal: Principal;
  /** `service:Action`, in any case and without wildcards. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action that has none. A `*` or `?` in an object key stands for itself. */
  readonly resource: string;
  /**
   * Account that owns the resource, 12 digits. An S3 ARN does not tell it, and it decides whether a request crosses
   * accounts. When absent: the account in the ARN, else the principal's.
   */
  readonly resourceAccount?: string;
  /** Condition context keys (case-insensitive) and their values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}
