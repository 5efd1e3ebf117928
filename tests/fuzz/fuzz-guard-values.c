// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as each of the guard's documents, and as a dictionary in D-Bus's own encoding. */

#include <string.h>

#include "fuzz.h"
#include "screentime/an-guard-values.h"

typedef GPtrArray *(*Parse) (const char *text, GError **error);

static void
try_dictionaries (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GVariant) dict =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, FALSE));
  g_autoptr (GVariant) list =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("aa{sv}"), bytes, FALSE));
  g_autoptr (GError) dict_error = NULL;
  g_autoptr (GError) list_error = NULL;
  g_autoptr (AnGuardStatus) status = an_guard_status_from_variant (dict, &dict_error);
  g_autoptr (GPtrArray) entries = an_guard_entries_from_variant (list, &list_error);

  g_assert_true ((status == NULL) == (dict_error != NULL));
  g_assert_true ((entries == NULL) == (list_error != NULL));
}

static void
try_policy (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_guard_policy_parse (text, &error);

  g_assert_true ((policy == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const Parse parsers[] = {
    an_guard_requests_parse,
    an_guard_events_parse,
    an_guard_days_parse,
  };
  g_autofree char *text = g_strndup ((const char *) data, size);

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) items = parsers[i](text, &error);

    g_assert_true ((items == NULL) == (error != NULL));
  }
  try_policy (text);
  try_dictionaries (data, size);
  return 0;
}
