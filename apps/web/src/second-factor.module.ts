import { Module } from '@nestjs/common';
import { ResetFactorsController } from './pages/administration/reset-factors.controller.js';
import { FactorRecords } from './pages/second-factor/factor-records.js';
import { FactorsController } from './pages/second-factor/factors.controller.js';
import { PasskeysController } from './pages/second-factor/passkeys.controller.js';
import { ProveController } from './pages/second-factor/prove.controller.js';
import { ProviderController } from './pages/single-sign-on/provider.controller.js';

/** What people prove beside the password: set up, asked for, removed. */
@Module({
  controllers: [ProveController, FactorsController, PasskeysController, ProviderController, ResetFactorsController],
  providers: [FactorRecords],
  exports: [FactorRecords],
})
export class SecondFactorModule {}
