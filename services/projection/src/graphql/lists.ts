// From lists to what follows of them: root fields, fields and loaders of lists, objections, those who grade, policies and the worklist, joined.
import { classListFields, classListLoaders, classListQueries } from './class-lists.ts';
import { objectionLoaders, objectionQueries } from './objections.ts';
import { policyQueries } from './policies.ts';
import { taskForceQueries } from './task-forces.ts';
import { worklistQueries } from './worklist.ts';

/** Root fields. */
export const listQueries = { ...classListQueries, ...objectionQueries, ...taskForceQueries, ...policyQueries, ...worklistQueries };

/** Fields with arguments of their own, by type. */
export const listFields = classListFields;

/** Loaders by type. */
export const listLoaders = { ...classListLoaders, ...objectionLoaders };
