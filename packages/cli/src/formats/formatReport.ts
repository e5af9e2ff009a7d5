import type { CheckReport } from '../check/checkReport';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatMarkdown } from './markdown';
import type { CheckFormat } from './reportFormats';
import { formatSarif } from './sarif';
import { formatText } from './text';

const FORMATTERS: Readonly<
  Record<CheckFormat, (report: CheckReport) => string>
> = {
  text: formatText,
  json: formatJson,
  junit: formatJunit,
  sarif: formatSarif,
  markdown: formatMarkdown,
  github: formatGithub,
};

/** Writes a report: the same report gives the same text, which ends with a line break. */
export function formatReport(report: CheckReport, format: CheckFormat): string {
  return FORMATTERS[format](report);
}
