import { sharedEnvironment } from '@yimu/server';

/** The environment of this service, read once by main.ts. */
export const environment = sharedEnvironment({ port: 4001 });
