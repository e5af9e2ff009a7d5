export { startReconciler } from './startReconciler';
export type { Reconciler, ReconcilerOptions } from './startReconciler';
