import { describePolicyPlace, type PolicyPlace } from '@corridors/model';
import { CopyableText } from '../CopyableText';
import { Disclosure } from '../Disclosure';
import styles from './Findings.module.css';

/** More of them are behind a click. */
const SHOWN = 3;

/**
 * Statements of policies with the file and line that declare them.
 *
 * @public
 */
export function PolicyPlaces({
  places,
}: {
  readonly places: readonly PolicyPlace[];
}) {
  const rest = places.slice(SHOWN);
  return (
    <div className={styles.places}>
      <PlaceList places={places.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <Disclosure
          title={
            rest.length === 1
              ? 'One more statement'
              : `${rest.length} more statements`
          }
        >
          <PlaceList places={rest} />
        </Disclosure>
      )}
    </div>
  );
}

function PlaceList({ places }: { readonly places: readonly PolicyPlace[] }) {
  return (
    <ul className={styles.placeList}>
      {places.map(({ file, line, ...place }, index) => (
        <li key={index}>
          {describePolicyPlace(place)}
          {file && (
            <CopyableText
              text={line === undefined ? file : `${file}:${line}`}
              label="place in the repository"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
