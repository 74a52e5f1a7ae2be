import { describeCommandRoutes } from '@yimu/testing/command-routes';
import { routesWith } from '../src/routes/index.ts';
import { memoryVault } from '../src/vault/memory-vault.ts';
import { cases } from './support/cases/index.ts';
import { registryService, tomorrow } from './support/service.ts';

describeCommandRoutes({ table: routesWith(await memoryVault()), cases, makeService: () => registryService(), tomorrow });
