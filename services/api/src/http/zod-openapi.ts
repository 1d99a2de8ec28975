import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

// Gives every schema its `.openapi()`; every file that uses it imports this one first.
extendZodWithOpenApi(z);
