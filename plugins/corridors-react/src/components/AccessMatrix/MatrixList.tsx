import { useMemo, useState } from 'react';
import { Button } from '@backstage/ui';
import { pairsOfMatrix, type AccessPair } from '../AccessPairs/accessPair';
import { AccessPairs } from '../AccessPairs/AccessPairs';
import type { MatrixData } from './buildGrid';
import styles from './AccessMatrix.module.css';

/** Rows that are drawn at a time. */
const PAGE = 100;

/** Pairs in which something is allowed or differs, as a table; what is denied as intended is not in it. */
export function MatrixList(props: {
  readonly data: MatrixData;
  readonly label: string;
  readonly isFiltered: boolean;
}) {
  const { data, label, isFiltered } = props;
  const [shown, setShown] = useState(PAGE);
  const pairs = useMemo(() => pairsOfMatrix(data), [data]);
  const wanted = isFiltered ? pairs.filter(differs) : pairs;
  return (
    <>
      <AccessPairs
        label={label}
        pairs={wanted.slice(0, shown)}
        nothing={
          isFiltered
            ? 'nothing differs from what is intended'
            : 'nothing is allowed'
        }
      />
      <p className={styles.listNote}>
        What is not listed is denied as intended, or not covered.
      </p>
      {wanted.length > shown && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => setShown(shown + PAGE)}
        >
          {`Show more of ${wanted.length} pairs`}
        </Button>
      )}
    </>
  );
}

function differs({ operations }: AccessPair): boolean {
  return operations.some(({ outcome }) => outcome !== 'allow');
}
