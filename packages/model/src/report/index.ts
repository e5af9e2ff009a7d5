export { renderReport } from './renderReport';
export type { ReportData, ReportFormat } from './reportData';
