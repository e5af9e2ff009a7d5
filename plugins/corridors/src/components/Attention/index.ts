export * from './AttentionList';
