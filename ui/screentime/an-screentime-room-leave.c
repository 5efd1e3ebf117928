// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is valid is saved at once. What cannot be saved yet is not left without a word: hours with a
 * mistake, and the form of a holiday. */

#include "base/an-i18n.h"
#include "ui/screentime/an-screentime-room-private.h"

typedef enum { LEAVE_BACK, LEAVE_CLOSE } Leave;

static gboolean
shows (AnScreentimeRoom *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static gboolean
has_mistake (AnScreentimeRoom *self)
{
  g_autoptr (AnPolicy) policy = NULL;

  if (!shows (self, "day") || self->draft == NULL)
    return FALSE;
  policy = an_rules_draft_build (self->draft, NULL);
  return policy == NULL;
}

static void
on_response (AnScreentimeRoom *self, const char *response, GtkWidget *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Leave leave = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "leave"));

  if (g_str_equal (response, "stay"))
    return;
  if (g_str_equal (response, "save"))
    an_dates_page_save (self->dates_page);
  else if (has_mistake (self))
    an_rules_draft_revert (self->draft);
  else
    an_dates_page_discard (self->dates_page);
  if (leave == LEAVE_CLOSE && GTK_IS_WINDOW (root))
    gtk_window_close (GTK_WINDOW (root));
  else if (shows (self, "day"))
    an_screentime_room_open_page (self, "rules");
}

static void
ask (AnScreentimeRoom *self, const char *heading, const char *body, gboolean can_save, Leave leave)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog,
                                    "stay",
                                    _ ("Go on editing"), "discard", _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  if (can_save) {
    adw_message_dialog_add_response (dialog, "save", C_ ("dates", "Save"));
    adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  }
  adw_message_dialog_set_default_response (dialog, can_save ? "save" : "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_object_set_data (G_OBJECT (dialog), "leave", GINT_TO_POINTER (leave));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Whether there was something to ask. */
static gboolean
ask_if_unsaved (AnScreentimeRoom *self, Leave leave)
{
  if (has_mistake (self)) {
    ask (self,
         _ ("Some hours are not right yet"),
            _ ("They are marked in red and were not saved. What was right before still holds."),
               FALSE,
               leave);
    return TRUE;
  }
  if (!shows (self, "dates") || !an_dates_page_is_changed (self->dates_page))
    return FALSE;
  ask (self,
       _ ("This day is not saved yet"),
          _ ("Save what you changed, or let it go?"),
             an_dates_page_can_save (self->dates_page),
             leave);
  return TRUE;
}

static gboolean
on_close_request (AnScreentimeRoom *self)
{
  return ask_if_unsaved (self, LEAVE_CLOSE);
}

/* Inside of the room */

/* Whether the page stays for now, because its parent is asked first. */
gboolean
an_screentime_room_stay (AnScreentimeRoom *self)
{
  return ask_if_unsaved (self, LEAVE_BACK);
}

/* The window, too, asks before it closes. */
void
an_screentime_room_watch_window (AnScreentimeRoom *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->is_watching || !GTK_IS_WINDOW (root))
    return;
  self->is_watching = TRUE;
  g_signal_connect_object (root,
                           "close-request",
                           G_CALLBACK (on_close_request),
                           self,
                           G_CONNECT_SWAPPED);
}
