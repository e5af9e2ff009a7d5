export * from './SourceNotices';
