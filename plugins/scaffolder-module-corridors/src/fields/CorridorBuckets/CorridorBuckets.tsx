import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useEffect, useId } from 'react';
import { FieldShell, readFormData, useChosenEnvironment } from '../../form';
import { BucketRow } from './BucketRow';
import { realBucketName } from './bucketName';
import type { BucketValue, schema } from './schema';
import styles from './CorridorBuckets.module.css';

/** What nearly every Spark application needs: its data, and a place for event logs and jars. */
const USUAL: BucketValue[] = [
  { name: 'primary', purpose: 'data', versioning: true },
  { name: 'spark', purpose: 'spark' },
];

/** Nothing was entered: the form itself fills a list that must not be empty with an empty object. */
function isBlank(
  buckets: readonly Partial<BucketValue>[] | undefined,
): boolean {
  return !buckets || buckets.every(bucket => Object.keys(bucket).length === 0);
}

/** Lists the buckets of a corridor. */
export function CorridorBuckets({
  formData,
  onChange,
  formContext,
  required,
  schema: field,
}: typeof schema.TProps) {
  const labelId = useId();
  const { environment } = useChosenEnvironment(formContext);
  const { name = '' } = readFormData(formContext?.formData);
  const buckets = isBlank(formData) || !formData ? USUAL : formData;
  const isUntouched = isBlank(formData);
  useEffect(() => {
    if (isUntouched) {
      onChange(USUAL);
    }
  }, [isUntouched, onChange]);

  const replace = (index: number, bucket: BucketValue) =>
    onChange(buckets.map((old, at) => (at === index ? bucket : old)));
  return (
    <FieldShell
      labelId={labelId}
      label={field.title ?? 'Buckets'}
      description={
        field.description ??
        'Only this corridor reaches them. Their names in S3 begin with its name.'
      }
      isRequired={required}
    >
      <ul className={styles.rows} aria-labelledby={labelId}>
        {buckets.map((bucket, index) => (
          <BucketRow
            key={index}
            number={index + 1}
            bucket={bucket}
            realName={
              environment && name && bucket.name
                ? realBucketName(environment, name, bucket.name)
                : undefined
            }
            onChange={next => replace(index, next)}
            onRemove={
              buckets.length > 1
                ? () => onChange(buckets.filter((_, at) => at !== index))
                : undefined
            }
          />
        ))}
      </ul>
      <Button
        variant="secondary"
        iconStart={<RiAddLine />}
        onPress={() => onChange([...buckets, { name: '', purpose: 'data' }])}
      >
        Add a bucket
      </Button>
    </FieldShell>
  );
}
