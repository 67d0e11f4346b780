import {
  AuditLog,
  Outbox,
  SecondFactors,
  UnitOfWork,
  type Actor,
  type AuditedAction,
  type Mail,
  type PersonKept,
  type ProofResult,
} from '@isonomia/application';
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
    private readonly factors: SecondFactors,
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

  /** Of somebody else, who has lost them: in words for the mail, which speaks that person's language. */
  async reset(
    actor: Actor,
    { id, name, email }: PersonKept,
    { named, language }: { readonly named: string; readonly language: string },
  ): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const subject = { kind: 'user', id };
      const action = 'factor.removed';
      await this.audit.append(tx, { action, actor: actor.userId, subject, detail: { factor: 'all' } });
      await this.outbox.post(tx, mailOf({ name, language }, { action, named, email }));
      await this.factors.reset(id);
    });
  }

  /** Somebody has proved who they are, or tried to. */
  proof(actor: Actor, result: Pick<ProofResult, 'ok'> & { readonly by?: string }): Promise<void> {
    if (!result.ok) return this.note(actor, 'factor.failed');
    return this.note(actor, result.by === 'recovery-code' ? 'recovery-code.used' : 'factor.proved');
  }

  note(actor: Actor, action: Exclude<FactorAction, 'factor.added' | 'factor.removed'>): Promise<void> {
    return this.audit.note({ action, actor: actor.userId, subject: { kind: 'user', id: actor.userId } });
  }
}

function mailOf(
  { name, language }: Pick<Actor, 'name' | 'language'>,
  { action, named, email }: { readonly action: string; readonly named: string; readonly email: string },
): Mail {
  const template = action === 'factor.added' ? 'new-sign-in-factor' : 'sign-in-factor-removed';
  return { to: email, language, template, params: { name, factor: named } };
}
