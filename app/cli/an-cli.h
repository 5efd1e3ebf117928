// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What annhictl answers to the shell. */
typedef enum {
  AN_EXIT_DONE = 0,
  AN_EXIT_REFUSED = 1, /* refused or invalid, the reason is on stderr */
  AN_EXIT_USAGE = 2,
  AN_EXIT_QUEUED = 3, /* safe in the outbox, not delivered */
} AnExit;

/* One command of one or two words, such as "policy check". */
typedef struct {
  const char *group;
  const char *name;
  const char *summary;                /* untranslated, marked with N_() */
  int (*run) (int argc, char **argv); /* argv[0] is the command, options follow */
} AnCommand;

/* The tables, one a file, ended by an entry without a group. */
extern const AnCommand an_cli_policy_commands[];
extern const AnCommand an_cli_schedule_commands[];
extern const AnCommand an_cli_report_commands[];
extern const AnCommand an_cli_checklist_commands[];
extern const AnCommand an_cli_fix_commands[];
extern const AnCommand an_cli_child_commands[];

gboolean an_cli_parse (const char *usage, GOptionEntry *entries, int *argc, char ***argv);
int an_cli_fail (int code, const GError *error);
int an_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
