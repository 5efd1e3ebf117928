// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json-reader.h"
#include "privacy/an-check.h"

G_BEGIN_DECLS

/**
 * AnChangeKind:
 * @AN_CHANGE_SETTING: a key of GSettings; place: its schema
 * @AN_CHANGE_XFCONF: a property of Xfce's settings; place: its channel
 * @AN_CHANGE_MODE: the rights of a file; place: its path, no key
 * @AN_CHANGE_ACCOUNT: a property of an account at org.freedesktop.Accounts, which asks polkit;
 *   place: the account's name
 */
typedef enum {
  AN_CHANGE_SETTING,
  AN_CHANGE_XFCONF,
  AN_CHANGE_MODE,
  AN_CHANGE_ACCOUNT,
} AnChangeKind;

/* One value that a fix sets. */
typedef struct {
  AnChangeKind kind;
  char *place;
  char *key;        /* (nullable) */
  GVariant *before; /* (nullable): the value that was set; NULL: none, the default held */
  GVariant *after;
  char *words; /* translated: what will be different */
} AnChange;

/**
 * AnFix:
 *
 * What would mend a check: either changes, which are done one after the other, verified and can be
 * undone; or, where that takes an administrator and no service of the system does it, a command
 * to copy into a terminal. Never done without having been shown.
 */
struct _AnFix {
  char *check;        /* (owned) id of the check */
  GPtrArray *changes; /* (owned) of AnChange; empty when there is only a command */
  char *command;      /* (owned) (nullable) */
  char *words;        /* (owned) (nullable) translated: what the command does */
};

AnFix *an_fix_new (const char *check) G_GNUC_WARN_UNUSED_RESULT;
AnFix *an_fix_new_for_command (const char *check, const char *words, const char *format, ...)
    G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
void an_fix_add (AnFix *self,
                 AnChangeKind kind,
                 const char *place,
                 const char *key,
                 GVariant *before,
                 GVariant *after,
                 const char *words);
void an_fix_free (AnFix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnFix, an_fix_free)

AnFix *an_fix_plan (const AnCheckContext *context, const char *check) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_fix_apply (const AnFix *self, const AnCheckContext *context, GError **error);
gboolean an_fix_undo (const AnFix *self, const AnCheckContext *context, GError **error);

/* an-fix-journal.c: what was done, so that it can be undone another day. */
gboolean an_fix_remember (const AnFix *self, const AnCheckContext *context, GError **error);
gboolean an_fix_is_remembered (const AnCheckContext *context, const char *check);
AnFix *an_fix_recall (const AnCheckContext *context, const char *check) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_fix_forget (const AnCheckContext *context, const char *check, GError **error);

G_END_DECLS
