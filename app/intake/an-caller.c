// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* From which address a request comes: the last hop that our own proxy saw, or the peer itself. */

#include "intake/an-caller.h"

#include <string.h>

#include "intake/an-server.h"

#define NETWORK_BYTES 8 /* of an IPv6 address; the rest is the subscriber's to choose */

/* Helpers */

/* (transfer full) */
static char *
format (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  guint8 network[16] = { 0 };
  g_autoptr (GInetAddress) cut = NULL;

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return g_inet_address_to_string (address);
  memcpy (network, bytes, NETWORK_BYTES);
  cut = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (cut);
}

/* Public */

char *
an_caller_get_address (AnExchange *exchange)
{
  const char *forwarded = an_exchange_get_header (exchange, "X-Forwarded-For");
  GSocketAddress *remote = soup_server_message_get_remote_address (exchange->message);

  if (an_server_get_desk (exchange->server)->settings.behind_proxy && forwarded != NULL) {
    const char *comma = strrchr (forwarded, ',');
    g_autofree char *last = g_strstrip (g_strdup (comma ? comma + 1 : forwarded));
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string (last);

    if (address != NULL)
      return format (address);
  }
  return format (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}
