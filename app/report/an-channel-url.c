// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which addresses a channel may have: never one over which a report would travel in clear. */

#include <gio/gio.h>
#include <string.h>

#include "base/an-i18n.h"
#include "report/an-channel.h"

/* This PC by its exact names: a prefix such as "127.0.0.1." proves nothing. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* GUri is forgiving with spaces and the like; another reader might not be in the same way. */
static gboolean
is_plain (const char *url)
{
  while (g_ascii_isgraph (*url))
    url++;
  return *url == '\0';
}

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, AN_CHANNEL_ERROR, AN_CHANNEL_ERROR_INSECURE_URL, reason);
  return FALSE;
}

/**
 * an_channel_url_check:
 * @url: an address from a channel file
 *
 * A user name, a query or a fragment has no use in such an address but to mislead.
 *
 * Returns: whether it is https, or http to loopback; %AN_CHANNEL_ERROR_INSECURE_URL otherwise
 */
gboolean
an_channel_url_check (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = is_plain (url) ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0')
    return fail (error, _ ("this is not the address of a server"));
  if (strpbrk (url, "\\@?#") != NULL)
    return fail (error, _ ("an address must not hold a user name, “?” or “#”"));
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  if (g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (host))
    return TRUE;
  return fail (error, _ ("an address must begin with https; http is only for this PC itself"));
}
