import type { Config } from '@isonomia/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { AccountController } from './pages/account/account.controller.js';
import { LostPassword } from './pages/account/lost-password.js';
import { NewPasswordController } from './pages/account/new-password.controller.js';
import { OutboxController } from './pages/account/outbox.controller.js';
import { isOutboxOffered, OutboxDoor } from './pages/account/outbox-door.js';
import { PasswordController } from './pages/account/password.controller.js';
import { SessionsController } from './pages/account/sessions.controller.js';
import { TokensController } from './pages/account/tokens.controller.js';

/** What people set for themselves, and the way back in for whoever lost a password. */
@Module({
  controllers: [AccountController, PasswordController, SessionsController, TokensController, NewPasswordController],
  providers: [OutboxDoor, LostPassword],
})
export class AccountPagesModule {
  /** Mails are shown by a demo that cannot send them; elsewhere there is no such address. */
  static forRoot(config: Config): DynamicModule {
    return { module: AccountPagesModule, controllers: isOutboxOffered(config) ? [OutboxController] : [] };
  }
}
