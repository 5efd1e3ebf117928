// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard's methods as functions, in the order of data/dbus/vn.annhi.Guard1.xml. */

#include "screentime/an-guard-client-private.h"

#define NOTHING G_VARIANT_TYPE_UNIT
#define TEXT G_VARIANT_TYPE ("(s)")

static gboolean
finish_nothing (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);

  return answer != NULL;
}

/* Returns: (transfer full) */
static char *
finish_text (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);
  char *text = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(s)", &text);
  return text;
}

typedef GPtrArray *(*Parse) (const char *text, GError **error);

/* Returns: (transfer full) */
static GPtrArray *
finish_list (AnGuardClient *self, GAsyncResult *result, Parse parse, GError **error)
{
  g_autofree char *text = finish_text (self, result, error);

  return text != NULL ? parse (text, error) : NULL;
}

void
an_guard_client_list_children_async (AnGuardClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  an_guard_client_call_async (self,
                              "ListChildren",
                              NULL,
                              G_VARIANT_TYPE ("(aa{sv})"),
                              cancellable,
                              callback,
                              user_data);
}

GPtrArray *
an_guard_client_list_children_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);
  g_autoptr (GVariant) list = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

  return list != NULL ? an_guard_entries_from_variant (list, error) : NULL;
}

void
an_guard_client_get_policy_async (AnGuardClient *self,
                                  guint32 uid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  an_guard_client_call_async (self,
                              "GetPolicy",
                              g_variant_new ("(u)", uid),
                              TEXT,
                              cancellable,
                              callback,
                              user_data);
}

char *
an_guard_client_get_policy_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_text (self, result, error);
}

void
an_guard_client_set_policy_async (AnGuardClient *self,
                                  guint32 uid,
                                  const char *policy,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  an_guard_client_call_async (self,
                              "SetPolicy",
                              g_variant_new ("(us)", uid, policy),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_set_policy_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_remove_child_async (AnGuardClient *self,
                                    guint32 uid,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  an_guard_client_call_async (self,
                              "RemoveChild",
                              g_variant_new ("(u)", uid),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_remove_child_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_get_status_async (AnGuardClient *self,
                                  guint32 uid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  an_guard_client_call_async (self,
                              "GetStatus",
                              g_variant_new ("(u)", uid),
                              G_VARIANT_TYPE ("(a{sv})"),
                              cancellable,
                              callback,
                              user_data);
}

AnGuardStatus *
an_guard_client_get_status_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);
  g_autoptr (GVariant) dict = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

  return dict != NULL ? an_guard_status_from_variant (dict, error) : NULL;
}

void
an_guard_client_get_usage_async (AnGuardClient *self,
                                 guint32 uid,
                                 const char *from,
                                 const char *to,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  an_guard_client_call_async (self,
                              "GetUsage",
                              g_variant_new ("(uss)", uid, from, to),
                              TEXT,
                              cancellable,
                              callback,
                              user_data);
}

GPtrArray *
an_guard_client_get_usage_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, an_guard_days_parse, error);
}

void
an_guard_client_grant_async (AnGuardClient *self,
                             guint32 uid,
                             int minutes,
                             gboolean override,
                             const char *note,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  an_guard_client_call_async (self,
                              "Grant",
                              g_variant_new ("(uibs)", uid, minutes, override, note),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_grant_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_set_paused_async (AnGuardClient *self,
                                  guint32 uid,
                                  gboolean paused,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  an_guard_client_call_async (self,
                              "SetPaused",
                              g_variant_new ("(ub)", uid, paused),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_set_paused_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_request_time_async (AnGuardClient *self,
                                    int minutes,
                                    const char *reason,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  an_guard_client_call_async (self,
                              "RequestTime",
                              g_variant_new ("(is)", minutes, reason),
                              TEXT,
                              cancellable,
                              callback,
                              user_data);
}

char *
an_guard_client_request_time_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_text (self, result, error);
}

void
an_guard_client_list_requests_async (AnGuardClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  an_guard_client_call_async (self, "ListRequests", NULL, TEXT, cancellable, callback, user_data);
}

GPtrArray *
an_guard_client_list_requests_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, an_guard_requests_parse, error);
}

void
an_guard_client_answer_request_async (AnGuardClient *self,
                                      const char *id,
                                      gboolean approve,
                                      int minutes,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  an_guard_client_call_async (self,
                              "AnswerRequest",
                              g_variant_new ("(sbi)", id, approve, minutes),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_answer_request_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_enrol_codes_async (AnGuardClient *self,
                                   guint32 uid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  an_guard_client_call_async (self,
                              "EnrolCodes",
                              g_variant_new ("(u)", uid),
                              TEXT,
                              cancellable,
                              callback,
                              user_data);
}

char *
an_guard_client_enrol_codes_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_text (self, result, error);
}

void
an_guard_client_redeem_code_async (AnGuardClient *self,
                                   const char *code,
                                   int minutes,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  an_guard_client_call_async (self,
                              "RedeemCode",
                              g_variant_new ("(si)", code, minutes),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_redeem_code_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_set_pin_async (AnGuardClient *self,
                               const char *pin,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  an_guard_client_call_async (self,
                              "SetPin",
                              g_variant_new ("(s)", pin),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_set_pin_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_redeem_pin_async (AnGuardClient *self,
                                  const char *pin,
                                  int minutes,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  an_guard_client_call_async (self,
                              "RedeemPin",
                              g_variant_new ("(si)", pin, minutes),
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_redeem_pin_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_nothing (self, result, error);
}

void
an_guard_client_confirm_clock_async (AnGuardClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  an_guard_client_call_async (self,
                              "ConfirmClock",
                              NULL,
                              NOTHING,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_confirm_clock_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  if (!finish_nothing (self, result, error))
    return FALSE;
  an_guard_client_load_zone (self); /* the PC's zone was confirmed with the clock */
  return TRUE;
}

void
an_guard_client_get_events_async (AnGuardClient *self,
                                  guint32 uid,
                                  const char *from,
                                  const char *to,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  an_guard_client_call_async (self,
                              "GetEvents",
                              g_variant_new ("(uss)", uid, from, to),
                              TEXT,
                              cancellable,
                              callback,
                              user_data);
}

GPtrArray *
an_guard_client_get_events_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, an_guard_events_parse, error);
}
