import { z } from 'zod';

/** Shape of an internal id. */
export const uuid = z.uuid('expected an id (UUID)');
