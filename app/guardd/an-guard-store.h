// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/an-database.h"
#include "guardd/an-guard-engine.h"

G_BEGIN_DECLS

typedef enum {
  AN_REQUEST_OPEN,
  AN_REQUEST_APPROVED,
  AN_REQUEST_DECLINED,
  AN_REQUEST_EXPIRED,
} AnRequestState;
extern const char *const an_request_state_ids[];

/* A child's wish for more time. */
typedef struct {
  char *id; /* (owned) UUID */
  guint32 uid;
  int minutes;
  char *reason;                 /* (owned) the child's words, may be "" */
  gint64 asked_at, answered_at; /* µs since 1970, 0: not yet */
  AnRequestState state;
  int granted_minutes;
} AnTimeRequest;

AnTimeRequest *an_time_request_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_time_request_free (AnTimeRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnTimeRequest, an_time_request_free)

/* What guards a secret against guessing: the TOTP secret of a child, or the parents' PIN (uid 0).
 */
typedef struct {
  GBytes *secret;      /* (owned) (nullable) TOTP key, or the PIN's Argon2id text */
  gint64 last_counter; /* TOTP time step that was redeemed last: no code passes twice */
  int tries;           /* wrong ones since tries_since */
  gint64 tries_since;  /* µs since 1970 */
} AnSecretRecord;

void an_secret_record_clear (AnSecretRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnSecretRecord, an_secret_record_clear)

/**
 * AnGuardStore:
 *
 * All that the guard remembers, in an SQLite file that survives a power cut; beside it a copy of
 * each child's policy, so that rules outlive a damaged file. Blocks; used by the daemon's thread
 * alone.
 */
typedef struct _AnGuardStore AnGuardStore;

#define AN_GUARD_STORE_FILE "guard.db" /* in its directory */

AnGuardStore *an_guard_store_open (const char *directory,
                                   gboolean *rescued,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_store_close (AnGuardStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardStore, an_guard_store_close)
const char *an_guard_store_get_directory (AnGuardStore *self);

/* Children: an-guard-store-children.c */
GPtrArray *an_guard_store_load_children (AnGuardStore *self, gint64 from_day, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of AnGuardChild */
gboolean an_guard_store_put_child (AnGuardStore *self, const AnGuardChild *child, GError **error);
gboolean an_guard_store_remove_child (AnGuardStore *self, guint32 uid, GError **error);

/* Use: an-guard-store-usage.c */
gboolean an_guard_store_save (AnGuardStore *self,
                              GPtrArray *children,
                              const AnTrustedTimeState *time,
                              GError **error);
gboolean an_guard_store_load_time (AnGuardStore *self, AnTrustedTimeState *time, GError **error);
GArray *an_guard_store_list_days (AnGuardStore *self,
                                  guint32 uid,
                                  gint64 from_day,
                                  gint64 to_day,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of AnLedgerDay */
char *an_guard_store_get_setting (AnGuardStore *self,
                                  const char *name,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */
gboolean an_guard_store_set_setting (AnGuardStore *self,
                                     const char *name,
                                     const char *value,
                                     GError **error);

/* Requests: an-guard-store-requests.c */
gboolean
an_guard_store_put_request (AnGuardStore *self, const AnTimeRequest *request, GError **error);
AnTimeRequest *an_guard_store_get_request (AnGuardStore *self, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* (nullable) without an error: none */
GPtrArray *
an_guard_store_list_requests (AnGuardStore *self, guint32 uid, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of AnTimeRequest, newest first; uid 0: all */
gint64 an_guard_store_count_requests (AnGuardStore *self,
                                      guint32 uid,
                                      gint64 since_usec,
                                      gboolean open_only,
                                      GError **error); /* -1: error */

/* Secrets: an-guard-store-secrets.c */
gboolean
an_guard_store_get_secret (AnGuardStore *self, guint32 uid, AnSecretRecord *record, GError **error);
gboolean an_guard_store_put_secret (AnGuardStore *self,
                                    guint32 uid,
                                    const AnSecretRecord *record,
                                    GError **error);

/* Events: an-guard-store-events.c */
gboolean an_guard_store_add_event (AnGuardStore *self,
                                   guint32 uid,
                                   AnEventKind kind,
                                   gint64 detail,
                                   gint64 at_usec,
                                   GError **error);
typedef struct {
  gint64 at; /* µs since 1970, trusted time */
  guint32 uid;
  AnEventKind kind;
  gint64 detail;
} AnEventRecord;
GArray *an_guard_store_list_events (AnGuardStore *self,
                                    guint32 uid,
                                    gint64 from_usec,
                                    gint64 until_usec,
                                    guint limit,
                                    GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of AnEventRecord, newest first */
gboolean an_guard_store_forget_before (AnGuardStore *self,
                                       guint32 uid,
                                       gint64 day,
                                       gint64 at_usec,
                                       GError **error);

AnDatabase *an_guard_store_get_database (AnGuardStore *self); /* for the store's own files */

G_END_DECLS
