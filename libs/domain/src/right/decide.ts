import type { Decision } from '../kernel/index.ts';
import type { RightCommand } from './commands.ts';
import { annul } from './decide-annulment.ts';
import { appointOperator, consentToSublease, correctLease, endLease, lease, sublet } from './decide-leases.ts';
import { consentToTransfer, correctMortgage, mortgage, release as releaseMortgage } from './decide-mortgages.ts';
import { correctTransfer, pass, passByRuling } from './decide-moves.ts';
import { endParcel, nameContract, recordRefusal, restoreParcel } from './decide-parcel.ts';
import { correct, end, register, registerCertificate } from './decide-rights.ts';
import { correctSeizure, release as releaseSeizure, renew, seize } from './decide-seizures.ts';
import { decideTransfer, file, giveOpinion, registerTransfer, withdraw } from './decide-transfers.ts';
import type { RightFact } from './events.ts';
import type { Title } from './state.ts';

/** Decides on a `title-<parcelId>` stream. */
export const decide = (command: RightCommand, state: Title): Decision<RightFact> => {
  switch (command.type) {
    case 'RegisterRight':
    case 'ReportRight':
      return register(command, state);
    case 'CorrectRight':
      return correct(command, state);
    case 'RegisterCertificate':
      return registerCertificate(command, state);
    case 'EndRight':
    case 'ReportRightEnd':
      return end(command, state);
    case 'FileRightTransfer':
      return file(command, state);
    case 'RecordRightTransferOpinion':
      return giveOpinion(command, state);
    case 'DecideRightTransfer':
      return decideTransfer(command, state);
    case 'WithdrawRightTransfer':
      return withdraw(command, state);
    case 'RegisterRightTransfer':
      return registerTransfer(command, state);
    case 'RegisterRightSuccession':
    case 'ReportRightTransfer':
      return pass(command, state);
    case 'TransferRightByRuling':
      return passByRuling(command, state);
    case 'CorrectRightTransfer':
      return correctTransfer(command, state);
    case 'RegisterLease':
    case 'ReportLease':
      return lease(command, state);
    case 'RegisterSublease':
    case 'ReportSublease':
      return sublet(command, state);
    case 'AppointOperator':
    case 'ReportOperator':
      return appointOperator(command, state);
    case 'RecordSubleaseConsent':
      return consentToSublease(command, state);
    case 'EndLease':
      return endLease(command, state);
    case 'CorrectLease':
      return correctLease(command, state);
    case 'RegisterMortgage':
    case 'ReportMortgage':
      return mortgage(command, state);
    case 'RecordMortgageeConsent':
      return consentToTransfer(command, state);
    case 'ReleaseMortgage':
      return releaseMortgage(command, state);
    case 'CorrectMortgage':
      return correctMortgage(command, state);
    case 'RecordSeizure':
      return seize(command, state);
    case 'RenewSeizure':
      return renew(command, state);
    case 'ReleaseSeizure':
      return releaseSeizure(command, state);
    case 'CorrectSeizure':
      return correctSeizure(command, state);
    case 'EndTitleParcel':
      return endParcel(command, state);
    case 'RestoreTitleParcel':
      return restoreParcel(command, state);
    case 'NameTitleContract':
      return nameContract(command, state);
    case 'RecordTitleRefusal':
      return recordRefusal(command, state);
    case 'AnnulTitleFact':
      return annul(command, state);
  }
};
