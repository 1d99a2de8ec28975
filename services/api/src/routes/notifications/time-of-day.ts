import { z } from 'zod';
import '../../http/zod-openapi.ts';

/** By the clock on the wall of a time zone. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00')
  .openapi({ example: '22:00' });
