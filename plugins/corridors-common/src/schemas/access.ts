import { z } from 'zod';
import type {
  Cell,
  CellAnswer,
  Evidence,
  Finding,
  FindingKind,
  Identity,
  NotCoveredReason,
  Operation,
  PolicyPlace,
  PolicyPlaceKind,
  Resource,
  StandingWeakness,
  Verdict,
  View,
} from '@corridors/model';
import { timestampSchema } from './timestamp';

/**
 * What may be done to a bucket or a role.
 *
 * @public
 */
export const operationSchema = z.enum({
  list: 'list',
  read: 'read',
  write: 'write',
  delete: 'delete',
  administer: 'administer',
  assume: 'assume',
} satisfies { [Name in Operation]: Name });

/**
 * One of the ways in which the cells are answered.
 *
 * @public
 */
export const viewSchema = z.enum({
  intended: 'intended',
  declared: 'declared',
  configured: 'configured',
  observed: 'observed',
} satisfies { [Name in View]: Name });

/**
 * What a view says about a cell.
 *
 * @public
 */
export const verdictSchema = z.enum({
  allow: 'allow',
  deny: 'deny',
  conditional: 'conditional',
  inconclusive: 'inconclusive',
} satisfies { [Name in Verdict]: Name });

/**
 * A row of the access matrix.
 *
 * @public
 */
export const identitySchema: z.ZodType<Identity> = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('corridor'),
      id: z.string(),
      corridor: z.string(),
      environment: z.string(),
      accountId: z.string(),
      roleArn: z.string(),
      namespace: z.string(),
      serviceAccount: z.string(),
    }),
    z.object({
      kind: z.literal('node-role'),
      id: z.string(),
      environment: z.string(),
      accountId: z.string(),
      roleArn: z.string(),
    }),
    z.object({ kind: z.literal('anonymous'), id: z.literal('anonymous') }),
  ],
);

/**
 * A column of the access matrix.
 *
 * @public
 */
export const resourceSchema: z.ZodType<Resource> = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('bucket'),
      id: z.string(),
      name: z.string(),
      accountId: z.string(),
      region: z.string(),
      owner: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('corridor'), corridor: z.string() }),
        z.object({ kind: z.literal('shared'), environment: z.string() }),
      ]),
      environment: z.string(),
    }),
    z.object({
      kind: z.literal('role'),
      id: z.string(),
      arn: z.string(),
      accountId: z.string(),
      owner: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('corridor'), corridor: z.string() }),
        z.object({ kind: z.literal('node-role'), environment: z.string() }),
      ]),
      environment: z.string(),
    }),
  ],
);

const cellShape = {
  id: z.string(),
  identity: z.string(),
  resource: z.string(),
  operation: operationSchema,
};

/**
 * Identity × resource × operation.
 *
 * @public
 */
export const cellSchema: z.ZodType<Cell> = z.object(cellShape);

/**
 * What a verdict rests on. Never holds a secret.
 *
 * @public
 */
export const evidenceSchema: z.ZodType<Evidence> = z.object({
  at: timestampSchema,
  summary: z.string(),
  source: z.string(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
});

/**
 * Why a view cannot say anything about a cell.
 *
 * @public
 */
export const notCoveredReasonSchema = z.enum({
  'no-harmless-probe': 'no-harmless-probe',
  'no-credential-source': 'no-credential-source',
  'not-visible': 'not-visible',
  'not-configured': 'not-configured',
  'environment-unreachable': 'environment-unreachable',
  'not-reached': 'not-reached',
} satisfies { [Reason in NotCoveredReason]: Reason });

/**
 * What one view says about one cell, or why it does not cover it.
 *
 * @public
 */
export const cellAnswerSchema: z.ZodType<CellAnswer> = z.discriminatedUnion(
  'covered',
  [
    z.object({
      cell: z.string(),
      view: viewSchema,
      covered: z.literal(true),
      verdict: verdictSchema,
      cause: z.string().optional(),
      causedBy: z.string().optional(),
      evidence: z.array(evidenceSchema),
    }),
    z.object({
      cell: z.string(),
      view: viewSchema,
      covered: z.literal(false),
      reason: notCoveredReasonSchema,
      detail: z.string(),
    }),
  ],
);

/**
 * A cell with what every view says about it.
 *
 * @public
 */
export const answeredCellSchema = z.object({
  ...cellShape,
  answers: z.array(cellAnswerSchema),
});

/**
 * How a view differs from what is intended.
 *
 * @public
 */
export const findingKindSchema = z.enum({
  leak: 'leak',
  blocked: 'blocked',
  drift: 'drift',
  unproven: 'unproven',
} satisfies { [Kind in FindingKind]: Kind });

/**
 * One statement of one policy, and where a reader finds it: `file` and `line` for what the GitOps repository declares.
 *
 * @public
 */
export const policyPlaceSchema: z.ZodType<PolicyPlace> = z.object({
  policy: z.string(),
  kind: z.enum({
    identity: 'identity',
    resource: 'resource',
    trust: 'trust',
    boundary: 'boundary',
    session: 'session',
    scp: 'scp',
    'service-account': 'service-account',
    'pod-identity-association': 'pod-identity-association',
  } satisfies { [Kind in PolicyPlaceKind]: Kind }),
  statement: z.number().int(),
  sid: z.string().optional(),
  file: z.string().optional(),
  line: z.number().int().optional(),
});

/**
 * What differs from what is intended for one cause. A finding that was proved for all names may have no cells: `witness`
 * is a name that shows it, and `statements` are those that allow it.
 *
 * @public
 */
export const findingSchema: z.ZodType<Finding> = z.object({
  id: z.string(),
  kind: findingKindSchema,
  title: z.string(),
  explanation: z.string(),
  nextAction: z.string(),
  cells: z.array(z.string()),
  views: z.array(viewSchema),
  environments: z.array(z.string()),
  corridors: z.array(z.string()),
  statements: z.array(policyPlaceSchema).optional(),
  witness: z.string().optional(),
});

/**
 * A weakness that an environment has by its construction, whatever a matrix says.
 *
 * @public
 */
export const standingWeaknessSchema: z.ZodType<StandingWeakness> = z.object({
  environment: z.string(),
  title: z.string(),
  explanation: z.string(),
});
