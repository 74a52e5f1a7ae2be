import { describeCommandRoutes } from '@yimu/testing/command-routes';
import { routes } from '../src/routes/index.ts';
import { cases } from './support/cases/index.ts';
import { assessmentService, tomorrow } from './support/service.ts';

describeCommandRoutes({ table: routes, cases, makeService: () => assessmentService(), tomorrow });
