// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Short words after a call to the guard. A refusal is no fault of anybody: said calmly. */

#include "ui/screentime/an-guard-say.h"

#include "base/an-i18n.h"
#include "screentime/an-guard-client.h"

#define UNDO_SECONDS 20
#define LAST "an-guard-say-last"

/**
 * an_guard_say_toast:
 * @toast: (transfer full)
 *
 * Shows it in the window of @widget in place of what was said last: an offer to undo is not to keep
 * the next one waiting.
 */
void
an_guard_say_toast (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY); /* or itself */
  AdwToast *last = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), LAST) : NULL;

  if (overlay == NULL) {
    g_object_unref (toast);
    return;
  }
  if (last != NULL)
    adw_toast_dismiss (last);
  g_object_set_data_full (G_OBJECT (overlay), LAST, g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
an_guard_say (GtkWidget *widget, const char *text)
{
  an_guard_say_toast (widget, adw_toast_new (text));
}

/**
 * an_guard_say_new_undo:
 *
 * Returns: (transfer full): words with a button that undoes, for a while
 */
AdwToast *
an_guard_say_new_undo (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  return toast;
}

/**
 * an_guard_say_undo:
 * @undo: called with @object when the button is pressed
 */
void
an_guard_say_undo (GtkWidget *widget, const char *text, GCallback undo, gpointer object)
{
  AdwToast *toast = an_guard_say_new_undo (text);

  g_signal_connect_object (toast, "button-clicked", undo, object, G_CONNECT_SWAPPED);
  an_guard_say_toast (widget, toast);
}

/* What happened and what is safe. */
char *
an_guard_say_describe (const GError *error)
{
  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_NOT_ALLOWED))
    return g_strdup (_ ("Nothing was changed: this needs a parent’s password"));
  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_NO_ANSWER))
    return g_strdup (error->message);
  /* Translators: %s is a reason */
  return g_strdup_printf (_ ("Nothing was changed: %s"), error->message);
}

void
an_guard_say_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = an_guard_say_describe (error);
  an_guard_say (widget, text);
}
