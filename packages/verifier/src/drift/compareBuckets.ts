import type {
  AccessModel,
  AccessModelBucket,
  AccessModelGap,
} from '@corridors/policy-engine';
import { comparePolicies } from './comparePolicies';
import type { DriftPart, StatementDrift } from './statementDrift';

/** Compares each declared bucket with the account's. What is not declared of it is not compared. */
export function compareBuckets(
  declared: AccessModel,
  configured: AccessModel,
): StatementDrift[] {
  const found = new Map(
    configured.buckets.map(bucket => [bucket.name, bucket]),
  );
  return declared.buckets.flatMap((bucket): StatementDrift[] => {
    const gaps = (configured.gaps ?? []).filter(
      ({ part, subject }) =>
        part.startsWith('bucket-') && subject === bucket.name,
    );
    const own = found.get(bucket.name);
    return own
      ? compareBucket(bucket, own, gaps)
      : [missingBucket(bucket, gaps[0])];
  });
}

function missingBucket(
  bucket: AccessModelBucket,
  gap: AccessModelGap | undefined,
): StatementDrift {
  return {
    ...head(bucket, 'bucket'),
    change: gap ? 'unknown' : 'missing',
    summary: gap
      ? `The bucket ${bucket.name} is not compared: ${gap.message}.`
      : `The bucket ${bucket.name} is declared, and the account does not have it.`,
  };
}

function compareBucket(
  declared: AccessModelBucket,
  configured: AccessModelBucket,
  gaps: readonly AccessModelGap[],
): StatementDrift[] {
  const gapOf = (part: AccessModelGap['part']) =>
    gaps.find(gap => gap.part === part);
  const policyGap = gapOf('bucket-policy');
  return [
    ...(declared.accountId === configured.accountId
      ? []
      : [
          changed(
            declared,
            'bucket',
            `The bucket ${declared.name} is declared in account ${declared.accountId}, and belongs to ${configured.accountId}.`,
          ),
        ]),
    ...(policyGap
      ? [notCompared(declared, 'bucket-policy', policyGap)]
      : comparePolicies(
          { owner: declared.name, part: 'bucket-policy' },
          declared.policy,
          configured.policy,
        )),
    ...compareBlock(declared, configured, gapOf('bucket-public-access-block')),
    ...compareOwnership(declared, configured, gapOf('bucket-ownership')),
  ];
}

const SETTINGS = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const;

function compareBlock(
  declared: AccessModelBucket,
  configured: AccessModelBucket,
  gap: AccessModelGap | undefined,
): StatementDrift[] {
  const wanted = declared.publicAccessBlock;
  const own = configured.publicAccessBlock;
  if (!wanted) {
    return [];
  }
  if (gap || !own) {
    return [notCompared(declared, 'public-access-block', gap)];
  }
  const different = SETTINGS.filter(
    setting => wanted[setting] !== own[setting],
  );
  return different.length === 0
    ? []
    : [
        changed(
          declared,
          'public-access-block',
          `The public access settings of ${
            declared.name
          } are others in the account: ${different
            .map(setting => `${setting} is ${own[setting] ? 'on' : 'off'}`)
            .join(', ')}.`,
        ),
      ];
}

function compareOwnership(
  declared: AccessModelBucket,
  configured: AccessModelBucket,
  gap: AccessModelGap | undefined,
): StatementDrift[] {
  const wanted = declared.objectOwnership;
  const own = configured.objectOwnership;
  if (!wanted) {
    return [];
  }
  if (gap || !own) {
    return [notCompared(declared, 'object-ownership', gap)];
  }
  return wanted === own
    ? []
    : [
        changed(
          declared,
          'object-ownership',
          `Objects of ${declared.name} are declared to be ${wanted}, and the account has ${own}.`,
        ),
      ];
}

function changed(
  bucket: AccessModelBucket,
  part: DriftPart,
  summary: string,
): StatementDrift {
  return { ...head(bucket, part), change: 'changed', summary };
}

function notCompared(
  bucket: AccessModelBucket,
  part: DriftPart,
  gap: AccessModelGap | undefined,
): StatementDrift {
  return {
    ...head(bucket, part),
    change: 'unknown',
    summary: `The ${part.replaceAll('-', ' ')} of ${
      bucket.name
    } is not compared: ${gap?.message ?? 'it was not read'}.`,
  };
}

function head(
  { name, policy }: AccessModelBucket,
  part: DriftPart,
): Pick<StatementDrift, 'owner' | 'part' | 'declared'> {
  const file = policy?.origin?.file;
  return {
    owner: name,
    part,
    ...(file === undefined ? {} : { declared: { file } }),
  };
}
