import { userId } from '@isonomia/application';
import { refused } from '../exit.js';
import { withInstallation } from '../installation.js';
import { OPERATOR } from '../operator.js';
import { say } from '../output.js';

/** For somebody who lost phone, passkeys and recovery codes, and whom the operator has recognised by other means. */
export function resetSecondFactor({ email }: { readonly email: string }): Promise<void> {
  return withInstallation(async ({ accounts, factors, ports }) => {
    const found = await accounts.idOf(email);
    if (found === undefined) throw refused(`user.unknown: nobody signs in with ${email}.`);
    const id = userId(found);
    await ports.unitOfWork.run({ actor: OPERATOR.userId }, async (tx) => {
      const subject = { kind: 'user', id };
      const detail = { factor: 'all', by: 'command line' };
      await ports.audit.append(tx, { action: 'factor.removed', actor: OPERATOR.userId, subject, detail });
      await factors.reset(id);
    });
    say(`${email} has no second factor now, and every session of theirs has ended. Their password stays as it is.`);
  });
}
