import { z } from 'zod';
import type {
  CheckStatus,
  CredentialCheck,
  CredentialCheckId,
  CredentialHealth,
  CredentialState,
} from '@corridors/model';
import { timestampSchema } from './timestamp';

/**
 * The state that the credential checks of a corridor fold to.
 *
 * @public
 */
export const credentialStateSchema = z.enum({
  healthy: 'healthy',
  degraded: 'degraded',
  expiring: 'expiring',
  broken: 'broken',
  unknown: 'unknown',
  unused: 'unused',
  'kubernetes-ok': 'kubernetes-ok',
} satisfies { [State in CredentialState]: State });

const checkIdSchema = z.enum({
  'sa-exists': 'sa-exists',
  'sa-role': 'sa-role',
  'oidc-provider': 'oidc-provider',
  'role-exists': 'role-exists',
  trust: 'trust',
  injection: 'injection',
  'provider-config': 'provider-config',
  'last-used': 'last-used',
} satisfies { [Id in CredentialCheckId]: Id });

const checkStatusSchema = z.enum({
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
} satisfies { [Status in CheckStatus]: Status });

/**
 * One check of a corridor's way to its role, with the evidence and the next action.
 *
 * @public
 */
export const credentialCheckSchema: z.ZodType<CredentialCheck> = z.object({
  id: checkIdSchema,
  status: checkStatusSchema,
  required: z.boolean(),
  source: z.string(),
  observedAt: timestampSchema.optional(),
  ttlSeconds: z.number(),
  detail: z.string(),
  evidence: z.string().optional(),
  nextAction: z.string().optional(),
  since: timestampSchema.optional(),
});

/**
 * The credential checks of a corridor and the state that they fold to.
 *
 * @public
 */
export const credentialHealthSchema: z.ZodType<CredentialHealth> = z.object({
  state: credentialStateSchema,
  reason: z.string(),
  checks: z.array(credentialCheckSchema),
  asOf: timestampSchema.optional(),
});
