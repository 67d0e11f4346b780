import {
  AddParticipant,
  ChangeAgenda,
  ChangeGroups,
  ChangeParticipant,
  ChangeWorkshop,
  FreeSeat,
  ImportRoster,
  ListWorkshops,
  MoveWorkshop,
  NoteWorkshopReading,
  OwnGroups,
  PlanWorkshop,
  PreviewRoster,
  RemoveParticipant,
  ReturnSheet,
  RosterDesk,
  SendSheets,
  ViewPersonForm,
  ViewSheet,
  ViewWorkshop,
  ViewWorkshopOffer,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_SETUP_USE_CASES: readonly Type[] = [
  AddParticipant,
  ChangeAgenda,
  ChangeGroups,
  ChangeParticipant,
  ChangeWorkshop,
  FreeSeat,
  ImportRoster,
  ListWorkshops,
  MoveWorkshop,
  NoteWorkshopReading,
  OwnGroups,
  PlanWorkshop,
  PreviewRoster,
  RemoveParticipant,
  ReturnSheet,
  RosterDesk,
  SendSheets,
  ViewPersonForm,
  ViewSheet,
  ViewWorkshop,
  ViewWorkshopOffer,
];

/** Workshops as those who lead them plan them: days, agenda, people, groups. */
@Global()
@Module({ providers: [...WORKSHOP_SETUP_USE_CASES], exports: [...WORKSHOP_SETUP_USE_CASES] })
export class WorkshopSetupUseCasesModule {}
