export * from './ErrorState';
export * from './RefreshNotice';
export * from './explainError';
