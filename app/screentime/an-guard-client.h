// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "screentime/an-guard-values.h"

G_BEGIN_DECLS

#define AN_GUARD_CLIENT_ERROR (an_guard_client_error_quark ())
GQuark an_guard_client_error_quark (void);

/**
 * AnGuardClientError:
 * @AN_GUARD_CLIENT_ERROR_ABSENT: no system bus, or the guard is not installed or does not run
 * @AN_GUARD_CLIENT_ERROR_NO_ANSWER: it went away or was silent while it was asked; whether the
 *   call had an effect is not known
 * @AN_GUARD_CLIENT_ERROR_PROTOCOL: an answer that cannot be understood
 * @AN_GUARD_CLIENT_ERROR_FAILED: any other refusal
 *
 * The others are the guard's own errors, data/dbus/vn.annhi.Guard1.xml. Messages are for people,
 * in their language.
 */
typedef enum {
  AN_GUARD_CLIENT_ERROR_ABSENT,
  AN_GUARD_CLIENT_ERROR_NO_ANSWER,
  AN_GUARD_CLIENT_ERROR_PROTOCOL,
  AN_GUARD_CLIENT_ERROR_FAILED,
  AN_GUARD_CLIENT_ERROR_NOT_ALLOWED,
  AN_GUARD_CLIENT_ERROR_NOT_A_CHILD,
  AN_GUARD_CLIENT_ERROR_ADMINISTRATOR,
  AN_GUARD_CLIENT_ERROR_INVALID_POLICY,
  AN_GUARD_CLIENT_ERROR_INVALID_ARGUMENT,
  AN_GUARD_CLIENT_ERROR_CONFLICT,
  AN_GUARD_CLIENT_ERROR_TOO_MANY,
  AN_GUARD_CLIENT_ERROR_WRONG_CODE,
  AN_GUARD_CLIENT_ERROR_LOCKED_OUT,
  AN_GUARD_CLIENT_ERROR_NOT_FOUND,
  AN_GUARD_CLIENT_ERROR_STORAGE,
  AN_GUARD_CLIENT_ERROR_NOT_READY,
} AnGuardClientError;

/**
 * AnGuardClient:
 *
 * vn.annhi.Guard1 on the system bus, over a connection of its own, so that a restart of bus or
 * guard is survived. Calls connect by themselves; signals and the property `present` need
 * an_guard_client_start().
 *
 * Properties:
 *   present (gboolean, read-only): the guard is on the bus
 *   timezone (string, read-only): of the household, such as “Asia/Ho_Chi_Minh”; %NULL until told
 * Signals:
 *   status-changed (AnGuardStatus *status)
 *   warning (guint uid, const char *kind, gint64 seconds)
 *   request-added (guint uid, const char *id)
 *   request-answered (guint uid, const char *id, gboolean approved, int minutes)
 */
#define AN_TYPE_GUARD_CLIENT (an_guard_client_get_type ())
G_DECLARE_FINAL_TYPE (AnGuardClient, an_guard_client, AN, GUARD_CLIENT, GObject)

AnGuardClient *an_guard_client_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_client_start (AnGuardClient *self);
gboolean an_guard_client_is_present (AnGuardClient *self);
GTimeZone *an_guard_client_get_zone (AnGuardClient *self);

/* The calls. What the *_finish functions answer is (transfer full). */

/* of AnGuardEntry */
void an_guard_client_list_children_async (AnGuardClient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *an_guard_client_list_children_finish (AnGuardClient *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* with the member “version” */
void an_guard_client_get_policy_async (AnGuardClient *self,
                                       guint32 uid,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *an_guard_client_get_policy_finish (AnGuardClient *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_client_set_policy_async (AnGuardClient *self,
                                       guint32 uid,
                                       const char *policy,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
an_guard_client_set_policy_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_remove_child_async (AnGuardClient *self,
                                         guint32 uid,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
an_guard_client_remove_child_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_get_status_async (AnGuardClient *self,
                                       guint32 uid,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
AnGuardStatus *an_guard_client_get_status_finish (AnGuardClient *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* of AnGuardDay */
void an_guard_client_get_usage_async (AnGuardClient *self,
                                      guint32 uid,
                                      const char *from,
                                      const char *to,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *an_guard_client_get_usage_finish (AnGuardClient *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_client_grant_async (AnGuardClient *self,
                                  guint32 uid,
                                  int minutes,
                                  gboolean override,
                                  const char *note,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean an_guard_client_grant_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
/* how many minutes were not used yet and are gone now; -1: error */
void an_guard_client_take_back_async (AnGuardClient *self,
                                      guint32 uid,
                                      int minutes,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
int an_guard_client_take_back_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_set_paused_async (AnGuardClient *self,
                                       guint32 uid,
                                       gboolean paused,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
an_guard_client_set_paused_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
/* id */
void an_guard_client_request_time_async (AnGuardClient *self,
                                         int minutes,
                                         const char *reason,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char *an_guard_client_request_time_finish (AnGuardClient *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* of AnGuardRequest */
void an_guard_client_list_requests_async (AnGuardClient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *an_guard_client_list_requests_finish (AnGuardClient *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* minutes 0: as asked */
void an_guard_client_answer_request_async (AnGuardClient *self,
                                           const char *id,
                                           gboolean approve,
                                           int minutes,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
an_guard_client_answer_request_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
/* otpauth URI, a secret */
void an_guard_client_enrol_codes_async (AnGuardClient *self,
                                        guint32 uid,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char *an_guard_client_enrol_codes_finish (AnGuardClient *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_client_redeem_code_async (AnGuardClient *self,
                                        const char *code,
                                        int minutes,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
an_guard_client_redeem_code_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_set_pin_async (AnGuardClient *self,
                                    const char *pin,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean an_guard_client_set_pin_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_redeem_pin_async (AnGuardClient *self,
                                       const char *pin,
                                       int minutes,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
an_guard_client_redeem_pin_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_confirm_clock_async (AnGuardClient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
an_guard_client_confirm_clock_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
/* of AnGuardEvent */
void an_guard_client_get_events_async (AnGuardClient *self,
                                       guint32 uid,
                                       const char *from,
                                       const char *to,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *an_guard_client_get_events_finish (AnGuardClient *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

void an_guard_client_delete_history_async (AnGuardClient *self,
                                           guint32 uid,
                                           const char *before,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
an_guard_client_delete_history_finish (AnGuardClient *self, GAsyncResult *result, GError **error);
void an_guard_client_set_keep_days_async (AnGuardClient *self,
                                          guint32 days,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
an_guard_client_set_keep_days_finish (AnGuardClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
