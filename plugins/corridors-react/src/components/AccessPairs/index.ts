export * from './AccessPairs';
export { pairsOfMatrix, pairsOfPrediction } from './accessPair';
export type { AccessPair, PairOperation } from './accessPair';
export * from './PredictedReach';
