import type { ComponentChildren, VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { STYLESHEET } from './style/stylesheet.ts';
import { printable } from './text/printable.ts';

interface DocumentProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/**
 * A whole page in one file, as text. Every value in it is escaped by the renderer, and what a reader could not see, or
 * would see as something else, is written out.
 */
export function documentText(title: string, children: ComponentChildren): string {
  return printable(`<!doctype html>\n${renderToStaticMarkup(<Document title={title}>{children}</Document>)}\n`);
}

/** The stylesheet is a constant, and the only text that is not escaped: an escaped one would no longer have its hash. */
function Document({ title, children }: DocumentProps): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy(STYLESHEET)} />
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
      </body>
    </html>
  );
}
