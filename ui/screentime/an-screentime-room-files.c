// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Rules to a file and from one. Another program's limits are shown as rules, with what was left
 * out, before they are taken. */

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "screentime/an-policy-words.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-malcontent.h"
#include "ui/screentime/an-rules-file.h"
#include "ui/screentime/an-screentime-room-private.h"

#define PREVIEW_HEIGHT 300

static GtkWidget *
create_dialog (AnScreentimeRoom *self, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
}

static void
tell_problem (AnScreentimeRoom *self, const char *heading, const char *body)
{
  GtkWidget *dialog = create_dialog (self, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* To a file */

static void
on_export_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnScreentimeRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = an_rules_file_export_finish (result, &error);

  if (path != NULL)
    an_guard_say (GTK_WIDGET (self), _ ("The rules were saved to the file"));
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_problem (self, _ ("The file could not be written"), error->message);
}

static void
on_export_wanted (AnScreentimeRoom *self)
{
  g_autoptr (AnPolicy) policy = an_rules_draft_build (self->draft, NULL);

  if (policy == NULL) {
    an_guard_say (GTK_WIDGET (self), _ ("Some hours need mending first; they are marked in red."));
    return;
  }
  an_rules_file_export_async (GTK_WIDGET (self),
                              policy,
                              self->cancellable,
                              on_export_ready,
                              g_object_ref (self));
}

/* From a file */

static void
take (AnScreentimeRoom *self, const AnPolicy *policy)
{
  if (self->draft == NULL)
    return;
  an_rules_draft_set_policy (self->draft, policy);
  an_guard_say (GTK_WIDGET (self), _ ("The rules were taken from the file"));
}

typedef struct {
  AnScreentimeRoom *room; /* (owned) */
  AnRulesDraft *draft;    /* (owned) that the file was chosen for */
  AnPolicyImport *import; /* (owned) */
} Offer;

static void
free_offer (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  g_object_unref (offer->room);
  g_object_unref (offer->draft);
  an_policy_import_free (offer->import);
  g_free (offer);
}

static void
on_offer_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Offer *offer = user_data;

  if (g_str_equal (response, "use") && offer->room->draft == offer->draft)
    take (offer->room, offer->import->policy);
}

static void
add_lines (GtkBox *box, const char *heading, char *const *lines, guint n_lines)
{
  GtkWidget *title = gtk_label_new (heading);

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_box_append (box, title);
  for (guint i = 0; i < n_lines; i++) {
    g_autofree char *text = g_strconcat ("• ", lines[i], NULL);
    GtkWidget *label = gtk_label_new (text);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_box_append (box, label);
  }
}

static GtkWidget *
create_preview (const AnPolicyImport *import)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_auto (GStrv) week = an_policy_words_week (import->policy);

  add_lines (GTK_BOX (box), _ ("This would hold"), week, g_strv_length (week));
  if (import->notes->len > 0)
    add_lines (GTK_BOX (box),
               _ ("Not carried over, or not as it was:"),
                  (char *const *) import->notes->pdata,
                  import->notes->len);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), PREVIEW_HEIGHT);
  return scroller;
}

/* @import: (transfer full) */
static void
offer (AnScreentimeRoom *self, AnPolicyImport *import)
{
  Offer *offer = g_new0 (Offer, 1);
  GtkWidget *dialog = create_dialog (
      self,
      _ ("Use these rules?"),
         _ ("They come from another program. Nothing is changed before you say so; undo brings the "
         "present rules back."));

  offer->room = g_object_ref (self);
  offer->draft = g_object_ref (self->draft);
  offer->import = import;
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), create_preview (import));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("Cancel"), "use", _ ("Use them"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "use",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_offer_response), offer, free_offer, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tell_unusable (AnScreentimeRoom *self, const GError *error)
{
  g_autofree char *pointer = NULL, *detail = NULL, *body = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)) {
    tell_problem (
        self,
        _ ("This file may be read by the administrator alone"),
           _ ("The rules stay as they were. In a terminal, this turns it into a file that can "
                     "be taken here:\n\n"
                     "sudo annhictl policy import --from timekpr FILE > luat.json"));
    return;
  }
  if (error->domain == AN_JSON_ERROR)
    an_json_error_split (error, &pointer, &detail);
  body = pointer != NULL && *pointer != '\0'
      /* Translators: the place in the file, such as “/days/mon”, and the reason */
      ? g_strdup_printf (_ ("The rules stay as they were.\n\nWhere in the file: %s\nWhat is "
                                   "wrong: %s"),
                            pointer,
                            detail)
      /* Translators: %s is the exact place and reason, for somebody who made the file */
      : g_strdup_printf (_ ("The rules stay as they were.\n\n%s"),
                            detail != NULL ? detail : error->message);
  tell_problem (self, _ ("This file holds no rules that can be used"), body);
}

static void
on_import_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnScreentimeRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicyImport) import = an_rules_file_import_finish (result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_unusable (self, error);
  if (import == NULL || self->draft == NULL)
    return;
  if (import->is_foreign)
    offer (self, g_steal_pointer (&import));
  else
    take (self, import->policy);
}

/* From malcontent itself */

static void
on_malcontent_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnScreentimeRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicyImport) import = an_malcontent_read_finish (result, &error);
  g_autofree char *body = NULL;

  if (import != NULL && self->draft != NULL) {
    offer (self, g_steal_pointer (&import));
  } else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    body = g_strdup_printf (_ ("The rules stay as they were.\n\n%s"), error->message);
    tell_problem (self, _ ("Nothing can be taken from malcontent"), body);
  }
}

/* Of the account whose rules are shown; a child without one has no limits there. */
static void
on_malcontent_wanted (AnScreentimeRoom *self)
{
  if (self->sync != NULL)
    an_malcontent_read_async (an_rules_sync_get_uid (self->sync),
                              self->cancellable,
                              on_malcontent_ready,
                              g_object_ref (self));
}

static void
on_import_wanted (AnScreentimeRoom *self)
{
  an_rules_file_import_async (GTK_WIDGET (self),
                              self->cancellable,
                              on_import_ready,
                              g_object_ref (self));
}

/* Once, when the page of rules is there. */
void
an_screentime_room_add_files (AnScreentimeRoom *self)
{
  g_signal_connect_object (self->rules_page,
                           "export-wanted",
                           G_CALLBACK (on_export_wanted),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rules_page,
                           "import-wanted",
                           G_CALLBACK (on_import_wanted),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rules_page,
                           "malcontent-wanted",
                           G_CALLBACK (on_malcontent_wanted),
                           self,
                           G_CONNECT_SWAPPED);
}
