export * from './Skeletons';
