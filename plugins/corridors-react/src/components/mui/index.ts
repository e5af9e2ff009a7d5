export * from './DetailsDrawer';
export * from './ProgressBar';
export * from './Timeline';
