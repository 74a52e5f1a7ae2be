// The table itself is docs/reference/permissions.md, where every change of it is seen; these are the principles it obeys.
import { departments, type Role, roles } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import { type Holders, mayCommand, permissions, reactionsMayCommand } from '../src/index.ts';

const table: readonly (readonly [string, Holders])[] = Object.entries(permissions);
const commands = table.map(([command]) => command);
const heldBy = (...held: readonly Role[]) => commands.filter((command) => mayCommand({ roles: [...held] }, command));
const heldByDepartment = (department: string) => commands.filter((command) => mayCommand({ roles: ['department'], department }, command));
const departmentsOf = (command: string) => departments.filter((department) => mayCommand({ roles: ['department'], department }, command));
const everybody = { roles: [...roles], department: '规划资源局' };

/** Verbs of a competent authority: whoever gives such a command decides, and does not report. */
const deciding =
  /^(Assign|Confirm|Decide|Declare|Determine|Dismiss|Grant|Refuse|Register|Reject|Resolve|Retire|Revoke|Sign|Start(Split|Merger)|Terminate|Annul|Reserve|Recover|Set)/;
/** What towns give although it sounds so: declarations (申报), the lists and targets they draw up themselves, the forms of enterprises they look through. */
const ofTowns = ['DeclareParcelDuplicate', 'DeclareActualController', 'AnnulPlanEntry', 'SetTargets', 'ConfirmForm'];

describe('the permission table', () => {
  it.each(table)('has somebody who may give %s', (_, { roles: some, departments: names, reactions }) => {
    expect(some.length + names.length + (reactions === true ? 1 : 0)).toBeGreaterThan(0);
  });

  it('lets an administrator keep the jurisdictions, nobody else, and decide nothing about land', () => {
    const administration = ['RegisterJurisdiction', 'RenameJurisdiction', 'RecodeJurisdiction'];
    expect(heldBy('admin')).toEqual(administration);
    const others = [...roles.filter((role) => role !== 'admin').flatMap((role) => heldBy(role)), ...departments.flatMap(heldByDepartment)];
    expect(others.filter((command) => administration.includes(command))).toEqual([]);
  });

  it('lets auditors do nothing: they read', () => {
    expect(heldBy('auditor')).toEqual([]);
  });

  it('lets enterprises send what is asked of them, or what they object to, with its evidence', () => {
    expect(
      heldBy('enterprise').filter(
        (command) => !/^(StoreEvidence|SubmitForm|SupplyFigures|CorrectFigure|(Lodge|Withdraw)Objection)$/.test(command),
      ),
    ).toEqual([]);
    expect(heldBy('enterprise')).toContain('StoreEvidence');
  });

  it('lets mandated technical units send the survey, with its evidence', () => {
    expect(heldBy('technical-unit')).toEqual(['StoreEvidence', 'SubmitForm']);
  });

  it('lets towns and parks do the same: report and file, and decide nothing', () => {
    const town = heldBy('town-officer');
    expect(heldBy('park-officer')).toEqual(town);
    expect(town).toContain('EnterParcel');
    expect(town.filter((command) => deciding.test(command))).toEqual(ofTowns);
  });

  it("lets the clerk record a court's letters and rulings only", () => {
    const ofCourts = /Auction|Sale|Ruling|Seizure|Freeze|DebtSettlement|BuyerDefault|^Report|^CorrectRightTransfer$|^StoreEvidence$/;
    expect(heldBy('court-clerk').filter((command) => !ofCourts.test(command))).toEqual([]);
    expect(heldBy('court-clerk')).toEqual(expect.arrayContaining(['OpenAuction', 'RecordAuctionRulingService', 'RecordSeizure']));
  });

  it('leaves seizures and freezes to the clerk: no department seizes', () => {
    const seizing = commands.filter((command) => command.endsWith('Seizure'));
    expect(seizing.length).toBeGreaterThan(3);
    expect(seizing.flatMap(departmentsOf)).toEqual([]);
  });

  it.each([
    ['GrantConsent', ['规划资源局']],
    ['RegisterRight', ['规划资源局']],
    ['RegisterMortgage', ['规划资源局']],
    ['RetireParcel', ['规划资源局']],
    ['ResolveParcelAreaConflict', ['规划资源局']],
    ['AssignParcelCode', ['规划资源局']],
    ['RecoverLand', ['规划资源局']],
    ['DetermineIdle', ['规划资源局']],
    ['AssignUscc', ['市场监管局']],
    ['CompleteEquityTransfer', ['市场监管局']],
    ['TransferShares', ['市场监管局']],
    ['SetTargets', ['经委']],
    ['CheckBuyer', ['规划资源局', '经委', '市场监管局', '投促办']],
    ['RecordAuctionRegistration', ['规划资源局', '市场监管局']],
    ['RecordAuctionAnswer', [...departments]],
  ])('leaves %s to %s', (command, competent) => {
    expect(departmentsOf(command)).toEqual(competent);
  });

  // 经委 drafts the standard: it does not publish what it drafted.
  it.each(['PublishStandard', 'SupersedeStandard', 'EstablishTaskForce', 'GrantMandate', 'RevokeMandate', 'DecideObjection'])(
    'leaves %s to the task force',
    (command) => {
      expect([roles.filter((role) => mayCommand({ roles: [role] }, command)), departmentsOf(command)]).toEqual([['task-force'], []]);
    },
  );

  it('lets every department decide what follows from a grade; whose policy it is, the policy tells', () => {
    expect(departmentsOf('SetGradePolicy')).toEqual([...departments]);
  });

  it('lets nobody approve, by the same role, the lists it submits', () => {
    const submitting = {
      SubmitTownList: ['ReviewLine', 'ReturnTownList'],
      SubmitClassList: ['GiveCityOpinion', 'ReturnClassList', 'DecideClassList'],
    };
    for (const [submit, approve] of Object.entries(submitting)) {
      const submitters = roles.filter((role) => mayCommand({ roles: [role] }, submit));
      expect(submitters.length).toBeGreaterThan(0);
      expect(submitters.flatMap((role) => heldBy(role)).filter((command) => approve.includes(command))).toEqual([]);
      expect(departmentsOf(submit)).toEqual([]);
    }
  });

  it('does not let a department claim without the role do anything', () => {
    expect(mayCommand({ roles: ['auditor'], department: '经委' }, 'SetTargets')).toBe(false);
    expect(mayCommand({ roles: ['department'] }, 'SetTargets')).toBe(false);
    expect(heldByDepartment('城管')).toEqual([]);
  });

  it.each(['OpenFinding', 'TransferRightByRuling', 'RecordInterest', 'EndInterest', 'ReleaseBaseMapParcel', 'RecordLineageStep'])(
    'keeps %s to reactions',
    (command) => {
      expect(reactionsMayCommand(command)).toBe(true);
      expect(mayCommand(everybody, command)).toBe(false);
    },
  );

  it('lets reactions give no decision of an authority but those they carry on: a parcel to its parts, a revoked sale to the title', () => {
    const carriedOn = ['RetireParcel', 'AnnulParcelRetirement', 'AssignParcelCode', 'AnnulTitleFact'];
    expect(commands.filter(reactionsMayCommand).filter((command) => deciding.test(command))).toEqual(expect.arrayContaining(carriedOn));
    const more = commands.filter(reactionsMayCommand).filter((command) => deciding.test(command) && !carriedOn.includes(command));
    expect(more).toEqual([]);
  });

  it.each(['DemolishTown', '', 'constructor', '__proto__'])('lets nobody give the unknown command "%s"', (command) => {
    expect(mayCommand(everybody, command)).toBe(false);
    expect(reactionsMayCommand(command)).toBe(false);
  });
});
