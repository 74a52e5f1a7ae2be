// What the cases of every context share: who asks, and for what in vain.
import type { Actor } from '@yimu/domain/kernel';
import type { RouteCase } from '@yimu/testing/command-routes';
import { auditor, department, officer, otherDistrict, otherTownOfficer, town, townOfficer } from '../officers.ts';
import { envelope, nowhere, type RegistryService } from '../service.ts';

/** A route: who may use it, a request that is accepted, and the events that come of it. */
export type Case = RouteCase<RegistryService, Actor>;

export const asTown = { by: townOfficer, elsewhere: otherTownOfficer, powerless: auditor };
export const asDepartment = (name: string) => ({
  by: department(name),
  elsewhere: department(name, otherDistrict),
  powerless: townOfficer,
});

/** Shorthands of what most requests hold. */
export const jurisdictions = [town];
export const area = (value: string) => ({ value, unit: 'mu' });
export const admin = officer('admin', '310000');

/** What every officer but an administrator may ask for in vain. */
export const noParcel = { url: `/parcels/${nowhere}/area-observations`, body: { ...envelope, area: area('1') } };
