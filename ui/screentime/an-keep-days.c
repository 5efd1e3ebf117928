// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* For how long the guard keeps what happened. */

#include "ui/screentime/an-keep-days.h"

#include "base/an-i18n.h"

#define MONTH 31
#define YEAR 365

const guint an_keep_days_choices[] = { MONTH, 3 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 0 };

/**
 * an_keep_days_format:
 *
 * Returns: (transfer full): “1 year”, “3 months”, “200 days”
 */
char *
an_keep_days_format (guint days)
{
  guint count;

  if (days > 0 && days % YEAR == 0) {
    count = days / YEAR;
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u year", "%u years", count), count);
  }
  if (days > 0 && days % MONTH == 0) {
    count = days / MONTH;
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u month", "%u months", count), count);
  }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", days), days);
}
