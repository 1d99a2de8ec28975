import { AppError } from '../runtime/errors.ts';

export const notSetUp = (provider: string) =>
  new AppError('provider_rejected', 'No provider of this name is set up here.', {
    facts: { provider },
  });
