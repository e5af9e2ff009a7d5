import { renderCsv } from './csv';
import { renderJson } from './json';
import { renderMarkdown } from './markdown';
import type { ReportData, ReportFormat } from './reportData';

/**
 * Writes the report of a run: the same data gives the same text.
 *
 * @public
 */
export function renderReport(data: ReportData, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return renderJson(data);
    case 'markdown':
      return renderMarkdown(data);
    case 'csv':
      return renderCsv(data);
    default: {
      const unknown: never = format;
      throw new Error(`Unknown report format ${String(unknown)}`);
    }
  }
}
