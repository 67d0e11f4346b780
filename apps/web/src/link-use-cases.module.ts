import {
  DownloadShared,
  GiveLink,
  HoldLink,
  LinkLetter,
  LinkPlaces,
  ListAgencyDocuments,
  ListLinks,
  ListShared,
  OrderShared,
  RevokeLink,
  ViewShared,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const LINK_USE_CASES: readonly Type[] = [
  DownloadShared,
  GiveLink,
  HoldLink,
  LinkLetter,
  LinkPlaces,
  ListAgencyDocuments,
  ListLinks,
  ListShared,
  OrderShared,
  RevokeLink,
  ViewShared,
];

/** What an agency keeps, whom it lets read it, and what they may do. The guard of links asks here too. */
@Global()
@Module({ providers: [...LINK_USE_CASES], exports: [...LINK_USE_CASES] })
export class LinkUseCasesModule {}
