import { describeCommandRoutes } from '@yimu/testing/command-routes';
import { routes } from '../src/routes/index.ts';
import { cases } from './support/cases/index.ts';
import { registryService, tomorrow } from './support/service.ts';

describeCommandRoutes({ table: routes, cases, makeService: () => registryService(), tomorrow });
