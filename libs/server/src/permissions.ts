// Who may command what: the one table role × department × command. Where, is the scope's question, not this table's.
import { type Actor, type Department, departments, type Role } from '@yimu/domain/kernel';

/** The holders of one command. */
export interface Holders {
  readonly roles: readonly Exclude<Role, 'department'>[];
  /** Departments whose people (role `department`) may give it. */
  readonly departments: readonly Department[];
  /** Given by reactions in process; no token can. */
  readonly reactions?: true;
}

const land = '规划资源局';
const economy = '经委';
const market = '市场监管局';
const invest = '投促办';

const administration: Holders = { roles: ['admin'], departments: [] };
/** Towns and parks report what is there. */
const local = (...departments: readonly Department[]): Holders => ({ roles: ['town-officer', 'park-officer'], departments });
const departmentOnly = (...departments: readonly Department[]): Holders => ({ roles: [], departments });
/** Given by people, and by reactions to what people did elsewhere. */
const alsoReactions = (holders: Holders): Holders => ({ ...holders, reactions: true });
const reactionsOnly: Holders = { roles: [], departments: [], reactions: true };

/** A court's letters and rulings are recorded by the clerk at 规划资源局; courts themselves only read. */
const clerk: Holders = { roles: ['court-clerk'], departments: [] };

/** The task force of a district (区专班), in which 经委 leads the evaluation. */
const taskForce: Holders = { roles: ['task-force'], departments: [economy] };

export const permissions = {
  RegisterJurisdiction: administration,
  RenameJurisdiction: administration,
  RecodeJurisdiction: administration,

  EnterParcel: alsoReactions(local()),
  ObserveParcelArea: alsoReactions(local(land)),
  CorrectParcelArea: local(land),
  ObserveParcelAddress: alsoReactions(local()),
  AssignParcelCode: alsoReactions(departmentOnly(land)),
  ReserveParcelCode: departmentOnly(land),
  ResolveParcelAreaConflict: departmentOnly(land),
  EnterSuccessorParcel: reactionsOnly,
  ChangeParcelLandUse: alsoReactions(departmentOnly(land)),
  ChangeParcelLegality: alsoReactions(departmentOnly(land)),
  RecordParcelOwnership: alsoReactions(local(land)),
  RecordParcelGrowthBoundary: departmentOnly(land),
  RecordParcelDevelopmentZone: departmentOnly(land, economy),
  RecordParcelTenure: departmentOnly(land),
  RecordParcelLeasingUse: local(land, economy),
  RecordParcelGeometry: departmentOnly(land),
  CorrectParcelParticular: departmentOnly(land),
  AnnulParcelParticular: departmentOnly(land),
  RetireParcel: alsoReactions(departmentOnly(land)),
  ReportParcelRetirement: alsoReactions(local(land)),
  AnnulParcelRetirement: alsoReactions(departmentOnly(land)),
  DeclareParcelDuplicate: local(land),
  RevokeParcelDuplicate: departmentOnly(land),

  StartSplit: departmentOnly(land),
  ReportSplit: local(land),
  StartMerger: departmentOnly(land),
  ReportMerger: local(land),
  RecordLineageStep: reactionsOnly,
  RecordLineageRefusal: reactionsOnly,
  RecordLineageUndoing: reactionsOnly,
  FinishLineage: reactionsOnly,
  ResumeLineage: departmentOnly(land),
  AbandonLineage: departmentOnly(land),
  SetLineageTolerance: departmentOnly(land),

  EnterEnterprise: local(market),
  AssignUscc: departmentOnly(market),
  ReserveUscc: departmentOnly(market),
  ListAsLandUser: local(),
  EnterOrganisation: local(market, land),
  EnterNaturalPerson: local(market, land),
  CorrectNaturalPerson: departmentOnly(market, land),
  ErasePerson: departmentOnly(market, land),
  RecordPersonalDataRead: departmentOnly(market, land),
  ReportUscc: local(market),
  RecordForeignRegister: local(market),
  RenameParty: departmentOnly(market),
  CorrectPartyName: departmentOnly(market),
  MoveParty: departmentOnly(market),
  DissolveParty: departmentOnly(market),
  MergeParty: departmentOnly(market),
  DivideParty: departmentOnly(market),
  RestoreParty: departmentOnly(market),
  DeclarePartyDuplicate: departmentOnly(market, land),
  RevokePartyDuplicate: departmentOnly(market, land),
  DeclareActualController: local(market),
  EndActualController: local(market),

  RecordShareholdings: alsoReactions(local(market)),
  ChangeShareholdings: alsoReactions(departmentOnly(market)),
  TransferShares: alsoReactions(departmentOnly(market)),
  ReportShareTransfer: alsoReactions({ roles: ['town-officer', 'park-officer', 'court-clerk'], departments: [market] }),
  CorrectShareholdings: alsoReactions(departmentOnly(market)),
  AnnulShareTransfer: departmentOnly(market),
  FreezeShares: { roles: ['court-clerk'], departments: [market] },
  RenewShareFreeze: { roles: ['court-clerk'], departments: [market] },
  LiftShareFreeze: { roles: ['court-clerk'], departments: [market] },

  RecordInterest: reactionsOnly,
  EndInterest: reactionsOnly,

  ReadBaseMapRecord: alsoReactions(departmentOnly(land)),
  ReportBaseMapSurvey: local(land),
  ReportSoeStock: departmentOnly('国资委', land),
  WithdrawBaseMapRecord: alsoReactions(departmentOnly(land)),
  ResolveBaseMapConflict: departmentOnly(land),
  ProposeBaseMapMatch: local(land),
  ConfirmBaseMapMatch: departmentOnly(land),
  RejectBaseMapMatch: departmentOnly(land),
  AnnulBaseMapMatch: departmentOnly(land),
  EnterBaseMapUnit: departmentOnly(land),
  AssignUnifiedCode: departmentOnly(land),
  JoinBaseMapEntry: departmentOnly(land),
  ReserveBaseMapCode: departmentOnly(land),
  ReserveBaseMapParcel: departmentOnly(land),
  ReleaseBaseMapParcel: reactionsOnly,
  StartBaseMapImport: local(land, '国资委'),
  CloseBaseMapImport: local(land, '国资委'),

  OpenAuction: clerk,
  RequestAuctionConsultation: clerk,
  RecordAuctionAnswer: departmentOnly(...departments),
  PublishAuctionNotice: clerk,
  CorrectAuctionNotice: clerk,
  RecordAuctionResult: clerk,
  RecordBuyerDefault: clerk,
  AnnulBuyerDefault: clerk,
  RecordDebtSettlement: clerk,
  ReturnAuctionLot: clerk,
  SuspendAuction: clerk,
  ResumeAuction: clerk,
  WithdrawAuction: clerk,
  ConfirmSale: clerk,
  CheckBuyer: departmentOnly(land, economy, market, '投促办'),
  RecordAuctionRuling: clerk,
  RecordAuctionRulingService: clerk,
  RecordAuctionRegistration: departmentOnly(land, market),
  RevokeAuctionSale: clerk,
  CorrectAuctionDate: clerk,

  FileEquityTransfer: alsoReactions(local(market)),
  FileIndirectEquityTransfer: alsoReactions(local(land, market)),
  ReportUndeclaredEquityTransfer: local(land, economy, market),
  NameEquityContracts: local(land, market),
  DetermineControlChange: departmentOnly(land, market),
  RequestGrantorConsent: local(market),
  GrantConsent: departmentOnly(land),
  RefuseConsent: departmentOnly(land),
  GiveEquityOpinion: departmentOnly(land, economy, market),
  GrantEquityTransfer: departmentOnly(land),
  RefuseEquityTransfer: departmentOnly(land),
  CancelEquityTransfer: local(land, market),
  CompleteEquityTransfer: departmentOnly(market),
  CorrectEquityDate: alsoReactions(departmentOnly(market)),
  RecordEquityRefusal: reactionsOnly,
  ReportEquityTransferCompleted: alsoReactions(local(land, market)),

  SignContract: departmentOnly(land, economy, invest),
  CorrectContract: departmentOnly(land, economy, invest),
  AddClause: departmentOnly(land, economy, invest),
  CorrectClause: departmentOnly(land, economy, invest),
  SignSupplementaryAgreement: departmentOnly(land, economy, invest),
  ExtendMilestones: departmentOnly(land),
  CorrectMilestoneDue: departmentOnly(land),
  ReportMilestone: local(land, economy, invest),
  CorrectMilestone: departmentOnly(land, economy, invest),
  AnnulMilestone: departmentOnly(land, economy, invest),
  AssessCompliance: departmentOnly(land, economy, invest),
  SettleDeposit: departmentOnly(land),
  RecordBreachLead: alsoReactions(departmentOnly(...departments)),
  CloseBreachLead: departmentOnly(land),
  DeclareBreach: departmentOnly(land),
  ServeBreachNotice: departmentOnly(land),
  CloseBreach: departmentOnly(land),
  NoteLiquidatedDamages: departmentOnly(land),
  TerminateContract: departmentOnly(land),
  ReportContractTermination: { roles: ['court-clerk'], departments: [land] },
  RecoverLand: departmentOnly(land),
  ReportLandRecovery: local(land),
  RecordContractParcelEnded: reactionsOnly,
  RecordContractParcelRestored: reactionsOnly,
  ReportContractDecisionAnnulled: { roles: ['court-clerk'], departments: [land] },
  ReportConstructionProgress: local(land, economy),
  ReportConstructionStop: local(land, economy),
  ReportConstructionResumption: local(land, economy),
  OpenIdleInvestigation: departmentOnly(land),
  RecordIdleStatement: departmentOnly(land),
  DetermineIdle: departmentOnly(land),
  DismissIdle: departmentOnly(land),
  ChooseIdleRemedy: departmentOnly(land),
  OfferIdleHearing: departmentOnly(land),
  ConcludeIdleHearing: departmentOnly(land),
  DecideIdleFee: departmentOnly(land),
  ReleaseIdle: departmentOnly(land),

  RegisterRight: departmentOnly(land),
  ReportRight: local(land),
  CorrectRight: departmentOnly(land),
  RegisterCertificate: departmentOnly(land),
  EndRight: departmentOnly(land),
  ReportRightEnd: local(land),
  FileRightTransfer: local(land),
  RecordRightTransferOpinion: departmentOnly(land, economy, market),
  DecideRightTransfer: departmentOnly(land),
  WithdrawRightTransfer: local(land),
  RegisterRightTransfer: departmentOnly(land),
  RegisterRightSuccession: departmentOnly(land),
  ReportRightTransfer: local(land),
  TransferRightByRuling: reactionsOnly,
  CorrectRightTransfer: alsoReactions({ ...clerk, departments: [land] }),
  RegisterLease: departmentOnly(land),
  ReportLease: local(land),
  RegisterSublease: departmentOnly(land),
  ReportSublease: local(land),
  AppointOperator: departmentOnly(land),
  ReportOperator: local(land),
  RecordSubleaseConsent: local(land),
  EndLease: local(land),
  CorrectLease: local(land),
  RegisterMortgage: departmentOnly(land),
  ReportMortgage: local(land),
  RecordMortgageeConsent: departmentOnly(land),
  ReleaseMortgage: departmentOnly(land),
  CorrectMortgage: departmentOnly(land),
  RecordSeizure: clerk,
  RenewSeizure: clerk,
  ReleaseSeizure: clerk,
  CorrectSeizure: clerk,
  AnnulTitleFact: alsoReactions(departmentOnly(land)),
  EndTitleParcel: reactionsOnly,
  RestoreTitleParcel: reactionsOnly,
  NameTitleContract: reactionsOnly,
  RecordTitleRefusal: reactionsOnly,

  OpenFinding: { roles: [], departments: [], reactions: true },
  CloseFinding: local(land, economy, market),

  StoreEvidence: { ...local(...departments), roles: ['town-officer', 'park-officer', 'court-clerk', 'task-force', 'enterprise'] },
  WithdrawEvidence: local(...departments),

  RecordImportRow: local(economy),

  ListPlanEntry: local(economy),
  CorrectPlanEntry: local(economy),
  AnnulPlanEntry: local(economy),
  NoteListedLandTouched: reactionsOnly,

  SetTargets: local(economy),
  CorrectTargets: local(economy),
  ReviseTargets: local(economy),
  ReportActual: local(economy),

  DraftStandard: departmentOnly(economy),
  ValidateStandard: departmentOnly(economy),
  PublishStandard: taskForce,
  SupersedeStandard: taskForce,
  OpenCycle: taskForce,
  AdvancePhase: taskForce,
  RescheduleCycle: taskForce,
  FreezeCycle: taskForce,
  ReopenCycle: taskForce,
  StartScoring: reactionsOnly,
  RecordCohort: reactionsOnly,
  CompleteScoring: reactionsOnly,
  AbandonScoring: alsoReactions(taskForce),
  GradeParcel: reactionsOnly,
  GradeEnterprise: reactionsOnly,
  FreezeBottomRanking: taskForce,
} as const satisfies Readonly<Record<string, Holders>>;

/** Every command the table knows. */
export type CommandType = keyof typeof permissions;

const holdersOf = (commandType: string): Holders | undefined =>
  Object.hasOwn(permissions, commandType) ? permissions[commandType as CommandType] : undefined;

/** True when one of the actor's roles, or its department, may give the command. Nobody may give an unknown one. */
export const mayCommand = (actor: Pick<Actor, 'roles' | 'department'>, commandType: string): boolean => {
  const holders = holdersOf(commandType);
  if (holders === undefined) return false;
  return actor.roles.some((role) =>
    role === 'department' ? holders.departments.some((name) => name === actor.department) : holders.roles.includes(role),
  );
};

/** True when reactions may give the command in process. */
export const reactionsMayCommand = (commandType: string): boolean => holdersOf(commandType)?.reactions === true;
