// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Minutes that a parent has just given, and how they are taken back. */

#include "ui/screentime/an-guard-give.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "ui/screentime/an-guard-say.h"

/* A gift outlives the row or page it came from. */
typedef struct {
  AnGuardClient *client; /* (owned) */
  GtkWidget *overlay;    /* (owned) where toasts go */
  guint32 uid;
  int minutes;
} Gift;

static void
gift_free (gpointer data)
{
  Gift *gift = data;

  g_object_unref (gift->client);
  g_object_unref (gift->overlay);
  g_free (gift);
}

static Gift *
gift_new (AnGuardClient *client, GtkWidget *overlay, guint32 uid, int minutes)
{
  Gift *gift = g_new0 (Gift, 1);

  gift->client = g_object_ref (client);
  gift->overlay = g_object_ref (overlay);
  gift->uid = uid;
  gift->minutes = minutes;
  return gift;
}

static void
on_taken_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) overlay = user_data;
  g_autoptr (GError) error = NULL;
  int minutes = an_guard_client_take_back_finish (AN_GUARD_CLIENT (source), result, &error);
  g_autofree char *duration = an_time_format_duration (minutes * 60);
  g_autofree char *text = NULL;

  if (minutes < 0) {
    an_guard_say_error (overlay, error);
    return;
  }
  /* Translators: %s is a duration, such as “30 minutes” */
  text = minutes > 0 ? g_strdup_printf (_ ("%s taken back"), duration)
                     : g_strdup (_ ("The time was used already; nothing was taken back"));
  an_guard_say (overlay, text);
}

static void
on_undo_clicked (AdwToast *toast, gpointer user_data)
{
  Gift *gift = user_data;

  an_guard_client_take_back_async (gift->client,
                                   gift->uid,
                                   gift->minutes,
                                   NULL,
                                   on_taken_back,
                                   g_object_ref (gift->overlay));
}

/**
 * an_guard_give_say:
 * @widget: in the window in which it is said
 *
 * Says that @minutes were given; for a while they can be taken back, as far as they are not used.
 */
void
an_guard_give_say (GtkWidget *widget, AnGuardClient *client, guint32 uid, int minutes)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *duration = an_time_format_duration (minutes * 60);
  /* Translators: %s is a duration, such as “30 minutes” */
  g_autofree char *text = g_strdup_printf (_ ("%s given"), duration);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = an_guard_say_new_undo (text);
  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (on_undo_clicked),
                         gift_new (client, overlay, uid, minutes),
                         (GClosureNotify) (GCallback) gift_free,
                         0);
  an_guard_say_toast (overlay, toast);
}
