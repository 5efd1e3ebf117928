// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "base/an-database.h"

G_BEGIN_DECLS

/* What annhi-intake answers to the shell. */
typedef enum {
  AN_COMMAND_DONE = 0,
  AN_COMMAND_REFUSED = 1, /* refused or failed, the reason is on stderr */
  AN_COMMAND_USAGE = 2,
} AnCommandResult;

typedef struct {
  const char *group, *name;                              /* name NULL: a command of one word */
  const char *usage;                                     /* what follows the group and name */
  const char *summary;                                   /* untranslated, marked with N_() */
  int (*run) (const char *store, int argc, char **argv); /* store: path of the database */
} AnIntakeCommand;

/* Tables, one a file, ended by an entry without a group. */
extern const AnIntakeCommand an_intake_office_commands[];
extern const AnIntakeCommand an_intake_channel_commands[];
extern const AnIntakeCommand an_intake_serve_commands[];
extern const AnIntakeCommand an_intake_case_commands[];
extern const AnIntakeCommand an_intake_audit_commands[];
extern const AnIntakeCommand an_intake_backup_commands[];
extern const AnIntakeCommand an_intake_people_commands[];

gboolean an_command_parse (GOptionEntry *entries, int *argc, char ***argv, int n_words);
gboolean an_command_parse_two (GOptionEntry *entries,
                               GOptionEntry *more,
                               int *argc,
                               char ***argv,
                               int n_words);
int an_command_fail (const GError *error);
int an_command_usage (const char *message);
AnDatabase *an_command_open (const char *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
