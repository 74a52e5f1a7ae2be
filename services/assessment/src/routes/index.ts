import type { CommandRoute } from '@yimu/server';
import { disposalRoutes } from './disposal.ts';
import { targetRoutes } from './targets.ts';

/** Every command of this service. */
export const routes: readonly CommandRoute[] = [...disposalRoutes, ...targetRoutes];
