import { z } from 'zod';

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'must be an http or https URL',
});
const duration = z.unknown().optional();
const flag = z.union([z.boolean(), z.stringbool()], 'must be true or false');
const count = z.coerce
  .number('must be a number')
  .positive('must be greater than 0')
  .max(1000, 'must be at most 1000');

const folder = z
  .string()
  .transform(text => text.replace(/^\/+|\/+$/g, ''))
  .refine(
    text => !text.split('/').includes('..'),
    'must not lead out of the repository',
  );

const endpointsSchema = z.strictObject({
  s3: httpUrl.optional(),
  sts: httpUrl.optional(),
  iam: httpUrl.optional(),
  s3Control: httpUrl.optional(),
  eks: httpUrl.optional(),
  caFile: z.string().min(1, 'must not be empty').optional(),
  forcePathStyle: flag.default(false),
});

const nodeRoleCredentialsSchema = z.union(
  [
    z.literal('none'),
    z.strictObject({ imds: z.strictObject({ url: httpUrl }) }),
    z.strictObject({
      assumeRole: z.strictObject({
        via: z.union([z.literal('main'), z.string().regex(/^\d{12}$/)]),
      }),
    }),
  ],
  'must be none, { imds: { url } } or { assumeRole: { via: main or the id of an account } }',
);

const environmentSchema = z.strictObject({
  kubernetes: z.strictObject({
    cluster: z.string().min(1, 'must not be empty'),
  }),
  aws: z
    .strictObject({
      endpoints: endpointsSchema.default({ forcePathStyle: false }),
      eksCluster: z.string().min(1, 'must not be empty').optional(),
      frequency: duration,
    })
    .default({ endpoints: { forcePathStyle: false } }),
  nodeRole: z
    .strictObject({ credentials: nodeRoleCredentialsSchema })
    .default({ credentials: 'none' }),
  verification: z
    .strictObject({
      live: flag.default(true),
      requestsPerSecond: count.default(10),
      schedule: z.unknown().optional(),
    })
    .default({ live: true, requestsPerSecond: 10 }),
});

/**
 * Shape of `corridors` in app-config. Strict: a key that it does not know is refused. Durations and schedules are read by
 * Backstage's own readers.
 */
export const corridorsConfigSchema = z.strictObject({
  gitops: z.strictObject({
    repoUrl: httpUrl.transform(url =>
      url.replace(/\/+$/, '').replace(/\.git$/, ''),
    ),
    branch: z.string().min(1, 'must not be empty').default('main'),
    path: folder.default(''),
    frequency: duration,
  }),
  environments: z.record(z.string(), environmentSchema).default({}),
  retention: duration,
});

/** `corridors.environments.<name>` as read. */
export type EnvironmentConfig = z.infer<typeof environmentSchema>;
