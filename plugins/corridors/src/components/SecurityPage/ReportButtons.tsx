import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { ReportFormat } from '@corridors/plugin-corridors-common';
import { useCorridorsApi } from '@corridors/plugin-corridors-react';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { saveText } from './saveText';
import styles from './SecurityPage.module.css';

const FORMATS: readonly {
  id: ReportFormat;
  label: string;
  extension: string;
  type: string;
}[] = [
  {
    id: 'markdown',
    label: 'Markdown, to read',
    extension: 'md',
    type: 'text/markdown',
  },
  {
    id: 'csv',
    label: 'CSV, one line a cell',
    extension: 'csv',
    type: 'text/csv',
  },
  {
    id: 'json',
    label: 'JSON, everything',
    extension: 'json',
    type: 'application/json',
  },
];

/** Downloads the report of a run. */
export function ReportButtons({ runId }: { readonly runId: string }) {
  const api = useCorridorsApi();
  const [failure, setFailure] = useState<string>();
  const [isPending, setPending] = useState(false);
  const download = async (format: (typeof FORMATS)[number]) => {
    setPending(true);
    setFailure(undefined);
    try {
      const text = await api.getVerificationReport(runId, format.id);
      saveText(`corridors-${runId}.${format.extension}`, format.type, text);
    } catch (error) {
      setFailure(
        `The report could not be fetched: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <MenuTrigger>
        <Button
          variant="secondary"
          iconStart={<RiDownloadLine />}
          isPending={isPending}
        >
          Report
        </Button>
        <Menu>
          {FORMATS.map(format => (
            <MenuItem key={format.id} onAction={() => download(format)}>
              {format.label}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {failure && (
        <span role="alert" className={styles.failure}>
          {failure}
        </span>
      )}
    </>
  );
}
