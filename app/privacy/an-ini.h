// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"

G_BEGIN_DECLS

/* `group`, `key`, `value` of one line, and the file it stands in. */
typedef struct {
  char *group, *key, *value, *path; /* (owned) */
} AnIniEntry;

/**
 * AnIni:
 *
 * Settings gathered from many files of groups and keys, read as leniently as login screens read
 * theirs: a line that is none is passed over. A later line stands in for an earlier one of the
 * same group and key.
 */
typedef struct {
  GPtrArray *entries; /* (owned) of AnIniEntry */
  char *unreadable;   /* (owned) (nullable): the first file or folder that is there and not read */
  char comment;       /* what ends a line early, such as `#`; 0: nothing does */
} AnIni;

AnIni *an_ini_new (char comment) G_GNUC_WARN_UNUSED_RESULT;
void an_ini_add_text (AnIni *self, const char *text, const char *path);
void an_ini_add_file (AnIni *self, const AnCheckContext *context, const char *path);
void an_ini_add_directory (AnIni *self,
                           const AnCheckContext *context,
                           const char *path,
                           const char *suffix);
const AnIniEntry *an_ini_find_set (AnIni *self, const char *group_prefix, const char *key);
const AnIniEntry *an_ini_find_true (AnIni *self, const char *group_prefix, const char *key);
void an_ini_free (AnIni *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnIni, an_ini_free)

G_END_DECLS
