import type { SenderProblem } from './error-codes.ts';
