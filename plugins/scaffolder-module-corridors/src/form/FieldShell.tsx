import { Box, FieldLabel } from '@backstage/ui';
import { Surface } from '@corridors/plugin-corridors-react';
import type { ReactNode } from 'react';
import styles from './FieldShell.module.css';

/** Properties of {@link FieldShell}. */
export interface FieldShellProps {
  /** Id of the element that names a group of inputs. */
  readonly labelId?: string;
  readonly label?: string;
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly children: ReactNode;
}

/** Frame of every field of the request form. */
export function FieldShell({
  labelId,
  label,
  description,
  isRequired,
  children,
}: FieldShellProps) {
  return (
    <Surface>
      <Box bg="neutral" className={styles.shell}>
        {label && (
          <FieldLabel
            id={labelId}
            label={label}
            description={description}
            secondaryLabel={isRequired ? 'Required' : undefined}
          />
        )}
        {children}
      </Box>
    </Surface>
  );
}
