// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The agreement on the screen, and the two ways to paper. */

#include "ui/screentime/an-agreement-page.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-agreement-print.h"
#include "ui/widgets/an-save-file.h"

#define FILE_NAME "thoa-thuan-dung-may.pdf"

struct _AnAgreementPage {
  AdwBin parent;

  AnPolicy *policy; /* (owned) */
  char *name;       /* (owned) */
  GDateTime *today; /* (owned) */
};

G_DEFINE_FINAL_TYPE (AnAgreementPage, an_agreement_page, ADW_TYPE_BIN)

static AnAgreement *
create_agreement (AnAgreementPage *self)
{
  return an_agreement_new (self->policy, self->name, self->today);
}

static gboolean
write_pdf (const char *path, gpointer data, GError **error)
{
  return an_agreement_write_pdf (data, path, error);
}

static void
free_agreement (gpointer data)
{
  an_agreement_free (data);
}

static void
on_save_clicked (AnAgreementPage *self)
{
  an_save_file (
      GTK_WIDGET (self),
      _ ("Save as PDF"), FILE_NAME, NULL, write_pdf, create_agreement (self), free_agreement);
}

static void
on_print_clicked (AnAgreementPage *self)
{
  an_agreement_print (GTK_WIDGET (self), create_agreement (self));
}

static void
an_agreement_page_finalize (GObject *object)
{
  AnAgreementPage *self = AN_AGREEMENT_PAGE (object);

  g_clear_pointer (&self->policy, an_policy_unref);
  g_clear_pointer (&self->today, g_date_time_unref);
  g_free (self->name);
  G_OBJECT_CLASS (an_agreement_page_parent_class)->finalize (object);
}

static void
an_agreement_page_class_init (AnAgreementPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_agreement_page_finalize;
}

static void
an_agreement_page_init (AnAgreementPage *self)
{
}

static GtkWidget *
create_button (AnAgreementPage *self, const char *label, gboolean is_suggested, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static AdwPreferencesGroup *
create_buttons (AnAgreementPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box),
                  create_button (self, _ ("Print…"), TRUE, G_CALLBACK (on_print_clicked)));
  gtk_box_append (GTK_BOX (box),
                  create_button (self, _ ("Save as PDF"), FALSE, G_CALLBACK (on_save_clicked)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  return ADW_PREFERENCES_GROUP (group);
}

/* Of the promises, what comes before them has no rows. */
static void
add_block (AdwPreferencesPage *page, AdwPreferencesGroup **group, const AnAgreementBlock *block)
{
  g_autofree char *markup = g_markup_escape_text (block->text, -1);
  GtkWidget *row;

  switch (block->kind) {
  case AN_AGREEMENT_TITLE:
  case AN_AGREEMENT_HEADING:
    *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
    adw_preferences_group_set_title (*group, markup);
    adw_preferences_page_add (page, *group);
    break;
  case AN_AGREEMENT_TEXT:
    adw_preferences_group_set_description (*group, markup);
    break;
  case AN_AGREEMENT_ITEM:
    row = adw_action_row_new ();
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), block->text);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    adw_preferences_group_add (*group, row);
    break;
  case AN_AGREEMENT_PAGE_BREAK: /* on paper */
  case AN_AGREEMENT_SIGNERS:
  default:
    break;
  }
}

/**
 * an_agreement_page_new:
 * @name: the child's
 */
GtkWidget *
an_agreement_page_new (const AnPolicy *policy, const char *name, GDateTime *today)
{
  AnAgreementPage *self = g_object_new (AN_TYPE_AGREEMENT_PAGE, NULL);
  GtkWidget *page = adw_preferences_page_new ();
  g_autoptr (AnAgreement) agreement = NULL;
  AdwPreferencesGroup *group = NULL;

  self->policy = an_policy_ref ((AnPolicy *) policy);
  self->name = g_strdup (name);
  self->today = g_date_time_ref (today);
  agreement = create_agreement (self);
  for (guint i = 0; i < agreement->blocks->len; i++) {
    add_block (ADW_PREFERENCES_PAGE (page), &group, g_ptr_array_index (agreement->blocks, i));
    if (i == 1) /* below title and text, not at the end of a long page */
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), create_buttons (self));
  }
  adw_bin_set_child (ADW_BIN (self), page);
  return GTK_WIDGET (self);
}
