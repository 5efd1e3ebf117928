// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `/inbox` and what belongs to the page: files in the binary, with headers that allow nothing else.
 */

#include <gio/gio.h>

#include "an-inbox-data.h"
#include "intake/an-api.h"

#define RESOURCES "/vn/annhi/AnNhi/intake"

static const struct {
  const char *path, *file, *type;
} pages[] = {
  { "/inbox", "inbox.html", "text/html; charset=utf-8" },
  { "/inbox/icon.svg", "icon.svg", "image/svg+xml" },
  { "/inbox/inbox.css", "inbox.css", "text/css; charset=utf-8" },
  { "/inbox/inbox.js", "inbox.js", "text/javascript; charset=utf-8" },
  { "/inbox/case.js", "case.js", "text/javascript; charset=utf-8" },
  { "/inbox/dialogs.js", "dialogs.js", "text/javascript; charset=utf-8" },
  { "/inbox/base.js", "base.js", "text/javascript; charset=utf-8" },
  { "/inbox/statistics.js", "statistics.js", "text/javascript; charset=utf-8" },
  { "/inbox/words.js", "words.js", "text/javascript; charset=utf-8" },
};

static const char *const headers[][2] = {
  { "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'" },
  { "Referrer-Policy", "no-referrer" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Cross-Origin-Resource-Policy", "same-origin" },
  { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
  { "X-Frame-Options", "DENY" },
};

void
an_api_page (AnExchange *exchange)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (exchange->message));

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *name = g_strconcat (RESOURCES "/", pages[i].file, NULL);
    g_autoptr (GBytes) bytes = NULL;

    if (!g_str_equal (pages[i].path, path))
      continue;
    bytes = g_resource_lookup_data (an_inbox_data_get_resource (), name, 0, NULL);
    if (bytes == NULL)
      break;
    for (gsize j = 0; j < G_N_ELEMENTS (headers); j++)
      an_exchange_set_header (exchange, headers[j][0], headers[j][1]);
    an_exchange_reply_bytes (exchange, pages[i].type, bytes, NULL);
    return;
  }
  an_exchange_reply_error (exchange, AN_PROBLEM_NOT_FOUND);
}
