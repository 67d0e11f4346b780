import { TakeCommitments, ViewAttended, ViewNetwork } from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_AFTER_USE_CASES: readonly Type[] = [TakeCommitments, ViewAttended, ViewNetwork];

/** What is left of a workshop once everybody went home. */
@Global()
@Module({ providers: [...WORKSHOP_AFTER_USE_CASES], exports: [...WORKSHOP_AFTER_USE_CASES] })
export class WorkshopAfterUseCasesModule {}
