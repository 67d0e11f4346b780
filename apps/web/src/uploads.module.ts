import { Global, Module } from '@nestjs/common';
import { FileCleaner } from '@isonomia/application';
import { ChildCleaner } from '@isonomia/cleaning';

@Global()
@Module({ providers: [{ provide: FileCleaner, useClass: ChildCleaner }], exports: [FileCleaner] })
export class UploadsModule {}
