import {
  ButtonIcon,
  NumberField,
  Select,
  Switch,
  TextField,
} from '@backstage/ui';
import { MiddleTruncated } from '@corridors/plugin-corridors-react';
import { RiDeleteBinLine } from '@remixicon/react';
import type { BucketValue } from './schema';
import styles from './CorridorBuckets.module.css';

const PURPOSES = [
  { id: 'data', label: 'Data' },
  { id: 'spark', label: 'Spark logs and jars' },
];

/** One bucket: its name, what for, and how long objects stay. */
export function BucketRow(props: {
  readonly number: number;
  readonly bucket: BucketValue;
  readonly realName?: string;
  readonly onChange: (bucket: BucketValue) => void;
  readonly onRemove?: () => void;
}) {
  const { number, bucket, realName, onChange, onRemove } = props;
  return (
    <li className={styles.row}>
      <div className={styles.inputs}>
        <TextField
          className={styles.name}
          label={`Name of bucket ${number}`}
          value={bucket.name}
          onChange={name => onChange({ ...bucket, name })}
          autoComplete="off"
          spellCheck="false"
        />
        <Select
          className={styles.purpose}
          label="For"
          options={PURPOSES}
          selectionMode="single"
          value={bucket.purpose ?? 'data'}
          onChange={key =>
            onChange({ ...bucket, purpose: key === 'spark' ? 'spark' : 'data' })
          }
        />
        <NumberField
          className={styles.days}
          label="Delete after days"
          placeholder="Never"
          minValue={1}
          value={bucket.expireAfterDays ?? NaN}
          onChange={days =>
            onChange({
              ...bucket,
              expireAfterDays: Number.isNaN(days) ? undefined : days,
            })
          }
        />
        <div className={styles.versioning}>
          <Switch
            label="Versioning"
            isSelected={bucket.versioning ?? false}
            onChange={versioning => onChange({ ...bucket, versioning })}
          />
        </div>
        <ButtonIcon
          className={styles.remove}
          variant="tertiary"
          aria-label={`Remove bucket ${number}${
            bucket.name ? `, ${bucket.name}` : ''
          }`}
          icon={<RiDeleteBinLine size={16} />}
          isDisabled={!onRemove}
          onPress={onRemove}
        />
      </div>
      <p className={styles.real}>
        {realName ? (
          <>
            in S3: <MiddleTruncated text={realName} />{' '}
            <span className={realName.length > 63 ? styles.long : undefined}>
              {realName.length > 63
                ? `${realName.length} characters; S3 allows 63`
                : ''}
            </span>
          </>
        ) : (
          'Its name in S3 follows from the corridor’s name.'
        )}
      </p>
    </li>
  );
}
