export * from './CorridorsApi';
export * from './CorridorsClient';
export * from './UnexpectedAnswerError';
