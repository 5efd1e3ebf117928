// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnCliTable:
 *
 * Lines of columns for a terminal, as wide as their widest cell is there: marks take no room, wide
 * characters two cells. What cells say cannot steer the terminal.
 */
typedef struct _AnCliTable AnCliTable;

AnCliTable *an_cli_table_new (const char *first_heading,
                              ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
void an_cli_table_free (AnCliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnCliTable, an_cli_table_free)

void an_cli_table_add (AnCliTable *self, const char *first_cell, ...) G_GNUC_NULL_TERMINATED;
void an_cli_table_print (AnCliTable *self);
void an_cli_print_field (const char *label, const char *value);

G_END_DECLS
