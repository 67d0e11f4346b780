import { AuditLog, Outbox, UnitOfWork, type Actor, type AuditedAction, type Mail } from '@isonomia/application';
import { Injectable } from '@nestjs/common';

type FactorAction = Extract<AuditedAction, `factor.${string}` | 'recovery-code.used'>;
type FactorKind = 'app' | 'recovery-codes' | 'passkey';

interface Change<Result> {
  readonly action: Extract<FactorAction, 'factor.added' | 'factor.removed'>;
  readonly factor: FactorKind;
  /** In words, for the mail. */
  readonly named: string;
  readonly email: string;
  readonly act: () => Promise<Result>;
  /** Whether the thing was done; what was not done leaves no record. */
  readonly isDone: (result: Result) => boolean;
}

class NotDone<Result> extends Error {
  constructor(readonly result: Result) {
    super('Nothing was done.');
  }
}

/** Writes down what happens to second factors, and tells the person of it by mail. */
@Injectable()
export class FactorRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** Record and mail first, then the thing itself: when they cannot be written, it does not happen. */
  async change<Result>(actor: Actor, change: Change<Result>): Promise<Result> {
    const { action, factor, named, email, act, isDone } = change;
    try {
      return await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
        const subject = { kind: 'user', id: actor.userId };
        await this.audit.append(tx, { action, actor: actor.userId, subject, detail: { factor } });
        await this.outbox.post(tx, mailOf(actor, { action, named, email }));
        const result = await act();
        if (!isDone(result)) throw new NotDone(result);
        return result;
      });
    } catch (error) {
      if (error instanceof NotDone) return error.result as Result;
      throw error;
    }
  }

  note(actor: Actor, action: Extract<FactorAction, 'factor.failed' | 'recovery-code.used'>): Promise<void> {
    return this.audit.note({ action, actor: actor.userId, subject: { kind: 'user', id: actor.userId } });
  }
}

function mailOf(
  { name, language }: Actor,
  { action, named, email }: { readonly action: string; readonly named: string; readonly email: string },
): Mail {
  const template = action === 'factor.added' ? 'new-sign-in-factor' : 'sign-in-factor-removed';
  return { to: email, language, template, params: { name, factor: named } };
}
