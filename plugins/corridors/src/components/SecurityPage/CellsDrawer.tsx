import {
  CellEvidence,
  DetailsDrawer,
  judgeCell,
  type MatrixCell,
  type MatrixData,
} from '@corridors/plugin-corridors-react';

/** Cells that somebody wants to look at. */
export interface CellSelection {
  readonly title: string;
  readonly cells: readonly string[];
  /** How many cells are denied as intended; they may not be listed. */
  readonly denied?: number;
}

/** Cells with the evidence of every view, at the side of the page. */
export function CellsDrawer(props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly cells: readonly MatrixCell[];
  /** How many cells are denied as intended, listed or not. */
  readonly denied?: number;
  readonly matrix: MatrixData;
  readonly onClose: () => void;
}) {
  const { matrix } = props;
  return (
    <DetailsDrawer
      title={props.title}
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <Unlisted denied={props.denied} listed={props.cells} />
      <CellEvidence
        cells={props.cells}
        identities={matrix.identities}
        resources={matrix.resources}
        findings={matrix.findings}
      />
    </DetailsDrawer>
  );
}

/** A large run keeps denials as a number. */
function Unlisted(props: {
  readonly denied?: number;
  readonly listed: readonly MatrixCell[];
}) {
  const { denied = 0, listed } = props;
  const unlisted = denied - listed.filter(isDenied).length;
  return unlisted > 0 ? (
    <p>
      {unlisted === 1 ? 'One cell is' : `${unlisted} cells are`} denied as
      intended by every view that covers{' '}
      {unlisted === 1 ? 'it; it is' : 'them; they are'} kept as a number only.
    </p>
  ) : null;
}

function isDenied(cell: MatrixCell): boolean {
  return judgeCell(cell) === 'deny';
}
