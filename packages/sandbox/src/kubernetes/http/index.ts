export * from './Faults';
export * from './createRequestListener';
