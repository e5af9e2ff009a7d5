export * from './AccessMatrix';
export { identityTitle, resourceTitle } from './accessNames';
export type { AccessGroup } from './accessNames';
export { countCells } from './buildGrid';
export type { GridLine, MatrixData, MatrixLevel, Tile } from './buildGrid';
export * from './CellEvidence';
export { judgeCell, verdictOf } from './judgeCell';
export type { CellOutcome, MatrixCell } from './judgeCell';
