/** Stands for a person's browser on the practice sign-in pages: it keeps cookies, follows redirects and presses buttons. */
export class PracticeBrowser {
  readonly #cookies = new Map<string, string>();

  /**
   * Opens the authorisation address, chooses the person with this `sub` (or presses Cancel) whenever the list is shown,
   * and answers the address on the desk's own listener that the provider sends the browser to, without visiting it.
   */
  async signIn(authorisation: URL, choice: { sub: string } | { cancel: 'yes' }): Promise<URL> {
    let page = await this.#request(authorisation);
    for (;;) {
      const location = page.response.headers.get('location');
      if (location) {
        const next = new URL(location, page.url);
        if (next.origin !== authorisation.origin) return next;
        page = await this.#request(next);
        continue;
      }
      const html = await page.response.text();
      const fields = html.includes('name="sub"') ? choice : hiddenFields(html);
      if (!page.response.ok || !fields) throw new Error(`${page.response.status} ${textOf(html)}`);
      const action = /action="([^"]+)"/.exec(html)?.[1] ?? page.url;
      page = await this.#request(new URL(action, page.url), new URLSearchParams(fields));
    }
  }

  async #request(url: URL, body?: URLSearchParams): Promise<{ url: URL; response: Response }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = { redirect: 'manual', headers: { cookie } } as const;
    const response = await fetch(url, body ? { ...init, method: 'POST', body } : init);
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return { url, response };
  }
}

// The provider changes from one person to another by way of a form that submits itself.
function hiddenFields(html: string): Record<string, string> | undefined {
  const fields = [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return fields.length > 0 ? Object.fromEntries(fields.map(([, name, value]) => [name, value])) : undefined;
}

function textOf(html: string): string {
  return html
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
