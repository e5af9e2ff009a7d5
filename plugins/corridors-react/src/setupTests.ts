import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered, and machines that build many packages at once are slow.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
