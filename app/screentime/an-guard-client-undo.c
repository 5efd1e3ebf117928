// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard's methods that take something back: time that was given, and what is remembered. */

#include "screentime/an-guard-client-private.h"

void
an_guard_client_take_back_async (AnGuardClient *self,
                                 guint32 uid,
                                 int minutes,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  an_guard_client_call_async (self,
                              "TakeBack",
                              g_variant_new ("(ui)", uid, minutes),
                              G_VARIANT_TYPE ("(i)"),
                              cancellable,
                              callback,
                              user_data);
}

int
an_guard_client_take_back_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);
  int minutes = -1;

  if (answer != NULL)
    g_variant_get (answer, "(i)", &minutes);
  return minutes;
}

void
an_guard_client_delete_history_async (AnGuardClient *self,
                                      guint32 uid,
                                      const char *before,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  an_guard_client_call_async (self,
                              "DeleteHistory",
                              g_variant_new ("(us)", uid, before),
                              G_VARIANT_TYPE_UNIT,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_delete_history_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);

  return answer != NULL;
}

void
an_guard_client_set_keep_days_async (AnGuardClient *self,
                                     guint32 days,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  an_guard_client_call_async (self,
                              "SetKeepDays",
                              g_variant_new ("(u)", days),
                              G_VARIANT_TYPE_UNIT,
                              cancellable,
                              callback,
                              user_data);
}

gboolean
an_guard_client_set_keep_days_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = an_guard_client_call_finish (self, result, error);

  return answer != NULL;
}
