/** A card as it is typed into the card page; what is left out is filled with something valid. */
export type CardEntry = {
  number: string;
  expiryMonth?: string;
  expiryYear?: string;
  cardholderName?: string;
  cvc?: string;
};

/** The page that the browser ended on; `returnedTo` instead, where it was sent back to the service. */
export type PageSeen = { status: number; path: string; heading: string; html: string; returnedTo?: string };

/** Works the payment pages over plain HTTP, as a browser with its cookie would: for tests that need no real browser. */
export type CardPayer = {
  readonly seen: PageSeen;
  enterCard(entry: CardEntry): Promise<PageSeen>;
  confirm(): Promise<PageSeen>;
  cancel(): Promise<PageSeen>;
  /** Loads the page anew, as the waiting page does by itself. */
  reload(): Promise<PageSeen>;
  /** Follows the button of an outcome page back to the service. */
  goBack(): Promise<PageSeen>;
  /** Opens another address in the same browser. */
  open(address: string): Promise<PageSeen>;
};

/** Opens a payment's `next_url` in a new browser. */
export async function openCardPage(nextUrl: string): Promise<CardPayer> {
  const browser = createBrowser(new URL(nextUrl).origin);
  let seen = await browser.visit(nextUrl);
  const go = async (visit: Promise<PageSeen>): Promise<PageSeen> => (seen = await visit);
  const submit = (path: string, fields: Record<string, string>): Promise<PageSeen> => {
    const csrfToken = /name="csrfToken" value="([^"]*)"/.exec(seen.html)?.[1] ?? '';
    return go(browser.visit(path, new URLSearchParams({ csrfToken, ...fields })));
  };
  return {
    get seen() {
      return seen;
    },
    enterCard: ({ number, expiryMonth = '12', expiryYear = '40', cardholderName = 'A Payer', cvc = '123' }) =>
      submit(actionIn(seen, ''), { cardNo: number, expiryMonth, expiryYear, cardholderName, cvc }),
    confirm: () => submit(actionIn(seen, '/confirm'), {}),
    cancel: () => submit(actionIn(seen, '/cancel'), {}),
    reload: () => go(browser.visit(seen.path)),
    goBack: () => go(browser.visit(/href="(\/return\/[^"]*)"/.exec(seen.html)?.[1] ?? '')),
    open: (address) => go(browser.visit(address)),
  };
}

function actionIn({ html, heading }: PageSeen, ending: string): string {
  const action = new RegExp(`action="(/card_details/[a-z0-9]+${ending})"`).exec(html)?.[1];
  if (action === undefined) throw new Error(`The page "${heading}" has no such form.`);
  return action;
}

function createBrowser(origin: string) {
  let cookie: string | undefined;
  const visit = async (address: string, form?: URLSearchParams): Promise<PageSeen> => {
    const url = new URL(address, origin);
    if (url.origin !== origin) return { status: 0, path: '', heading: '', html: '', returnedTo: url.href };
    const response = await fetch(url, {
      redirect: 'manual',
      headers: cookie === undefined ? {} : { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const location = response.headers.get('location');
    if (location !== null) return visit(location);
    const html = await response.text();
    const heading = (/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim();
    return { status: response.status, path: url.pathname, heading, html };
  };
  return { visit };
}
