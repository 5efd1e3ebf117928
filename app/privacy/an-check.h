// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnCheckState:
 * @AN_CHECK_OK: looked, and it is as it should be
 * @AN_CHECK_ATTENTION: looked, and something should be changed
 * @AN_CHECK_UNKNOWN: could not look, or not at all of it; never shown as good
 */
typedef enum {
  AN_CHECK_OK,
  AN_CHECK_ATTENTION,
  AN_CHECK_UNKNOWN,
} AnCheckState;

/* The words of --json, indexed by AnCheckState, NULL-terminated. */
extern const char *const an_check_state_ids[];

typedef struct {
  AnCheckState state;
  char *reason; /* (owned) translated, one or two sentences for a family */
} AnCheckResult;

AnCheckResult *an_check_result_new (AnCheckState state, const char *format, ...)
    G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;
void an_check_result_free (AnCheckResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnCheckResult, an_check_result_free)

/* What would mend it, see an-fix.h. */
typedef struct _AnFix AnFix;

/* What a check looks at. Immutable and counted, so that a thread can hold it. */
typedef struct {
  gatomicrefcount references;
  char *root;    /* (owned) (nullable): the system below this folder; NULL: the one that runs */
  char *user;    /* (owned) (nullable): whose account; NULL: whoever runs this */
  char *desktop; /* (owned) (nullable): as XDG_CURRENT_DESKTOP has it; NULL: what is installed */
} AnCheckContext;

AnCheckContext *an_check_context_new (const char *root, const char *user) G_GNUC_WARN_UNUSED_RESULT;
AnCheckContext *an_check_context_ref (AnCheckContext *self);
void an_check_context_unref (AnCheckContext *self);
gboolean an_check_context_exists (const AnCheckContext *self, const char *path);
char *an_check_context_path (const AnCheckContext *self,
                             const char *path) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnCheckContext, an_check_context_unref)

/**
 * AnCheck:
 *
 * Something this PC finds out about itself. One file a check; the table is in an-check.c. Runs in
 * a worker thread: it may read files, and touches nothing that is not in its context.
 */
typedef struct {
  const char *id;
  const char *title; /* untranslated, marked with N_() */
  AnCheckResult *(*look) (const AnCheckContext *context, GCancellable *cancellable);
  /* (nullable); returns: (transfer full) (nullable): %NULL when there is nothing it can offer.
   * Asked only after look() has answered that something should be changed. */
  AnFix *(*plan) (const AnCheckContext *context);
} AnCheck;

extern const AnCheck an_check_browser_policies;
extern const AnCheck an_check_camera_off;
extern const AnCheck an_check_child_not_administrator;
extern const AnCheck an_check_disk_encrypted;
extern const AnCheck an_check_file_sharing_off;
extern const AnCheck an_check_firewall_on;
extern const AnCheck an_check_guard_on;
extern const AnCheck an_check_home_private;
extern const AnCheck an_check_location_off;
extern const AnCheck an_check_microphone_off;
extern const AnCheck an_check_no_automatic_login;
extern const AnCheck an_check_no_guest_account;
extern const AnCheck an_check_notifications_hidden;
extern const AnCheck an_check_recent_files_off;
extern const AnCheck an_check_remote_desktop_off;
extern const AnCheck an_check_remote_login_off;
extern const AnCheck an_check_screen_lock;
extern const AnCheck an_check_updates_automatic;
extern const AnCheck an_check_usage_reports_off;

const AnCheck *const *an_check_list (void); /* NULL-terminated */
const AnCheck *an_check_find (const char *id);

/* Answers by id: a table of id → AnCheckResult. */
GHashTable *an_check_run (const AnCheckContext *context,
                          const char *const *ids,
                          GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void an_check_run_async (AnCheckContext *context,
                         const char *const *ids,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GHashTable *an_check_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
