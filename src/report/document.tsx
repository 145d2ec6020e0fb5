import type { ComponentChildren, VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { clientScript } from './client-script.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { STYLESHEET } from './style/stylesheet.ts';
import { printable } from './text/printable.ts';

interface DocumentProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** What the page's script gets to draw, in base64 (`compress`). */
  readonly data?: string | undefined;
}

/**
 * A whole page in one file, as text. Every value in it is escaped by the renderer, and what a reader could not see, or
 * would see as something else, is written out.
 */
export function documentText(title: string, children: ComponentChildren, data?: string): string {
  const page = (
    <Document title={title} data={data}>
      {children}
    </Document>
  );
  return printable(`<!doctype html>\n${renderToStaticMarkup(page)}\n`);
}

/**
 * Stylesheet and script are constants, and with the data, which is base64, the only texts that are not escaped: escaped ones
 * would no longer have their hashes.
 */
function Document({ title, children, data }: DocumentProps): VNode {
  const script = clientScript();
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy(STYLESHEET, script)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLESHEET }} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to content
        </a>
        {children}
        {data !== undefined && (
          <script type="application/vnd.capcheck.run" id="run-data" dangerouslySetInnerHTML={{ __html: data }} />
        )}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
