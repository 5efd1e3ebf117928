// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl checklist fix and undo: what a check offers, shown first, done only with --yes. */

#define G_LOG_DOMAIN "annhictl"

#include "an-cli.h"
#include "base/an-i18n.h"
#include "privacy/an-fix.h"

/* What both commands are told. */
typedef struct {
  char *check; /* (not owned) */
  char *user;  /* (owned) (nullable) */
  char *root;  /* (owned) (nullable) */
  gboolean yes;
} Options;

static gboolean
parse (int argc, char **argv, const char *usage, gboolean takes_yes, Options *self, int *code)
{
  GOptionEntry entries[] = {
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, N_ ("The child's account (yours)"), "NAME" },
      { "root",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        &self->root,
        N_ ("Look at the system below DIR"), "DIR" },
        { "yes", 0, 0, G_OPTION_ARG_NONE, &self->yes, N_ ("Do it, not only show it"), NULL },
          { NULL },
      };

  if (!takes_yes)
    entries[2] = (GOptionEntry){ NULL };
  *code = AN_EXIT_USAGE;
  if (!an_cli_parse (usage, entries, &argc, &argv))
    return FALSE;
  if (argc != 2) {
    *code = an_cli_usage ("%s", _ ("the id of exactly one check is needed"));
    return FALSE;
  }
  if (an_check_find (argv[1]) == NULL) {
    g_autoptr (GError) error =
        g_error_new (G_IO_ERROR,
                     G_IO_ERROR_NOT_FOUND,
                     _ ("there is no check “%s” (see annhictl checklist run)"), argv[1]);

    *code = an_cli_fail (AN_EXIT_REFUSED, error);
    return FALSE;
  }
  self->check = argv[1];
  return TRUE;
}

static void
clear_options (Options *self)
{
  g_free (self->user);
  g_free (self->root);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static char *
format_value (AnChangeKind kind, GVariant *value)
{
  if (value == NULL)
    return g_strdup (C_ ("a setting", "not set"));
  if (kind == AN_CHANGE_MODE)
    return g_strdup_printf ("%04o", g_variant_get_uint32 (value));
  return g_variant_print (value, FALSE);
}

static void
print_fix (const AnFix *fix)
{
  for (guint i = 0; i < fix->changes->len; i++) {
    const AnChange *change = g_ptr_array_index (fix->changes, i);
    g_autofree char *before = format_value (change->kind, change->before);
    g_autofree char *after = format_value (change->kind, change->after);

    g_print ("%s\n    %s %s: %s → %s\n",
             change->words,
             change->place,
             change->key != NULL ? change->key : "",
             before,
             after);
  }
  if (fix->command != NULL)
    g_print ("%s\n    %s\n", fix->words, fix->command);
}

/* checklist fix */

static int
run_fix (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (AnCheckContext) context = NULL;
  g_autoptr (AnFix) fix = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!parse (argc, argv, "checklist fix CHECK [--user NAME] [--yes]", TRUE, &options, &code))
    return code;
  context = an_check_context_new (options.root, options.user);
  fix = an_fix_plan (context, options.check);
  if (fix == NULL) {
    g_set_error (&error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_SUPPORTED,
                 _ ("there is nothing that An Nhi could mend at “%s”"), options.check);
    return an_cli_fail (AN_EXIT_REFUSED, error);
  }
  print_fix (fix);
  if (!options.yes)
    return AN_EXIT_DONE;
  if (fix->changes->len == 0) {
    g_set_error_literal (&error,
                         G_IO_ERROR,
                         G_IO_ERROR_PERMISSION_DENIED,
                         _ ("An Nhi does not run commands as an administrator; run it yourself"));
    return an_cli_fail (AN_EXIT_REFUSED, error);
  }
  if (!an_fix_apply (fix, context, &error) || !an_fix_remember (fix, context, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print ("%s\n", _ ("Done; “annhictl checklist undo” takes it back."));
  return AN_EXIT_DONE;
}

/* checklist undo */

static int
run_undo (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (AnCheckContext) context = NULL;
  g_autoptr (AnFix) fix = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!parse (argc, argv, "checklist undo CHECK [--user NAME]", FALSE, &options, &code))
    return code;
  context = an_check_context_new (options.root, options.user);
  fix = an_fix_recall (context, options.check);
  if (fix == NULL) {
    g_set_error (&error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 _ ("An Nhi has mended nothing at “%s” that could be taken back"), options.check);
    return an_cli_fail (AN_EXIT_REFUSED, error);
  }
  if (!an_fix_undo (fix, context, &error) || !an_fix_forget (context, options.check, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  return AN_EXIT_DONE;
}

const AnCommand an_cli_fix_commands[] = {
  { "checklist", "fix", N_ ("show what would mend a check, and do it"), run_fix },
    { "checklist", "undo", N_ ("take back what was mended"), run_undo }, { NULL },
  };
