import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  AsOf,
  AwsResourceBadge,
  CodeBlock,
  CopyableText,
  Disclosure,
  Section,
} from '@corridors/plugin-corridors-react';
import { FactList } from './FactList';
import styles from './CorridorPage.module.css';

type BucketDetail = CorridorDetail['bucketsDetail'][number];

function said(value: boolean | undefined, yes: string, no: string): string {
  if (value === undefined) {
    return 'not seen yet';
  }
  return value ? yes : no;
}

/** The buckets: how they are protected and who may reach them. */
export function BucketsTab({
  corridor,
}: {
  readonly corridor: CorridorDetail;
}) {
  return (
    <>
      {corridor.bucketsDetail.map(bucket => (
        <BucketSection key={bucket.name} bucket={bucket} />
      ))}
    </>
  );
}

function BucketSection({ bucket }: { readonly bucket: BucketDetail }) {
  const { facts, status } = bucket;
  return (
    <Section
      id={bucket.bucket}
      title={bucket.bucket}
      note={bucket.purpose ? `for ${bucket.purpose}` : undefined}
      actions={<AwsResourceBadge state={status.state} />}
    >
      {status.message && <p className={styles.message}>{status.message}</p>}
      <FactList
        facts={[
          {
            name: 'Name in S3',
            value: <CopyableText text={bucket.name} label="bucket name" />,
          },
          { name: 'Encryption', value: facts?.encryption ?? 'not seen yet' },
          {
            name: 'Public access',
            value: said(facts?.publicAccessBlocked, 'blocked', 'not blocked'),
          },
          { name: 'Versioning', value: said(facts?.versioning, 'on', 'off') },
          {
            name: 'Seen',
            value: <AsOf at={facts?.asOf ?? status.observedAt} source="AWS" />,
          },
        ]}
      />
      <h4 className={styles.subtitle}>Who may reach it</h4>
      {bucket.reachableBy.length === 0 ? (
        <p className={styles.muted}>Nobody is meant to reach it.</p>
      ) : (
        <ul className={styles.reach}>
          {bucket.reachableBy.map(reach => (
            <li key={reach.identity}>
              <strong>{reach.identity.replace(/^corridor:/, '')}</strong> may{' '}
              {reach.operations.join(', ')}
              <span className={styles.muted}>: {reach.because}</span>
            </li>
          ))}
        </ul>
      )}
      {facts?.policy && (
        <Disclosure title="Bucket policy">
          <div className={styles.code}>
            <CodeBlock
              title={`policy of ${bucket.name}`}
              content={prettyJson(facts.policy)}
            />
          </div>
        </Disclosure>
      )}
    </Section>
  );
}

/** JSON, indented; as it is when it is none. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
