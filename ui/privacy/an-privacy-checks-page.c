// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* “Kiểm tra”: how a list stands, what to do next, and every item by how it stands. */

#include "ui/privacy/an-privacy-checks-page.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "ui/privacy/an-privacy-row.h"
#include "ui/widgets/an-ring.h"
#include "ui/widgets/an-row-or-column.h"

/* Less than this is not felt as waiting. */
#define SPINNER_AFTER_MS 300

/**
 * AnPrivacyChecksPage:
 *
 * Its rows and its button activate `privacy.open-item` with the item's id.
 */
struct _AnPrivacyChecksPage {
  AdwBin parent;

  AnPrivacyModel *model; /* (owned) */
  GPtrArray *rows;       /* (owned) of GtkWidget, not owned: what is in the four groups */
  gboolean is_updating;  /* the rows to choose from are set by us, not by a person */
  guint spinner_timeout; /* source, 0 = none */
  guint n_lists;         /* in list_row; 0 before it is filled */
  gboolean has_warnings; /* in warning_row */

  GtkStack *stack;
  GtkWidget *loading_box;
  AdwComboRow *list_row;
  AdwComboRow *person_row;
  GtkWidget *problem_group;
  AdwExpanderRow *warning_row;
  AdwActionRow *fallen_row;
  AdwActionRow *progress_row;
  AnRing *ring;
  GtkLabel *ring_label;
  GtkLabel *summary;
  GtkLabel *checked_at;
  GtkWidget *check_button;
  GtkSpinner *check_spinner;
  GtkWidget *next_group;
  GtkLabel *next_title;
  GtkLabel *next_why;
  GtkWidget *next_button;
  AdwPreferencesGroup *attention_group;
  AdwPreferencesGroup *todo_group;
  AdwPreferencesGroup *unknown_group;
  AdwPreferencesGroup *ok_group;
  GtkWidget *catalogue_row;
  GtkWidget *directory_row;
};

G_DEFINE_FINAL_TYPE (AnPrivacyChecksPage, an_privacy_checks_page, ADW_TYPE_BIN)

/* Helpers */

static AdwPreferencesGroup *
get_group (AnPrivacyChecksPage *self, AnItemStatus status)
{
  switch (status) {
  case AN_ITEM_ATTENTION:
    return self->attention_group;
  case AN_ITEM_TODO:
    return self->todo_group;
  case AN_ITEM_UNKNOWN:
    return self->unknown_group;
  case AN_ITEM_OK:
  default:
    return self->ok_group;
  }
}

static void
fill_choices (AnPrivacyChecksPage *self)
{
  const AnPrivacyContent *content = an_privacy_model_get_content (self->model);
  g_autoptr (GtkStringList) lists = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) people = gtk_string_list_new ((const char *const *) content->people);

  for (guint i = 0; i < content->lists->len; i++)
    gtk_string_list_append (lists, an_checklist_get_title (g_ptr_array_index (content->lists, i)));
  adw_combo_row_set_model (self->list_row, G_LIST_MODEL (lists));
  adw_combo_row_set_model (self->person_row, G_LIST_MODEL (people));
  gtk_widget_set_visible (GTK_WIDGET (self->person_row), g_strv_length (content->people) > 1);
  for (guint i = 0; content->warnings[i] != NULL; i++) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), content->warnings[i]);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    adw_expander_row_add_row (self->warning_row, row);
  }
  self->n_lists = content->lists->len;
  self->has_warnings = content->warnings[0] != NULL;
}

static void
update_choices (AnPrivacyChecksPage *self)
{
  const AnPrivacyContent *content = an_privacy_model_get_content (self->model);

  if (self->n_lists == 0)
    fill_choices (self);
  for (guint i = 0; i < content->lists->len; i++)
    if (g_ptr_array_index (content->lists, i) == an_privacy_model_get_list (self->model))
      adw_combo_row_set_selected (self->list_row, i);
  for (guint i = 0; content->people[i] != NULL; i++)
    if (g_strcmp0 (content->people[i], an_privacy_model_get_person (self->model)) == 0)
      adw_combo_row_set_selected (self->person_row, i);
}

/* Returns: whether something has fallen back */
static gboolean
update_fallen (AnPrivacyChecksPage *self)
{
  const char *const *ids = an_privacy_model_get_fallen (self->model);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", _ (an_check_find (ids[i])->title));
  adw_action_row_set_subtitle (self->fallen_row, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->fallen_row), ids[0] != NULL);
  return ids[0] != NULL;
}

static void
update_problems (AnPrivacyChecksPage *self)
{
  const char *problem = an_privacy_model_get_progress_problem (self->model);

  gtk_widget_set_visible (GTK_WIDGET (self->warning_row), self->has_warnings);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_row), problem != NULL);
  if (problem != NULL) {
    g_autofree char *text =
        /* Translators: what went wrong, for who wants to know */
        g_strdup_printf (_ ("Nothing can be ticked off until then (%s)."), problem);

    adw_action_row_set_subtitle (self->progress_row, text);
  }
  gtk_widget_set_visible (self->problem_group,
                          update_fallen (self) || self->has_warnings || problem != NULL);
}

static void
update_summary (AnPrivacyChecksPage *self, const AnReview *review)
{
  GDateTime *when = an_privacy_model_get_checked_at (self->model);
  gboolean is_checking = an_privacy_model_is_checking (self->model);
  g_autofree char *clock = when != NULL ? an_time_format_clock (when) : NULL;
  g_autofree char *short_text = NULL, *text = NULL, *checked = NULL;
  guint n_done = review->counts[AN_ITEM_OK];

  /* Translators: things done, things in all, inside the ring */
  short_text = g_strdup_printf (_ ("%u/%u"), n_done, review->n_items);
  /* Translators: things done, things in all */
  text = g_strdup_printf (_ ("%u of %u are fine"), n_done, review->n_items);
  if (is_checking)
    checked = g_strdup (_ ("This PC is looking …"));
  else if (clock != NULL)
    /* Translators: a time such as 19:30 */
    checked = g_strdup_printf (_ ("This PC looked at %s"), clock);
  an_ring_set_fraction (self->ring, n_done / (double) review->n_items);
  an_ring_set_label (self->ring, text);
  gtk_label_set_label (self->ring_label, short_text);
  gtk_label_set_label (self->summary, text);
  gtk_label_set_label (self->checked_at, checked != NULL ? checked : "");
  gtk_widget_set_visible (GTK_WIDGET (self->checked_at), checked != NULL);
  gtk_widget_set_sensitive (self->check_button, !is_checking);
  gtk_spinner_set_spinning (self->check_spinner, is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->check_spinner), is_checking);
}

static void
update_next (AnPrivacyChecksPage *self, const AnReview *review)
{
  if (review->next == NULL) {
    gtk_label_set_label (self->next_title, _ ("All of it is fine"));
    gtk_label_set_label (self->next_why,
                         _ ("Look in again now and then: programs change, and so do we."));
    gtk_widget_set_visible (self->next_button, FALSE);
    return;
  }
  gtk_label_set_label (self->next_title, an_bilingual_choose (&review->next->title));
  gtk_label_set_label (self->next_why, an_bilingual_choose (&review->next->why));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->next_button), "s", review->next->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->next_button), "privacy.open-item");
  gtk_widget_set_visible (self->next_button, TRUE);
}

static void
update_rows (AnPrivacyChecksPage *self, const AnReview *review)
{
  const AnChecklist *list = an_privacy_model_get_list (self->model);

  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
  }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < review->n_items; i++) {
    const AnChecklistItem *item = an_checklist_get_item (list, i);
    GtkWidget *row = an_privacy_row_new (item,
                                         review->statuses[i],
                                         an_privacy_model_get_result (self->model, item));

    adw_preferences_group_add (get_group (self, review->statuses[i]), row);
    g_ptr_array_add (self->rows, row);
  }
  for (AnItemStatus status = 0; status < AN_N_ITEM_STATUSES; status++)
    gtk_widget_set_visible (GTK_WIDGET (get_group (self, status)), review->counts[status] > 0);
}

static gboolean
on_waited (gpointer user_data)
{
  AnPrivacyChecksPage *self = user_data;

  self->spinner_timeout = 0;
  gtk_widget_set_visible (self->loading_box, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update (AnPrivacyChecksPage *self)
{
  const AnReview *review = an_privacy_model_get_review (self->model);

  if (!an_privacy_model_is_loaded (self->model)) {
    if (self->spinner_timeout == 0)
      self->spinner_timeout = g_timeout_add (SPINNER_AFTER_MS, on_waited, self);
    return;
  }
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  if (review == NULL) {
    gtk_stack_set_visible_child_name (self->stack, "empty");
    return;
  }
  self->is_updating = TRUE;
  update_choices (self);
  self->is_updating = FALSE;
  update_problems (self);
  update_summary (self, review);
  update_next (self, review);
  update_rows (self, review);
  gtk_stack_set_visible_child_name (self->stack, "checks");
}

/* Callbacks */

static void
on_list_selected_changed (AnPrivacyChecksPage *self)
{
  if (!self->is_updating)
    an_privacy_model_select_list (self->model, adw_combo_row_get_selected (self->list_row));
}

static void
on_person_selected_changed (AnPrivacyChecksPage *self)
{
  if (!self->is_updating)
    an_privacy_model_select_person (self->model, adw_combo_row_get_selected (self->person_row));
}

static void
on_check_again_clicked (AnPrivacyChecksPage *self)
{
  an_privacy_model_check_again (self->model);
}

static void
on_forget_progress_clicked (AnPrivacyChecksPage *self)
{
  an_privacy_model_forget_progress (self->model);
}

static void
on_copy_warnings_clicked (AnPrivacyChecksPage *self)
{
  g_autofree char *text = g_strjoinv ("\n", an_privacy_model_get_content (self->model)->warnings);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
on_window_active_changed (AnPrivacyChecksPage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window))
    an_privacy_model_check_if_old (self->model);
}

/* Object */

static void
an_privacy_checks_page_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (an_privacy_checks_page_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root,
                             "notify::is-active",
                             G_CALLBACK (on_window_active_changed),
                             widget,
                             G_CONNECT_SWAPPED);
}

static void
an_privacy_checks_page_unroot (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    g_signal_handlers_disconnect_by_func (root, on_window_active_changed, widget);
  GTK_WIDGET_CLASS (an_privacy_checks_page_parent_class)->unroot (widget);
}

static void
an_privacy_checks_page_dispose (GObject *object)
{
  AnPrivacyChecksPage *self = AN_PRIVACY_CHECKS_PAGE (object);

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (an_privacy_checks_page_parent_class)->dispose (object);
}

static void
an_privacy_checks_page_finalize (GObject *object)
{
  g_ptr_array_unref (AN_PRIVACY_CHECKS_PAGE (object)->rows);
  G_OBJECT_CLASS (an_privacy_checks_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, loading_box);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, list_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, person_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, warning_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, fallen_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, progress_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, ring);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, ring_label);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, checked_at);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, check_spinner);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, next_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, next_title);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, next_why);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, attention_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, todo_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, unknown_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, ok_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, catalogue_row);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyChecksPage, directory_row);
}

static void
an_privacy_checks_page_class_init (AnPrivacyChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_privacy_checks_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_privacy_checks_page_finalize;
  widget_class->root = an_privacy_checks_page_root;
  widget_class->unroot = an_privacy_checks_page_unroot;

  g_type_ensure (AN_TYPE_RING);
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/privacy/an-privacy-checks-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_list_selected_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_person_selected_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_check_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_progress_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_warnings_clicked);
}

static void
an_privacy_checks_page_init (AnPrivacyChecksPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_privacy_checks_page_new (AnPrivacyModel *model)
{
  AnPrivacyChecksPage *self = g_object_new (AN_TYPE_PRIVACY_CHECKS_PAGE, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * an_privacy_checks_page_focus_item:
 *
 * Gives the keyboard to the row of an item, for who comes back from it.
 */
void
an_privacy_checks_page_focus_item (AnPrivacyChecksPage *self, const char *item_id)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);

    if (g_strcmp0 (an_privacy_row_get_item_id (row), item_id) == 0)
      gtk_widget_grab_focus (row);
  }
}

void
an_privacy_checks_page_focus_directory (AnPrivacyChecksPage *self)
{
  gtk_widget_grab_focus (self->directory_row);
}

void
an_privacy_checks_page_focus_catalogue (AnPrivacyChecksPage *self)
{
  gtk_widget_grab_focus (self->catalogue_row);
}
