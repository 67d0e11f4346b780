import { Module } from '@nestjs/common';
import { AdministrationController } from './pages/administration/administration.controller.js';
import { AgencyEntriesController } from './pages/administration/agency-entries.controller.js';
import { GivingController } from './pages/administration/giving.controller.js';
import { InvitationController } from './pages/administration/invitation.controller.js';
import { InvitationsController } from './pages/administration/invitations.controller.js';
import { KnownTypes } from './pages/administration/known-types.js';
import { PeopleController } from './pages/administration/people.controller.js';
import { RoleForms } from './pages/administration/role-form.js';

/** Where agencies are, which there are, who works for them, and how somebody new comes in. */
@Module({
  // Addresses with a word where others have an id come first.
  controllers: [
    AdministrationController,
    AgencyEntriesController,
    GivingController,
    PeopleController,
    InvitationsController,
    InvitationController,
  ],
  providers: [KnownTypes, RoleForms],
})
export class AdministrationPagesModule {}
