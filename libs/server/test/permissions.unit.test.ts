import { type Role, roles } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import { type CommandType, type Holders, mayCommand, permissions, reactionsMayCommand } from '../src/index.ts';

const table: readonly (readonly [string, Holders])[] = Object.entries(permissions);
const heldBy = (...held: readonly Role[]) =>
  table.map(([command]) => command).filter((command) => mayCommand({ roles: [...held] }, command));
const heldByDepartment = (department: string) =>
  table.map(([command]) => command).filter((command) => mayCommand({ roles: ['department'], department }, command));

const administration: readonly CommandType[] = ['RegisterJurisdiction', 'RenameJurisdiction', 'RecodeJurisdiction'];

describe('the permission table', () => {
  it.each(table)('has somebody who may give %s', (_, { roles: some, departments, reactions }) => {
    expect(some.length + departments.length + (reactions === true ? 1 : 0)).toBeGreaterThan(0);
  });

  it('lets an administrator keep the jurisdictions and decide nothing about land', () => {
    expect(heldBy('admin')).toEqual(administration);
  });

  it('lets nobody else keep the jurisdictions', () => {
    const others = [
      ...roles.filter((role) => role !== 'admin' && role !== 'department').flatMap((role) => heldBy(role)),
      ...['规划资源局', '经委', '市场监管局'].flatMap(heldByDepartment),
    ];
    expect(others.filter((command) => administration.some((own) => own === command))).toEqual([]);
  });

  it('lets enterprises, auditors and those whose work comes with later commands do nothing', () => {
    expect(heldBy('enterprise', 'auditor', 'task-force', 'city-department', 'city-recorder', 'court-clerk')).toEqual([]);
  });

  it('lets towns and parks report, and leaves codes and conflicts to 规划资源局', () => {
    expect(heldBy('town-officer')).toEqual(heldBy('park-officer'));
    expect(heldBy('town-officer')).toContain('EnterParcel');
    expect(heldBy('town-officer')).not.toContain('ResolveParcelAreaConflict');
    expect(heldByDepartment('规划资源局')).toEqual([
      'ObserveParcelArea',
      'CorrectParcelArea',
      'AssignParcelCode',
      'ReserveParcelCode',
      'ResolveParcelAreaConflict',
      'CloseFinding',
    ]);
  });

  it('gives each department its own commands only', () => {
    expect(heldByDepartment('市场监管局')).toEqual(['EnterEnterprise', 'AssignUscc', 'ReserveUscc']);
    expect(heldByDepartment('经委')).toEqual([
      'RecordImportRow',
      'ListPlanEntry',
      'CorrectPlanEntry',
      'AnnulPlanEntry',
      'SetTargets',
      'CorrectTargets',
      'ReviseTargets',
      'ReportActual',
    ]);
    expect(heldByDepartment('城管')).toEqual([]);
  });

  it('does not let a department claim without the role do anything', () => {
    expect(mayCommand({ roles: ['auditor'], department: '经委' }, 'SetTargets')).toBe(false);
    expect(mayCommand({ roles: ['department'] }, 'SetTargets')).toBe(false);
  });

  it('keeps the opening of findings to reactions, and everything else from them', () => {
    expect(table.map(([command]) => command).filter(reactionsMayCommand)).toEqual(['OpenFinding']);
    expect(mayCommand({ roles: [...roles], department: '规划资源局' }, 'OpenFinding')).toBe(false);
  });

  it.each(['DemolishTown', '', 'constructor', '__proto__'])('lets nobody give the unknown command "%s"', (command) => {
    expect(mayCommand({ roles: [...roles], department: '规划资源局' }, command)).toBe(false);
    expect(reactionsMayCommand(command)).toBe(false);
  });
});
