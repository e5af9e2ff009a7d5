import {
  CellEvidence,
  DetailsDrawer,
  type MatrixCell,
  type MatrixData,
} from '@corridors/plugin-corridors-react';

/** Cells that somebody wants to look at. */
export interface CellSelection {
  readonly title: string;
  readonly cells: readonly string[];
}

/** Cells with the evidence of every view, at the side of the page. */
export function CellsDrawer(props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly cells: readonly MatrixCell[];
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
      <CellEvidence
        cells={props.cells}
        identities={matrix.identities}
        resources={matrix.resources}
        findings={matrix.findings}
      />
    </DetailsDrawer>
  );
}
