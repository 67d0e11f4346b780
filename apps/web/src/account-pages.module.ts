import { Module } from '@nestjs/common';
import { AccountController } from './pages/account/account.controller.js';
import { ForgottenController } from './pages/account/forgotten.controller.js';
import { NewPasswordController } from './pages/account/new-password.controller.js';
import { OutboxController } from './pages/account/outbox.controller.js';
import { OutboxDoor } from './pages/account/outbox-door.js';
import { PasswordController } from './pages/account/password.controller.js';
import { SessionsController } from './pages/account/sessions.controller.js';
import { TokensController } from './pages/account/tokens.controller.js';

/** What people set for themselves, and the way back in for whoever lost a password. */
@Module({
  controllers: [
    AccountController,
    PasswordController,
    SessionsController,
    TokensController,
    ForgottenController,
    NewPasswordController,
    OutboxController,
  ],
  providers: [OutboxDoor],
})
export class AccountPagesModule {}
