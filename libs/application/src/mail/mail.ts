/** `opens` and `closes` are ISO dates, which a letter writes as its reader's language does; `days` until the closing day. */
interface RoundParams {
  readonly name: string;
  readonly agency: string;
  readonly round: string;
  readonly region: string;
  readonly opens: string;
  readonly closes: string;
  readonly days: string;
  readonly link: string;
}

/** What each mail is filled in with; every value is a text that is shown as it stands. */
export interface MailParams {
  /** `place` is the agency, the region or the installation that the role holds in; `days` until the link ends. */
  readonly invitation: {
    readonly inviter: string;
    readonly role: string;
    readonly place: string;
    readonly link: string;
    readonly days: string;
  };
  readonly 'password-reset': { readonly name: string; readonly link: string; readonly minutes: string };
  readonly 'password-changed': { readonly name: string; readonly link: string };
  /** `factor` in words: "an authenticator app", "a passkey". */
  readonly 'new-sign-in-factor': { readonly name: string; readonly factor: string };
  readonly 'sign-in-factor-removed': { readonly name: string; readonly factor: string };
  readonly 'access-token-created': { readonly name: string; readonly token: string; readonly link: string };
  /** `place` is the agency or the round that it is of; `until` an ISO date; `link` opens it, whoever has it. */
  readonly 'personal-link': {
    readonly recipient: string;
    readonly giver: string;
    readonly place: string;
    readonly link: string;
    readonly until: string;
  };
  readonly 'assessment-returned': AboutAssessment;
  readonly 'assessment-validated': AboutAssessment;
  readonly 'round-invitation': RoundParams;
  readonly 'round-reminder': RoundParams;
  readonly 'round-extended': RoundParams;
  readonly 'round-closed': RoundParams;
  /** `from` and `to` are ISO dates; the sheet is attached. */
  readonly 'workshop-sheet': {
    readonly name: string;
    readonly agency: string;
    readonly workshop: string;
    readonly place: string;
    readonly from: string;
    readonly to: string;
    /** Where whoever leads the agency hands it in; others send it back. */
    readonly link?: string;
  };
  readonly 'plan-due': AboutTask;
  readonly 'plan-overdue': AboutTask;
  /** `title` is the assessment's that the plan came from; `months` since it was adopted. */
  readonly 'plan-follow-up': AboutAssessment & { readonly months: string };
  readonly 'workshop-follow-up': AboutAssessment & { readonly months: string };
}
/** `due` is an ISO date; `link` leads to the task, for whoever signs in. */
interface AboutTask {
  readonly name: string;
  readonly agency: string;
  readonly task: string;
  readonly due: string;
  readonly link: string;
}
/** `title` is the assessment's; `link` leads to it, for whoever signs in. */
interface AboutAssessment {
  readonly name: string;
  readonly agency: string;
  readonly title: string;
  readonly link: string;
}
export type MailTemplate = keyof MailParams;

/** A small file that goes along, and is forgotten with what the mail was filled in with. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** One mail to one mailbox. `to` is a bare address; names never reach a header. */
export type Mail = {
  readonly [Template in MailTemplate]: {
    readonly to: string;
    /** Of the person who reads it, e.g. `en`. */
    readonly language: string;
    readonly template: Template;
    readonly params: MailParams[Template];
    readonly attachment?: Attachment;
  };
}[MailTemplate];
