import { describe, expect, it } from 'vitest';
import { specId, specSource } from '../testing/given.ts';
import { type Answered, answers, confirm, given, lessee, ofSubject, owner, sendBack, submit } from './test/scene.ts';

const name: Answered = ['name', '上海古岛时装有限公司'];
const stamped = [{ ...specSource, evidenceId: specId(600) }];

const submitted = (of: readonly Answered[], changes: object = {}) => ({
  type: 'FormSubmitted' as const,
  data: {
    ...ofSubject,
    partyId: null,
    form: 'self-assessment' as const,
    schema: { jurisdiction: '310116', year: 2024, version: 1 },
    answers: answers(of),
    filledBy: 'enterprise' as const,
    mandateId: null,
    ...changes,
  },
});
const supplied = (value: string, changes: object = {}) => ({
  type: 'FiguresSupplied' as const,
  data: {
    ...ofSubject,
    partyId: null,
    supplier: '用地主体' as const,
    period: 2023,
    figures: [{ quantity: 'leased-area', value, unit: '平方米' }],
    form: 'self-assessment' as const,
    ...changes,
  },
});
const area = (value: string): Answered => ['leased-area', value];

describe('a submitted form', () => {
  const of = { ...ofSubject, partyId: null, form: 'self-assessment' as const };
  const returned = { type: 'FormReturned' as const, data: { ...of, reason: '面积有误', fields: [] } };
  const confirmed = { type: 'FormConfirmed' as const, data: of };
  const event = specId(1);

  it('is returned with a reason and fields, and submitted again', () => {
    given
      .opened(submit([name]))
      .when(sendBack())
      .then(returned);
    given
      .opened(submit([name]), sendBack())
      .when(sendBack())
      .thenNothing();
    given
      .opened(submit([name]), sendBack())
      .when(sendBack({ reason: '另有问题' }))
      .thenRefused('submission-form-not-submitted');
    given
      .opened(submit([name]), sendBack())
      .when(submit([name]))
      .then(submitted([name]));
  });
  it('is returned alone: what others submitted stays as it is', () => {
    const information = { form: 'enterprise-information' as const };
    const [ofOwner, ofLessee] = [owner, lessee].map((partyId) => ({ ...information, partyId }));
    const { state } = given.opened(submit([name]), submit([name], ofOwner), submit([name], ofLessee), sendBack(ofLessee));
    expect(state).toMatchObject({
      forms: [
        { form: 'self-assessment', status: 'submitted' },
        { ...ofOwner, status: 'submitted' },
        { ...ofLessee, status: 'returned' },
      ],
    });
  });
  it('is not returned where none was submitted', () =>
    given.opened().when(sendBack()).thenRefused('submission-form-not-submitted', 'self-assessment'));
  it('is confirmed by another than its submitter', () => {
    given
      .opened(submit([name]))
      .when(confirm(event))
      .then(confirmed);
    given
      .opened(submit([name]), confirm(event))
      .when(confirm(event))
      .thenNothing();
    given
      .opened(submit([name]))
      .when(confirm(event, { submitted: { event, by: 'officer' } }))
      .thenRefused('submission-confirmed-by-submitter');
  });
  it('is confirmed as it stands, not as it was looked through', () => {
    given
      .opened(submit([name]))
      .when(confirm(specId(2)))
      .thenRefused('submission-form-resubmitted', 'self-assessment');
    given
      .opened(submit([name]))
      .when(confirm(event, { submitted: null }))
      .thenRefused('submission-form-resubmitted');
  });
  it('is not confirmed before it is submitted, or once it is returned', () => {
    given.opened().when(confirm(event)).thenRefused('submission-form-not-submitted');
    given
      .opened(submit([name]), sendBack())
      .when(confirm(event))
      .thenRefused('submission-form-not-submitted');
  });
  it('once confirmed is filled again only when it is returned', () => {
    const confirming = [submit([name]), confirm(event)];
    given
      .opened(...confirming)
      .when(submit([name, area('1')]))
      .thenRefused('submission-form-confirmed', 'self-assessment');
    given
      .opened(...confirming)
      .when(sendBack())
      .then(returned);
    given
      .opened(...confirming, sendBack())
      .when(submit([name, area('1')]))
      .then(submitted([name, area('1')]), supplied('1'));
  });
  it('that the town filled is looked through by the task force of the district', () => {
    const filled = submit([name], { filledBy: 'on-behalf' }, stamped);
    given.opened(filled).when(confirm(event)).thenRefused('submission-for-task-force');
    given.opened(filled).when(sendBack()).thenRefused('submission-for-task-force');
    given
      .opened(filled)
      .when(confirm(event, { reviewer: 'task-force' }))
      .then(confirmed);
    given
      .opened(filled)
      .when(sendBack({ reviewer: 'task-force' }))
      .then(returned);
  });
});
