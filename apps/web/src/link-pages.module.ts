import { Module } from '@nestjs/common';
import { AgencyDocumentsController } from './pages/documents/agency-documents.controller.js';
import { LinksController } from './pages/links/links.controller.js';
import { SharedController } from './pages/shared/shared.controller.js';

/** What an agency keeps, the personal links that it gives, and what their holders see. */
@Module({ controllers: [AgencyDocumentsController, LinksController, SharedController] })
export class LinkPagesModule {}
