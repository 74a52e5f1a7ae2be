// Words of the specifications: results as the engine computes them, and the commands that record them.
import { gradeAll, prepare, type Result } from '../../scoring/index.ts';
import { atBase, small, subject } from '../../scoring/test/standards.ts';
import { command, specId } from '../../testing/given.ts';
import { assessmentCommands, type CommandNamed } from '../commands.ts';
import { recorded } from '../grade.ts';

export const [parcelId, partyId, run, otherRun] = [specId(1), specId(2), specId(900), specId(901)] as [string, string, string, string];
export const results = gradeAll(prepare(small), [subject(1, atBase), subject(2, { ...atBase, tax: '15' }), subject(3, { unsafe: 'yes' })]);
export const [result, second] = results as [Result, Result];

const ofRun = (id: string) => ({
  cycle: { jurisdiction: '310116', year: 2024 },
  run: id,
  position: '1-42',
  standard: { jurisdiction: '310116', year: 2024, version: 1 },
});

/** What is recorded of a parcel: a result of a run, and the enterprises that share it. */
export const parcelData = (id = run, of: Result = result) => ({ parcelId, partyIds: [partyId], ...ofRun(id), ...recorded(of) });
export const enterpriseData = (id = run, of: Result = result) => ({ partyId, ...ofRun(id), ...recorded(of) });

const towns = ['310116112', '310116113'];
export const gradeParcel = (id = run, of: Result = result): CommandNamed<'GradeParcel'> =>
  command('GradeParcel', assessmentCommands.GradeParcel.parse({ ...parcelData(id, of), jurisdictions: towns }));
export const gradeEnterprise = (id = run, of: Result = result): CommandNamed<'GradeEnterprise'> =>
  command('GradeEnterprise', assessmentCommands.GradeEnterprise.parse({ ...enterpriseData(id, of), jurisdictions: towns }));

type Final = Omit<CommandNamed<'FinaliseGrade'>['data'], 'jurisdictions'>;
/** What the city decides of a parcel: the grade of the run, under its document. */
export const finalData = (changes: Partial<Final> = {}): Final => ({
  parcelId,
  cycle: { jurisdiction: '310116', year: 2024 },
  run,
  grade: result.grade,
  list: { jurisdiction: '310116', edition: 1 },
  document: '沪府〔2024〕1号',
  ...changes,
});
export const finalise = (changes: Partial<Final> = {}): CommandNamed<'FinaliseGrade'> =>
  command('FinaliseGrade', assessmentCommands.FinaliseGrade.parse({ ...finalData(changes), jurisdictions: towns }));

export type Candidates = CommandNamed<'FreezeBottomRanking'>['data']['candidates'];
export const candidate = (n: number, score: string | null, code = `E${String(n).padStart(3, '0')}`): Candidates[number] => ({
  partyId: specId(n),
  code,
  score,
});
export const place = { jurisdiction: '310116112', parkId: specId(50), cycle: { jurisdiction: '310116', year: 2024 } };
export const freezeRanking = (candidates: Candidates, size = 30, id = run): CommandNamed<'FreezeBottomRanking'> =>
  command('FreezeBottomRanking', assessmentCommands.FreezeBottomRanking.parse({ ...place, run: id, size, candidates }));
