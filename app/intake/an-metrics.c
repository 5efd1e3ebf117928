// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Lines for Prometheus. */

#include "intake/an-metrics.h"

void
an_metrics_add_head (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP annhi_%s %s\n# TYPE annhi_%s %s\n", name, help, name, type);
}

/**
 * an_metrics_add:
 * @labels: `name="value"`, or ""
 */
void
an_metrics_add (GString *text, const char *name, const char *labels, guint64 value)
{
  if (*labels == '\0')
    g_string_append_printf (text, "annhi_%s %" G_GUINT64_FORMAT "\n", name, value);
  else
    g_string_append_printf (text, "annhi_%s{%s} %" G_GUINT64_FORMAT "\n", name, labels, value);
}
