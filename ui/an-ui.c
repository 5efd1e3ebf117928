// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What both programs, annhi and annhi-page, do before anything else. */

#include "ui/an-ui.h"

#include <locale.h>
#include <sodium.h>

#include "an-ui-resources.h"
#include "base/an-i18n.h"

/**
 * an_ui_init:
 * @program_name: for messages
 *
 * Sets the language and makes the compiled-in templates, styles and icons known.
 */
void
an_ui_init (const char *program_name)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ANNHI_LOCALE_DIR") ?: AN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (program_name);
  if (sodium_init () < 0)
    g_critical ("libsodium does not start");
  an_ui_register_resource ();
}
