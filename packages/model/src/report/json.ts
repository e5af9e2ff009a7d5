import { answersByCell } from './answersByCell';
import type { ReportData } from './reportData';

/** The whole result as JSON, each cell with its answers. */
export function renderJson({ matrix, answers, ...rest }: ReportData): string {
  const byCell = answersByCell(answers);
  const report = {
    ...rest,
    accountId: matrix.accountId,
    identities: matrix.identities,
    resources: matrix.resources,
    cells: matrix.cells.map(cell => ({
      ...cell,
      answers: [...(byCell.get(cell.id)?.values() ?? [])],
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
