// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One item: why, how it stands, how to do it, where that comes from. */

#include "ui/privacy/an-privacy-item-page.h"

#include "base/an-i18n.h"
#include "privacy/an-fix.h"
#include "ui/privacy/an-privacy-fix.h"
#include "ui/privacy/an-privacy-row.h"
#include "ui/privacy/an-privacy-words.h"

/**
 * AnPrivacyItemPage:
 *
 * Shows one item of the list that @model looks at; to be thrown away when another is looked at.
 */
struct _AnPrivacyItemPage {
  AdwBin parent;

  AnPrivacyModel *model;       /* (owned) */
  const AnChecklistItem *item; /* (not owned) lives as long as the model */
  gboolean is_updating;        /* the switch is set by us, not by a person */
  char *style;                 /* (owned) (nullable): CSS class of status_icon */

  AdwPreferencesPage *page;
  GtkLabel *title;
  GtkLabel *why;
  AdwActionRow *status_row;
  GtkImage *status_icon;
  GtkWidget *check_button;
  GtkSpinner *check_spinner;
  GtkWidget *fix_row;
  GtkWidget *undo_row;
  AdwActionRow *done_row;
  GtkSwitch *done_switch;
  AdwPreferencesGroup *steps_group;
  AdwActionRow *source_row;
};

G_DEFINE_FINAL_TYPE (AnPrivacyItemPage, an_privacy_item_page, ADW_TYPE_BIN)

/* Helpers */

static void
add_steps (AnPrivacyItemPage *self)
{
  g_autofree char *day = an_privacy_format_day (self->item->checked);

  for (guint i = 0; i < self->item->steps->len; i++) {
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    GtkWidget *label = gtk_label_new (number);

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                   an_bilingual_choose (self->item->steps->pdata[i]));
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    gtk_widget_add_css_class (label, "title-4");
    gtk_widget_add_css_class (label, "accent");
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
    adw_preferences_group_add (self->steps_group, row);
  }
  if (self->item->platform != NULL) {
    g_autofree char *text =
        /* Translators: name of a program such as Zalo, a date */
        g_strdup_printf (
            _ ("As %s was on %s; the way to do it may change."), self->item->platform, day);

    adw_preferences_group_set_description (self->steps_group, text);
  }
}

static void
add_source (AnPrivacyItemPage *self)
{
  g_autofree char *text = an_privacy_format_source (self->item->source, self->item->checked);

  adw_action_row_set_subtitle (self->source_row, text);
  if (!self->item->verified)
    adw_action_row_add_suffix (self->source_row, an_privacy_make_unverified_chip ());
}

/* What this PC found, for items that it can look at. */
static void
update_status (AnPrivacyItemPage *self)
{
  const AnCheckResult *result = an_privacy_model_get_result (self->model, self->item);
  AnItemStatus status = an_privacy_model_get_status (self->model, self->item);
  gboolean is_checking = an_privacy_model_is_checking (self->model);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row),
                                 an_privacy_status_get_name (status));
  adw_action_row_set_subtitle (self->status_row, result != NULL ? result->reason : "");
  gtk_image_set_from_icon_name (self->status_icon, an_privacy_status_get_icon (status));
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), self->style);
  g_free (self->style);
  self->style = g_strdup (an_privacy_status_get_style (status));
  gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), self->style);
  gtk_widget_set_sensitive (self->check_button, !is_checking);
  gtk_spinner_set_spinning (self->check_spinner, is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->check_spinner), is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->status_row), self->item->check != NULL);
}

/* What this PC has seen needs no tick, and cannot be ticked away. */
static void
update_done (AnPrivacyItemPage *self)
{
  const AnCheckResult *result = an_privacy_model_get_result (self->model, self->item);
  const char *problem = an_privacy_model_get_progress_problem (self->model);

  self->is_updating = TRUE;
  gtk_switch_set_active (self->done_switch, an_privacy_model_is_done (self->model, self->item));
  self->is_updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_switch), problem == NULL);
  adw_action_row_set_subtitle (self->done_row, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->done_row),
                          self->item->check == NULL ||
                              (result != NULL && result->state == AN_CHECK_UNKNOWN));
}

/* Whether it can be mended is found out when somebody asks; whether it was is a file's presence. */
static void
update_fix (AnPrivacyItemPage *self)
{
  const AnCheck *check = an_check_find (self->item->check);
  const AnCheckResult *result = an_privacy_model_get_result (self->model, self->item);
  g_autoptr (AnCheckContext) context =
      an_check_context_new (NULL, an_privacy_model_get_person (self->model));

  gtk_widget_set_visible (self->fix_row,
                          check != NULL && check->plan != NULL && result != NULL &&
                              result->state == AN_CHECK_ATTENTION);
  gtk_widget_set_visible (self->undo_row,
                          check != NULL && an_fix_is_remembered (context, check->id));
}

static void
update (AnPrivacyItemPage *self)
{
  update_status (self);
  update_fix (self);
  update_done (self);
}

/* Callbacks */

static void
on_check_again_clicked (AnPrivacyItemPage *self)
{
  an_privacy_model_check_again (self->model);
}

static void
on_fix_clicked (AnPrivacyItemPage *self)
{
  an_privacy_fix_start (GTK_WIDGET (self), self->model, self->item->check);
}

static void
on_undo_clicked (AnPrivacyItemPage *self)
{
  an_privacy_fix_undo (GTK_WIDGET (self), self->model, self->item->check);
}

static void
on_done_changed (AnPrivacyItemPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_updating)
    return;
  if (an_privacy_model_set_done (self->model,
                                 self->item,
                                 gtk_switch_get_active (self->done_switch),
                                 &error))
    return;
  update (self);
  adw_action_row_set_subtitle (self->done_row, error->message);
}

/* Object */

static void
an_privacy_item_page_dispose (GObject *object)
{
  g_clear_object (&AN_PRIVACY_ITEM_PAGE (object)->model);
  G_OBJECT_CLASS (an_privacy_item_page_parent_class)->dispose (object);
}

static void
an_privacy_item_page_finalize (GObject *object)
{
  g_free (AN_PRIVACY_ITEM_PAGE (object)->style);
  G_OBJECT_CLASS (an_privacy_item_page_parent_class)->finalize (object);
}

static void
an_privacy_item_page_class_init (AnPrivacyItemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_privacy_item_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_privacy_item_page_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/privacy/an-privacy-item-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, page);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, title);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, why);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, status_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, check_spinner);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, fix_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, undo_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, done_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, done_switch);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, steps_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyItemPage, source_row);
  gtk_widget_class_bind_template_callback (widget_class, on_check_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_fix_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_done_changed);
}

static void
an_privacy_item_page_init (AnPrivacyItemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_privacy_item_page_new:
 * @item: of the list that @model looks at
 */
GtkWidget *
an_privacy_item_page_new (AnPrivacyModel *model, const AnChecklistItem *item)
{
  AnPrivacyItemPage *self = g_object_new (AN_TYPE_PRIVACY_ITEM_PAGE, NULL);

  self->model = g_object_ref (model);
  self->item = item;
  gtk_label_set_label (self->title, an_bilingual_choose (&item->title));
  gtk_label_set_label (self->why, an_bilingual_choose (&item->why));
  add_steps (self);
  add_source (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
an_privacy_item_page_get_item_id (AnPrivacyItemPage *self)
{
  return self->item->id;
}
