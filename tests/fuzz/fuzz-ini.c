// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as the settings file of a login screen. */

#include "fuzz.h"
#include "privacy/an-ini.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (AnIni) ini = an_ini_new (i == 0 ? '\0' : '#');

    an_ini_add_text (ini, text, "/etc/x.conf");
    for (guint k = 0; k < ini->entries->len; k++) {
      const AnIniEntry *entry = g_ptr_array_index (ini->entries, k);

      g_assert_true (g_utf8_validate (entry->value, -1, NULL));
    }
  }
  return 0;
}
