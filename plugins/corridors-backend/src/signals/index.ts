export { createSignalNotifier, type ChangeNotifier } from './ChangeNotifier';
