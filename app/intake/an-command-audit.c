// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `verify-audit`: whether the audit log is whole. */

#include "base/an-i18n.h"
#include "intake/an-anchor.h"
#include "intake/an-command.h"

/* Anchors that were kept elsewhere: in the journal, on paper, on another machine. */
static gboolean
add_anchors (GArray *anchors, char **texts, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    AnAnchor anchor;

    if (!an_anchor_parse (&anchor, texts[i])) {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is no anchor; it is written POSITION:HASH"), texts[i]);
      return FALSE;
    }
    g_array_append_val (anchors, anchor);
  }
  return TRUE;
}

static int
run_verify (const char *store, int argc, char **argv)
{
  g_auto (GStrv) texts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnDatabase) database = NULL;
  g_autoptr (GArray) anchors = NULL;
  g_autofree char *entries = NULL;
  g_autofree char *anchored = NULL;
  gint64 n = 0;
  GOptionEntry options[] = { { "anchor",
                               0,
                               0,
                               G_OPTION_ARG_STRING_ARRAY,
                               &texts,
                               N_ ("An anchor that was kept elsewhere"), "POSITION:HASH" },
                               G_OPTION_ENTRY_NULL };

  if (!an_command_parse (options, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  database = an_command_open (store, &error);
  anchors = database ? an_anchor_load (store, &error) : NULL;
  if (anchors == NULL || !add_anchors (anchors, texts, &error) ||
      !an_anchor_verify (anchors, database, &n, &error))
    return an_command_fail (error);
  entries = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  anchored = g_strdup_printf ("%u", anchors->len);
  /* Translators: two numbers */
  g_print (_ ("The audit log is whole: %s entries, %s anchors.\n"), entries, anchored);
  return AN_COMMAND_DONE;
}

const AnIntakeCommand an_intake_audit_commands[] = {
  { "verify-audit",
    NULL,
    "[--anchor POSITION:HASH]…",
    N_ ("says whether the audit log was changed or cut"), run_verify },
    { NULL },
};
