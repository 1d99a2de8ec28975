import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

// Gives every schema its `.openapi()`; whatever uses that imports this file first.
extendZodWithOpenApi(z);
