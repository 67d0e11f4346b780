import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '@isonomia/pdf';
import puppeteer, { type Browser, type ElementHandle, type Page, type Viewport } from 'puppeteer';
import { browserSetting } from './site.js';
import { emailOf, hasSecondFactor, PASSWORD, recoveryCodeOf, type PersonName } from './world.js';

const DESK: Viewport = { width: 1280, height: 900 };

/** One Chromium for a file of tests; every person gets a context, hence cookies, of their own. */
export class Chromium {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Chromium> {
    const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-browser-'));
    const found = await findBrowser({ folder, configured: browserSetting()['PUPPETEER_EXECUTABLE_PATH'] });
    // It opens pages of ours alone; its sandbox does not start for root.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await puppeteer.launch({
      executablePath: found.path,
      headless: found.source === 'bundled' ? 'shell' : true,
      userDataDir: path.join(folder, 'profile'),
      args: [...args, '--lang=en', '--force-color-profile=srgb'],
      env: { ...process.env, ...found.environment },
    });
    return new Chromium(browser, folder);
  }

  async person(origin: string, options: { readonly script?: boolean } = {}): Promise<Reader> {
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(DESK);
    const script = options.script ?? true;
    await page.setJavaScriptEnabled(script);
    return new Reader(page, origin, script);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Somebody at a browser. Remembers what the browser complained of. */
export class Reader {
  readonly complaints: string[] = [];

  constructor(
    readonly page: Page,
    readonly origin: string,
    readonly script: boolean,
  ) {
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${String(error)}`));
    // A page with something unsaved asks before it is left: told like a complaint, and left all the same.
    page.on('dialog', (dialog) => {
      this.complaints.push(`${page.url()}: ${dialog.type()}`);
      void dialog.accept();
    });
    page.on('request', (request) => {
      const { protocol, origin: from } = new URL(request.url());
      if (protocol.startsWith('http') && from !== origin) this.complaints.push(`${page.url()}: asks ${from}`);
    });
  }

  async signIn(person: PersonName): Promise<void> {
    await this.open('/sign-in');
    await this.write({ email: emailOf(person), password: PASSWORD });
    await this.press('Sign in');
    if (!hasSecondFactor(person)) return;
    await this.write({ code: recoveryCodeOf(person) });
    await this.press('Continue');
    await this.open('/');
  }

  /** The status of the page, or undefined when it is the one that was open, scrolled to another place. */
  async open(address: string): Promise<number | undefined> {
    const reply = await this.page.goto(address.startsWith('/') ? `${this.origin}${address}` : address);
    return reply?.status();
  }

  /** A button or link by the name that a screen reader says, begun or whole; waits for the page it leads to. */
  async press(name: string, within = 'main'): Promise<void> {
    const target = await this.named(name, within);
    await Promise.all([this.page.waitForNavigation(), target.click()]);
  }

  async named(name: string, within = 'main'): Promise<ElementHandle> {
    const found = await this.page.evaluateHandle(
      (wanted, root) => {
        const all = [...document.querySelectorAll<HTMLElement>(`${root} a[href], ${root} button, ${root} summary`)];
        const spoken = (one: HTMLElement): string =>
          (one.getAttribute('aria-label') ?? one.textContent).replace(/\s+/g, ' ').trim();
        const seen = all.filter((one) => one.checkVisibility() && one.closest('[aria-hidden="true"]') === null);
        return seen.find((one) => spoken(one) === wanted) ?? seen.find((one) => spoken(one).startsWith(wanted)) ?? null;
      },
      name,
      within,
    );
    const element = found.asElement();
    if (element === null) throw new Error(`${this.page.url()} shows no button or link "${name}".`);
    return element as ElementHandle;
  }

  /** Fields of a form by their names; texts are put in as a person would leave them. */
  async write(fields: Readonly<Record<string, string | readonly string[]>>, form = 'form'): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) await this.fill(form, name, one);
    }
  }

  private async fill(form: string, name: string, value: string): Promise<void> {
    const done = await this.page.evaluate(
      (root, wanted, text) => {
        const fields = [
          ...document.querySelectorAll<HTMLInputElement>(`${root} [name="${CSS.escape(wanted)}"]`),
        ].filter((field) => field.type !== 'hidden');
        const choice = fields.find((field) => ['radio', 'checkbox'].includes(field.type) && field.value === text);
        if (choice !== undefined) {
          if (!choice.checked) choice.click();
          return true;
        }
        const [field] = fields;
        if (field === undefined) return false;
        field.focus();
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      form,
      name,
      value,
    );
    if (!done) throw new Error(`${this.page.url()} has no field "${name}" in ${form}.`);
  }

  /** What the browser complained of since it was last asked, answers with the statuses named here excepted. */
  complained(...expected: readonly number[]): readonly string[] {
    const isExpected = (one: string): boolean => expected.some((status) => one.includes(`status of ${status}`));
    return this.complaints.splice(0).filter((one) => !isExpected(one));
  }

  /** A file behind a link, with the cookies of this person. */
  async download(address: string): Promise<Response> {
    const cookies = await this.page.browserContext().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return fetch(new URL(address, this.origin), { headers: { cookie } });
  }

  text(selector = 'main'): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());
  }

  title(): Promise<string> {
    return this.page.title();
  }

  path(): string {
    return new URL(this.page.url()).pathname;
  }
}
