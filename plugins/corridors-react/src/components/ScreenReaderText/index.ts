export * from './ScreenReaderText';
